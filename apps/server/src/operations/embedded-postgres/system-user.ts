import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Starts a program of the machine's accounts; root's own PATH may lack where those lie. */
const runOf = (program: string, args: readonly string[]) =>
  run('/bin/sh', ['-c', 'PATH="$PATH:/usr/sbin:/usr/bin:/sbin:/bin" exec "$0" "$@"', program, ...args]);

/** An account of the machine that a process can be started as. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom Postgres is to run as: nobody else (null) for an ordinary user, and for root an account without rights, because
 * Postgres refuses to run as root. Taken in this order: an existing `postgres`, a system account `duban-postgres`
 * (made on the first start), `nobody` where no account can be made.
 */
export async function userForPostgres(): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null;
  const user = (await find('postgres')) ?? (await make('duban-postgres')) ?? (await find('nobody'));
  if (user) return user;
  throw new Error(
    'Postgres does not run as root, and this machine has no account to run it as. ' +
      'Make one (useradd --system postgres), start as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
  );
}

/** Whether a user may go into a directory and start what lies there; asked of the machine itself, so that every rule of it counts. */
export async function canEnter(directory: string, user: SystemUser): Promise<boolean> {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { ...user, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

async function find(name: string): Promise<SystemUser | null> {
  try {
    const [uid, gid] = await Promise.all([runOf('id', ['-u', name]), runOf('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function make(name: string): Promise<SystemUser | null> {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const made = await find(name);
  if (made) return made;
  await runOf('useradd', [...options, '--shell', '/usr/sbin/nologin', name]).catch(() => undefined);
  return find(name);
}
