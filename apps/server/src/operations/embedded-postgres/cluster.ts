import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import type { Home } from './home.ts';

const run = promisify(execFile);

/** The login that owns everything and migrates, and the one that the running server uses. */
export const OWNER = 'duban_owner';
export const RUNTIME = 'duban';

export interface Passwords {
  readonly owner: string;
  readonly runtime: string;
}

export const dataOf = (home: Home): string => join(home.directory, 'data');
export const logOf = (home: Home): string => join(home.directory, 'postgres.log');
const passwordsOf = (home: Home): string => join(home.directory, 'passwords.json');

/**
 * Makes an empty cluster in a home. The locale is given because without LANG initdb would make a SQL_ASCII cluster,
 * and with LC_CTYPE=C Chinese text has no trigrams to search by.
 */
export async function initialise(home: Home, binaries: Binaries, durable: boolean): Promise<void> {
  const passwords: Passwords = { owner: randomBytes(24).toString('hex'), runtime: randomBytes(24).toString('hex') };
  await writePrivately(home, passwordsOf(home), JSON.stringify(passwords));
  const passwordFile = join(home.directory, 'owner-password');
  await writePrivately(home, passwordFile, passwords.owner);
  // macOS and Windows have no C.UTF-8 of their own; PostgreSQL's built-in one is the same order.
  const locale =
    process.platform === 'linux'
      ? ['--locale=C.UTF-8']
      : ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const options = [
    '--encoding=UTF8',
    ...locale,
    '--auth=scram-sha-256',
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
  ];
  await run(binaries.initdb, [...options, ...(durable ? [] : ['--no-sync']), '-D', dataOf(home)], as(home));
  await rm(passwordFile);
}

export async function readPasswords(home: Home): Promise<Passwords> {
  return JSON.parse(await readFile(passwordsOf(home), 'utf8'));
}

/** Fails, with what to do, when the data was made by another major version than the programs. */
export async function checkVersion(home: Home, binaries: Binaries): Promise<void> {
  const made = Number.parseInt(await readFile(join(dataOf(home), 'PG_VERSION'), 'utf8'), 10);
  if (made === binaries.major) return;
  throw new Error(
    `The database in ${home.directory} was made by PostgreSQL ${made}, and this Duban brings ${binaries.major}. ` +
      'Start the Duban that made it and move the data over (backup, restore), or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/**
 * Starts the postmaster on a port of 127.0.0.1, in a session of its own so that Ctrl-C reaches only the server.
 * Settings are `name: value` of postgresql.conf. Fails when it is running already or does not come up.
 */
export async function start(
  home: Home,
  binaries: Binaries,
  port: number,
  settings: Record<string, string>,
): Promise<void> {
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  const options = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
  const args = ['start', '-w', '-D', dataOf(home), '-l', logOf(home), '-o', `-p ${port} ${options.join(' ')}`];
  await run(binaries.pgCtl, args, as(home));
}

/** Stops the postmaster; sessions that are still open are rolled back and closed. */
export async function stop(home: Home, binaries: Binaries): Promise<void> {
  await run(binaries.pgCtl, ['stop', '-w', '-m', 'fast', '-D', dataOf(home)], as(home));
}

/** What `postmaster.pid` says, which may be stale; null when there is none or it is not complete yet. */
export async function readPidFile(home: Home): Promise<{ pid: number; port: number } | null> {
  const text = await readFile(join(dataOf(home), 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  return pid > 0 && port > 0 ? { pid, port } : null;
}

/**
 * Removes a `postmaster.pid` whose number now belongs to another program of the same user: Postgres itself cannot tell
 * and would refuse to start for ever. Known only where there is /proc.
 */
export async function removeMisleadingPidFile(home: Home): Promise<void> {
  const file = await readPidFile(home);
  if (file === null || !existsSync('/proc/self/cmdline')) return;
  const command = await readFile(`/proc/${file.pid}/cmdline`, 'utf8').catch(() => null);
  if (command !== null && !command.includes('postgres'))
    await rm(join(dataOf(home), 'postmaster.pid'), { force: true });
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The last lines of the log, for the message of a start that failed. */
export async function logTail(home: Home): Promise<string> {
  const text = await readFile(logOf(home), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-8).join('\n');
}

function as(home: Home) {
  return { ...home.user, cwd: '/' };
}

async function writePrivately(home: Home, path: string, text: string): Promise<void> {
  await writeFile(path, text, { mode: 0o600 });
  if (home.user) await chown(path, home.user.uid, home.user.gid);
}
