import { randomUUID } from 'node:crypto';
import { appendFile, chown, cp, lchown, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { type Binaries, binariesFor } from '../../apps/server/src/operations/embedded-postgres/binaries.ts';
import * as cluster from '../../apps/server/src/operations/embedded-postgres/cluster.ts';
import type { Home } from '../../apps/server/src/operations/embedded-postgres/home.ts';
import { userForPostgres } from '../../apps/server/src/operations/embedded-postgres/system-user.ts';
import { migrate } from '../../apps/server/src/operations/migrate.ts';
import { DEBIAN_POSTGRES_15 } from './servers.ts';

type Settings = Readonly<Record<string, string>>;

/** A Postgres of one test file's own, for what must not happen to the one of the run. Runs as an ordinary user for root too. */
export class OwnPostgres {
  private constructor(
    private readonly home: Home,
    private readonly binaries: Binaries,
    private readonly passwords: cluster.Passwords,
    readonly port: number,
  ) {}

  /** Of the version that comes with Duban, or of Debian's 15 (within `describeWith('postgres15', …)`). Running, with both logins. */
  static async start({ version = 18 as 15 | 18, settings = { fsync: 'off' } as Settings } = {}): Promise<OwnPostgres> {
    const home = await newHome();
    const binaries = version === 18 ? await binariesFor(home.directory, home.user) : debian15();
    await cluster.initialise(home, binaries, settings.fsync !== 'off');
    const passwords = await cluster.readPasswords(home);
    const postgres = new OwnPostgres(home, binaries, passwords, await cluster.freePort());
    await postgres.start(settings);
    await postgres.asOwner(`CREATE ROLE ${cluster.RUNTIME} LOGIN PASSWORD '${passwords.runtime}'`);
    return postgres;
  }

  /** A copy of this one, which must be stopped, that will follow it as a streaming standby once both are started. */
  async standby(): Promise<OwnPostgres> {
    const home = await newHome();
    const data = cluster.dataOf(home);
    await cp(cluster.dataOf(this.home), data, { recursive: true, preserveTimestamps: true });
    const { hostname, port, username, password } = new URL(this.ownerUrl('postgres'));
    const conninfo = `host=${hostname} port=${port} user=${username} password=${password} application_name=standby`;
    await writeFile(join(data, 'standby.signal'), '');
    await appendFile(join(data, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`);
    if (home.user) await giveTo(data, home.user);
    return new OwnPostgres(home, this.binaries, this.passwords, await cluster.freePort());
  }

  async start(settings: Settings): Promise<void> {
    await cluster.start(this.home, this.binaries, this.port, settings);
  }

  async stop(): Promise<void> {
    await cluster.stop(this.home, this.binaries);
  }

  /** As when the machine fails: nothing is told to anybody. */
  async kill(): Promise<void> {
    const file = await cluster.readPidFile(this.home);
    if (file) process.kill(file.pid, 'SIGKILL');
  }

  /** Makes a standby that runs a primary; returns when it takes writes. */
  async promote(): Promise<void> {
    await this.asOwner('SELECT pg_promote()');
  }

  /** Stops it if it runs, and removes everything. */
  async remove(): Promise<void> {
    await this.stop().catch(() => undefined);
    await rm(this.home.directory, { recursive: true, force: true });
  }

  /** A new database, migrated; the URLs are those of the running server and of the owner. */
  async migratedDatabase(): Promise<{ url: string; ownerUrl: string }> {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await this.asOwner(`CREATE DATABASE ${name}`);
    const [url, ownerUrl] = [this.url(cluster.RUNTIME, this.passwords.runtime, name), this.ownerUrl(name)];
    await migrate(ownerUrl, url);
    return { url, ownerUrl };
  }

  ownerUrl(database: string): string {
    return this.url(cluster.OWNER, this.passwords.owner, database);
  }

  private url(user: string, password: string, database: string): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  private async asOwner(sql: string): Promise<void> {
    const client = new Client({ connectionString: this.ownerUrl('postgres') });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

async function newHome(): Promise<Home> {
  const directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-own-`));
  const user = await userForPostgres();
  if (user) await chown(directory, user.uid, user.gid);
  return { directory, user };
}

function debian15(): Binaries {
  const program = (name: string) => join(DEBIAN_POSTGRES_15, name);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres'), major: 15 };
}

async function giveTo(directory: string, { uid, gid }: { uid: number; gid: number }): Promise<void> {
  for (const entry of await readdir(directory, { recursive: true })) await lchown(join(directory, entry), uid, gid);
  await lchown(directory, uid, gid);
}
