import { randomBytes } from 'node:crypto';
import { chmod, chown, link, mkdir, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { canEnter, type SystemUser, userForPostgres } from './system-user.ts';

/** Where one embedded database lives: its data, log and passwords. */
export interface Home {
  readonly directory: string;
  /** Whom Postgres runs as; null: as ourselves. */
  readonly user: SystemUser | null;
}

/** Where databases live whose data directory the Postgres account cannot enter, such as a checkout below root's home. */
const OPEN_DIRECTORY = '/var/lib/duban';

/**
 * The home of the database that belongs to a data directory. Its `postgres.json` says where it is, so that removing the
 * data directory is how one starts over. When nothing is recorded, a home is made: `build` fills it, and then it is
 * recorded in one step that only one of several first starts wins; the others throw theirs away and use the winner's.
 */
export async function openHome(path: string, build: (home: Home) => Promise<void>): Promise<Home> {
  const dataDir = resolve(path);
  const record = join(dataDir, 'postgres.json');
  const recorded = await readHome(dataDir, record);
  if (recorded) return recorded;
  const home = await makeHome(dataDir);
  try {
    await build(home);
    await publish(dataDir, record, home.directory);
  } catch (error) {
    await rm(home.directory, { recursive: true, force: true }).catch(() => undefined); // the winner may be removing it too
    const winner = await readHome(dataDir, record);
    if (winner) return winner;
    throw error;
  }
  await removeOthers(dataDir, basename(home.directory));
  return home;
}

async function readHome(dataDir: string, record: string): Promise<Home | null> {
  const text = await readFile(record, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Error(`Cannot read ${record}: ${error.message}. Start as the user who started Duban here first.`);
  });
  if (text === null) return null;
  const directory = resolve(dataDir, JSON.parse(text).home);
  const owner = await stat(directory).catch(() => null);
  if (owner === null) {
    throw new Error(
      `The database that ${record} names, ${directory}, is not there. Put it back, or remove ${record} to start over with an empty one.`,
    );
  }
  const self = process.getuid?.();
  if (self !== undefined && self !== 0 && self !== owner.uid) {
    throw new Error(
      `The database in ${directory} belongs to another user (uid ${owner.uid}). Start as that user or as root, or set DUBAN_DATA_DIR to a directory of your own.`,
    );
  }
  return { directory: await realpath(directory), user: self === 0 ? { uid: owner.uid, gid: owner.gid } : null };
}

async function makeHome(dataDir: string): Promise<Home> {
  await mkdir(dataDir, { recursive: true });
  const user = await userForPostgres();
  const base = user && !(await canEnter(dataDir, user)) ? OPEN_DIRECTORY : dataDir;
  if (base === OPEN_DIRECTORY) {
    await mkdir(base, { recursive: true });
    await chmod(base, 0o711);
  }
  const directory = join(await realpath(base), `postgres-${randomBytes(4).toString('hex')}`);
  await mkdir(directory, { mode: 0o700 });
  await writeFile(join(directory, 'belongs-to'), `${dataDir}\n`);
  if (user) await chown(directory, user.uid, user.gid);
  return { directory, user };
}

async function publish(dataDir: string, record: string, directory: string): Promise<void> {
  const draft = `${record}.${basename(directory)}`;
  const inside = relative(await realpath(dataDir), directory);
  await writeFile(draft, `${JSON.stringify({ home: inside.startsWith('..') ? directory : inside })}\n`);
  try {
    await link(draft, record);
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/**
 * Homes that were never recorded: left by a first start that was killed, or by one that has just lost. The latter may
 * still write into its own, so that it cannot be removed; it does so itself. Nothing here may fail the start.
 */
async function removeOthers(dataDir: string, kept: string): Promise<void> {
  const entries = await readdir(dataDir).catch(() => []);
  const others = entries.filter((entry) => /^postgres-[0-9a-f]{8}$/.test(entry) && entry !== kept);
  const removals = others.map((entry) => rm(join(dataDir, entry), { recursive: true, force: true }));
  await Promise.allSettled(removals);
}
