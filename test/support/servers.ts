import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../../apps/server/src/operations/embedded-postgres/cluster.ts';
import { until } from './until.ts';

const run = promisify(execFile);

/** Servers that some tests need: how to see that one is there, and the variable by which one may be lent instead. */
const PROGRAMS = {
  redis: { command: 'redis-server', lentBy: 'TEST_REDIS_URL' },
} as const;
type Program = keyof typeof PROGRAMS;

/**
 * `describe` for tests that need a program. Where it is not installed and none is lent, they are skipped by name with
 * the reason; where `DUBAN_REQUIRE` names the program (`redis,…`), its absence fails them instead.
 */
export async function describeWith(program: Program, name: string, tests: () => void | Promise<void>): Promise<void> {
  const { command, lentBy } = PROGRAMS[program];
  if (process.env[lentBy] || (await isInstalled(command))) return void describe(name, tests);
  const reason = `${command} is not installed and ${lentBy} is not set`;
  const required = (process.env.DUBAN_REQUIRE ?? '').split(',').includes(program);
  describe(name, () => {
    it.skipIf(!required)(`skipped: ${reason}`, () => expect.fail(`DUBAN_REQUIRE asks for ${program}, but ${reason}.`));
  });
}

/**
 * The URL of a Redis for one file of tests: the lent one, or one of our own on a free port that ends with the file.
 * To be called within `describeWith('redis', …)`.
 */
export async function startRedis(): Promise<string> {
  const lent = process.env.TEST_REDIS_URL;
  if (lent) return lent;
  const [port, directory] = [await freePort(), await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-redis-`))];
  const options = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', directory, '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', options, { stdio: 'ignore' });
  const failure = new Promise<never>((_, fail) => server.once('error', fail));
  failure.catch(() => undefined);
  afterAll(async () => {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    if (server.kill()) await ended;
    await rm(directory, { recursive: true, force: true });
  });
  const answers = () =>
    run('redis-cli', ['-p', `${port}`, 'ping']).then(
      ({ stdout }) => stdout.startsWith('PONG'),
      () => false,
    );
  await Promise.race([failure, until(answers, { what: `redis-server answers on port ${port}` })]);
  return `redis://127.0.0.1:${port}`;
}

async function isInstalled(command: string): Promise<boolean> {
  return run(command, ['--version']).then(
    () => true,
    () => false,
  );
}
