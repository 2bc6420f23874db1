import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { type Binaries, binariesFor } from './embedded-postgres/binaries.ts';
import { type Claim, claimAt, release, whenAlone } from './embedded-postgres/claim.ts';
import * as cluster from './embedded-postgres/cluster.ts';
import { type Home, openHome } from './embedded-postgres/home.ts';

export interface EmbeddedPostgres {
  /** Where its data and log are; outside the data directory when root's checkout is closed to the Postgres account. */
  readonly home: string;
  /** Connection URL of the login that owns everything: for migrations and operators. */
  ownerUrl(database: string): string;
  /** Connection URL of the login that the server runs with; its rights are those that the migrations granted. */
  runtimeUrl(database: string): string;
  /** Makes a database; when it exists already, nothing happens. */
  createDatabase(name: string): Promise<void>;
  /** Removes a database with its data and ends the sessions in it; when there is none, nothing happens. */
  dropDatabase(name: string): Promise<void>;
  /** Removes every database whose name begins so, unless another process uses this Postgres: one of them may be its own. */
  dropLeftDatabases(prefix: string): Promise<void>;
  /**
   * To be called last, after the caller's own connections are closed. Stops Postgres unless another process uses it.
   * A second call waits for the first.
   */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Such as `.duban`: everything of the database lies below it, or is named by its `postgres.json`. */
  readonly dataDir: string;
  /** Settings as in postgresql.conf, used when this call is the one that starts Postgres. */
  readonly settings?: Readonly<Record<string, string>>;
}

const PATIENCE_MS = 10_000;
const RETRY_MS = 100;

/**
 * Makes the database of a data directory on the first call, starts Postgres if it is not running, and attaches to it
 * if it is: left behind by a server that was killed, or in use by another. Any number of processes may call this at
 * once. While the caller lives, a postmaster that dies is started again on the same port.
 *
 * Who stops it: the last one to leave. Each caller holds a shared advisory lock on a connection, its claim; `stop`
 * gives it up and stops Postgres only if it then gets the lock for itself alone. So Ctrl-C also stops a Postgres that
 * a killed server left behind (a dead process holds no connection), and never one that a second server works with;
 * and a server that comes while Postgres is being stopped cannot claim it, waits, and starts it anew.
 *
 * Fails with a message that says what to do.
 */
export async function startEmbeddedPostgres({ dataDir, settings = {} }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const durable = settings.fsync !== 'off';
  const home = await openHome(dataDir, async (fresh) => {
    await cluster.initialise(fresh, await binariesFor(fresh.directory, fresh.user), durable);
  });
  const binaries = await binariesFor(home.directory, home.user);
  await cluster.checkVersion(home, binaries);
  const passwords = await cluster.readPasswords(home);

  let stopping: Promise<void> | undefined;
  let claim = await startOrAttach(home, binaries, settings, passwords.owner);
  const { port } = claim;
  let revival: Promise<void> = Promise.resolve();
  watch();

  const ownerUrl = (database: string) => url(cluster.OWNER, passwords.owner, port, database);
  await asOwner((client) => makeRuntimeLogin(client, passwords.runtime));
  return {
    home: home.directory,
    ownerUrl,
    runtimeUrl: (database) => url(cluster.RUNTIME, passwords.runtime, port, database),
    createDatabase: (name) =>
      asOwner((client) => client.query(`CREATE DATABASE ${escapeIdentifier(name)}`).catch(unless('42P04', '23505'))),
    dropDatabase: (name) => asOwner((client) => drop(client, name)),
    dropLeftDatabases: (prefix) => whenAlone(claim, () => asOwner((client) => dropAll(client, prefix))),
    stop() {
      stopping ??= leave();
      return stopping;
    },
  };

  async function leave(): Promise<void> {
    await revival;
    await release(claim, () => cluster.stop(home, binaries));
  }

  function watch(): void {
    void claim.lost.then(() => {
      if (!stopping) revival = revive();
    });
  }

  async function revive(): Promise<void> {
    while (!stopping) {
      try {
        claim = await startOrAttach(home, binaries, settings, passwords.owner, port);
        return watch();
      } catch {
        // The port may be taken for a while, or the disk full: the server stays up, says that it is not ready, and we try again.
        await sleep(1000);
      }
    }
  }

  async function asOwner(work: (client: Client) => Promise<unknown>): Promise<void> {
    const client = new Client({ connectionString: ownerUrl('postgres') });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }
}

/**
 * Attaches to the Postgres that runs in a home, or starts it; on `port`, or on any that is free. Tries again for ten
 * seconds, because another process may be starting or stopping it, and because after kill -9 of a postmaster its
 * remains are in the way until the system has cleaned them up; and for as long as it says that it is recovering.
 */
async function startOrAttach(
  home: Home,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
  password: string,
  port?: number,
): Promise<Claim> {
  const data = cluster.dataOf(home);
  let lastHopeAt = performance.now();
  while (performance.now() - lastHopeAt < PATIENCE_MS) {
    const running = await cluster.readPidFile(home);
    const claim = running
      ? await claimAt(url(cluster.OWNER, password, running.port, 'postgres'), running.port, data)
      : 'absent';
    if (typeof claim === 'object') return claim;
    if (claim === 'busy') lastHopeAt = performance.now();
    if (claim === 'absent') {
      const started = await cluster.start(home, binaries, port ?? (await cluster.freePort()), settings).then(
        () => true,
        () => false,
      );
      if (started) continue;
      await cluster.removeMisleadingPidFile(home);
    }
    await sleep(RETRY_MS);
  }
  throw new Error(
    `Postgres does not start in ${home.directory}. The end of its log, ${cluster.logOf(home)}:\n${await cluster.logTail(home)}\n` +
      'If a postgres process of that directory still runs but does not answer, end it and start again. ' +
      'To use a Postgres of your own, set DATABASE_URL.',
  );
}

async function makeRuntimeLogin(client: Client, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [cluster.RUNTIME]);
  if (rowCount) return;
  await client
    .query(`CREATE ROLE ${cluster.RUNTIME} LOGIN PASSWORD ${escapeLiteral(password)}`)
    .catch(unless('42710', '23505'));
}

async function drop(client: Client, database: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(database)} WITH (FORCE)`);
}

async function dropAll(client: Client, prefix: string): Promise<void> {
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await drop(client, datname);
}

/** Lets pass an error of Postgres that means: somebody else was just faster. */
function unless(...codes: string[]): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof DatabaseError && error.code && codes.includes(error.code))) throw error;
  };
}

function url(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
