import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../apps/server/src/config.ts';
import { openDatabase } from '../../apps/server/src/operations/open-database.ts';
import { postmasterOf } from '../support/checkouts.ts';
import { until } from '../support/until.ts';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);

interface Started {
  readonly process: ChildProcess;
  readonly url: string;
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>;
}

/** Of all tests but those about a first start: making a database takes longer than finding one. */
let dataDir: string;
const launched: Omit<Started, 'url'>[] = [];

/** `npm start` without npm: with nothing set but a data directory of the test's own, and any free port. */
function launch(settings: Record<string, string | undefined> = {}): Omit<Started, 'url'> {
  const server = spawn(process.execPath, ['apps/cli/bin/start.mjs'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, DUBAN_DATA_DIR: dataDir, PORT: '0', DEMO_DATA: 'none', ...settings },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const one = { process: server, ended: once(server, 'exit').then(([code]) => code as number | null) };
  launched.push(one);
  return one;
}

/** Until it listens. */
async function start(settings: Record<string, string | undefined> = {}): Promise<Started> {
  const { process: server, ended } = launch(settings);
  const [message] = await Promise.race([once(server, 'message'), ended.then(() => [])]);
  if (!message) throw new Error(`the server did not start: ${server.stderr?.read()}`);
  return { process: server, url: message.ready.url, ended };
}

/** The databases for one run that are there, as the next server finds them. */
async function temporaryDatabases(): Promise<string[]> {
  const { config, close } = await openDatabase(readConfig({ DUBAN_DATA_DIR: dataDir }));
  const client = new Client({ connectionString: config.databaseOwnerUrl });
  await client.connect();
  const { rows } = await client.query(`SELECT datname FROM pg_database WHERE datname LIKE 'duban\\_temporary\\_%'`);
  await client.end();
  await close();
  return rows.map(({ datname }) => datname);
}

async function newDataDir(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-start-`));
  await chmod(directory, 0o711); // so that root's Postgres account can pass
  return directory;
}

async function removeDataDir(directory: string): Promise<void> {
  await rm(directory, { recursive: true, force: true, maxRetries: 20 });
}

async function home(directory = dataDir): Promise<string> {
  return join(directory, JSON.parse(await readFile(join(directory, 'postgres.json'), 'utf8')).home);
}

/** Servers that a test left running, and their Postgres. */
async function endAllIn(directory: string): Promise<void> {
  for (const { process: server, ended } of launched.splice(0)) {
    server.kill('SIGKILL');
    await ended;
  }
  const postmaster = () => home(directory).then(postmasterOf, () => null);
  const running = await postmaster();
  if (running) process.kill(running, 'SIGINT');
  await until(async () => (await postmaster()) === null, { withinMs: 60_000 });
}

/** For one test: a data directory without anything, gone after it. */
async function nowhere(): Promise<string> {
  const directory = await newDataDir();
  onTestFinished(async () => {
    await endAllIn(directory);
    await removeDataDir(directory);
  });
  return directory;
}

describe('npm start', { timeout: 180_000 }, () => {
  beforeAll(async () => {
    await run(process.execPath, ['apps/cli/bin/build.mjs'], { cwd: ROOT });
    dataDir = await newDataDir();
    return () => removeDataDir(dataDir);
  }, 300_000);
  afterEach(() => endAllIn(dataDir));

  it('listens, and on Ctrl-C, SIGTERM or SIGHUP ends well, and its Postgres with it; then again on what it left', async () => {
    const settings = { DUBAN_DATA_DIR: await nowhere(), DEMO_DATA: undefined };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      const server = await start(settings);
      expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);

      server.process.kill(signal);

      expect({ signal, code: await server.ended }).toEqual({ signal, code: 0 });
      expect(await postmasterOf(await home(settings.DUBAN_DATA_DIR))).toBe(null);
    }
  });

  it('on Ctrl-C before it listens ends well too, and the Postgres that it had just started', async () => {
    const first = await nowhere();
    const server = launch({ DUBAN_DATA_DIR: first });
    await until(async () => postmasterOf(await home(first).catch(() => '')), { withinMs: 60_000 });

    server.process.kill('SIGINT');

    expect(await server.ended).toBe(0);
    expect(await postmasterOf(await home(first))).toBe(null);
  });

  it('a database for one run is gone after it, also after kill -9; but nobody removes that of a run that goes on', async () => {
    const temporary = { DUBAN_TEMPORARY_DATABASE: 'yes' };
    const killed = await start(temporary);
    killed.process.kill('SIGKILL');
    await killed.ended;
    expect(await temporaryDatabases()).toEqual([]);

    const going = await start(temporary);
    expect(await temporaryDatabases()).toHaveLength(1);
    going.process.kill('SIGINT');
    await going.ended;
    expect(await temporaryDatabases()).toEqual([]);
  });

  it('after kill -9 takes over the Postgres that was left, and stops it in the end', async () => {
    const killed = await start();
    killed.process.kill('SIGKILL');
    await killed.ended;
    const left = await postmasterOf(await home());

    const next = await start();

    expect(await postmasterOf(await home())).toBe(left);
    expect((await fetch(`${next.url}/health/ready`)).status).toBe(200);
    next.process.kill('SIGINT');
    expect(await next.ended).toBe(0);
    expect(await postmasterOf(await home())).toBe(null);
  });

  it('twice on the same data: either may leave first, and the other goes on', async () => {
    const [one, other] = await Promise.all([start(), start()]);

    one.process.kill('SIGINT');

    expect(await one.ended).toBe(0);
    expect((await fetch(`${other.url}/health/ready`)).status).toBe(200);
  });
});
