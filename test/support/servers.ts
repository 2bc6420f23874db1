import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../../apps/server/src/operations/embedded-postgres/cluster.ts';
import { packagedChromium } from './packaged-chromium.ts';
import { until } from './until.ts';

const run = promisify(execFile);

/** Where Debian's package puts the programs of PostgreSQL 15, or where they lie instead. */
export const DEBIAN_POSTGRES_15 = process.env.TEST_POSTGRES15_BIN || '/usr/lib/postgresql/15/bin';

interface Wanted {
  readonly commands: readonly string[];
  /** The variable by which one that runs may be lent instead. */
  readonly lentBy?: string;
  /** How it is asked for its version, where not by `--version`. */
  readonly asked?: string;
  /** What is called where none of the commands answers. */
  readonly else?: () => Promise<string | null>;
}

/** Programs that some tests need, and where each may be found. */
const PROGRAMS: Record<Program, Wanted> = {
  redis: { commands: ['redis-server'], lentBy: 'TEST_REDIS_URL' },
  // Debian puts it where an ordinary user's PATH does not lead.
  pgbouncer: { commands: ['pgbouncer', '/usr/sbin/pgbouncer'] },
  faketime: { commands: ['faketime'] },
  postgres15: { commands: [`${DEBIAN_POSTGRES_15}/postgres`] },
  slapd: { commands: ['slapd', '/usr/sbin/slapd'], asked: '-VV' },
  wapiti: { commands: ['wapiti'] },
  chromium: {
    commands: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    else: packagedChromium,
  },
};
type Program = 'redis' | 'pgbouncer' | 'faketime' | 'postgres15' | 'slapd' | 'wapiti' | 'chromium';

/**
 * `describe` for tests that need a program. Where it is not installed and none is lent, they are skipped by name with
 * the reason; where `DUBAN_REQUIRE` names the program (`redis,…`), its absence fails them instead.
 */
export async function describeWith(program: Program, name: string, tests: () => void | Promise<void>): Promise<void> {
  const { commands, lentBy } = PROGRAMS[program];
  if ((lentBy && process.env[lentBy]) || (await installed(program))) return void describe(name, tests);
  const reason = `${commands[0]} is not installed${lentBy ? ` and ${lentBy} is not set` : ''}`;
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

/** How to call a program, or null where there is none. */
export async function installed(program: Program): Promise<string | null> {
  const { commands, asked = '--version' } = PROGRAMS[program];
  for (const command of commands) {
    const answers = await run(command, [asked]).then(
      () => true,
      () => false,
    );
    if (answers) return command;
  }
  return (await PROGRAMS[program].else?.()) ?? null;
}
