import { spawn } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { freePort } from '../../apps/server/src/operations/embedded-postgres/cluster.ts';
import { userForPostgres } from '../../apps/server/src/operations/embedded-postgres/system-user.ts';
import { installed } from './servers.ts';
import { until } from './until.ts';

export interface PgBouncer {
  /** The way through it to the database of a URL, with one of the logins it was started with. */
  through(url: string): string;
  stop(): Promise<void>;
}

/**
 * PgBouncer in transaction mode in front of a Postgres, on a free port, for the logins of these URLs. It takes its few
 * connections in turn, so that no client keeps one. Within `describeWith('pgbouncer', …)`.
 */
export async function startPgBouncer(...urls: [string, ...string[]]): Promise<PgBouncer> {
  const { hostname, port: postgresPort } = new URL(urls[0]);
  const [port, directory] = [await freePort(), await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-pgbouncer-`))];
  const [settings, logins] = [join(directory, 'pgbouncer.ini'), join(directory, 'logins.txt')];
  const lines = urls.map((url) => new URL(url)).map(({ username, password }) => `"${username}" "${password}"\n`);
  await writeFile(logins, lines.join(''));
  await writeFile(
    settings,
    `[databases]
* = host=${hostname} port=${postgresPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${logins}
pool_mode = transaction
default_pool_size = 4
server_round_robin = 1
`,
  );
  const user = await userForPostgres(); // root's PgBouncer refuses to run
  if (user) for (const path of [directory, settings, logins]) await chown(path, user.uid, user.gid);
  const program = await installed('pgbouncer');
  if (!program) throw new Error('pgbouncer is not installed');
  const server = spawn(program, ['--quiet', settings], { ...user, cwd: '/', stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const through = (to: string) => Object.assign(new URL(to), { hostname: '127.0.0.1', port: `${port}` }).href;
  const stop = async () => {
    server.kill('SIGKILL');
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await until(() => server.exitCode === null && answers(through(urls[0])), {
      what: `pgbouncer answers on port ${port}`,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { through, stop };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  return client.connect().then(
    () => client.end().then(() => true),
    () => false,
  );
}
