import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { begun, newFolder, query, rowsIn, target } from '../backup/support/kept.ts';
import { randomFrom, seed } from '../chaos/random.ts';
import { duban, ROOT } from './duban.ts';

const KILLS = 3;
const SOME_PEOPLE = 20_000;

let folder: Awaited<ReturnType<typeof newFolder>>;
let source: Awaited<ReturnType<typeof target>>;
const file = () => folder.at('town.backup');
const environment = ({ url, ownerUrl }: { url: string; ownerUrl: string }) => ({
  ...{ DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DUBAN_MODE: 'demo', LOG_LEVEL: 'silent' },
});

beforeAll(async () => {
  [folder, source] = [await newFolder(), await target()];
  await begun(source.ownerUrl);
  await query(
    source.ownerUrl,
    `INSERT INTO person (id, name, language) SELECT gen_random_uuid(), '张' || i, 'zh' FROM generate_series(1, ${SOME_PEOPLE}) AS i`,
  );
});
afterAll(async () => {
  await source?.drop();
  await folder?.remove();
});

async function newTarget() {
  const database = await target();
  onTestFinished(() => database.drop());
  return database;
}

describe('duban backup and duban restore', () => {
  it('carry a deployment over, and say what they did', async () => {
    const database = await newTarget();

    const backup = await duban(['backup', file()], environment(source));
    const restore = await duban(['restore', file()], environment(database));

    expect(backup).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/town\.backup holds \d+ rows of \d+ tables/),
    });
    expect(restore).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('up to position 0 of the log'),
    });
    expect(await rowsIn(database.ownerUrl)).toMatchObject({ person: { length: SOME_PEOPLE } });
  });

  it.each([
    ['no file', ['backup'], 'Name the file to write'],
    ['no backup', ['restore'], 'Name the backup'],
    ['an unknown option', ['restore', 'a', '--force'], 'Name the backup'],
  ])('refuse %s with 2', async (_, args, said) => {
    const { code, stderr } = await duban(args);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) });
  });

  it('refuse with 1 and say why', async () => {
    const { code, stderr } = await duban(['restore', folder.at('none')], environment(source));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('There is no file') });
  });
});

describe(`cut off by kill -9 at random moments (CHAOS_SEED=${seed})`, () => {
  const random = randomFrom(seed);

  /** Starts a command and kills it at a random moment of the time that it takes when it is left alone. */
  async function killed(args: string[], settings: Record<string, string>, takesMs: number): Promise<void> {
    const command = spawn(process.execPath, [join(ROOT, 'dist/apps/cli/src/main.js'), ...args], {
      env: { ...process.env, ...settings },
      stdio: 'ignore',
    });
    const ended = once(command, 'exit');
    await Promise.race([pause(takesMs * random()), ended]);
    command.kill('SIGKILL');
    await ended;
  }
  async function timed(work: () => Promise<{ code: number }>): Promise<number> {
    const startedAt = performance.now();
    expect((await work()).code).toBe(0);
    return performance.now() - startedAt;
  }

  it('a restore leaves what was there, or is done, and never anything between; the next one finds its way', async () => {
    const database = await newTarget();
    const whole = folder.at('whole.backup');
    await duban(['backup', whole], environment(source));
    await begun(database.ownerUrl);
    await query(database.ownerUrl, `INSERT INTO person (id, name, language) VALUES (gen_random_uuid(), '李四', 'zh')`);
    const restore = ['restore', whole, '--replace'];
    const undisturbed = await newTarget();
    const takesMs = await timed(() => duban(restore, environment(undisturbed)));

    for (let i = 0; i < KILLS; i++) {
      await killed(restore, environment(database), takesMs);
      const people = (await rowsIn(database.ownerUrl)).person;
      if (people?.length === 1) expect(people[0]).toContain('李四');
      else expect(people).toHaveLength(SOME_PEOPLE);
    }

    expect((await duban(restore, environment(database))).code).toBe(0);
    expect(await rowsIn(database.ownerUrl)).toMatchObject({ person: { length: SOME_PEOPLE } });
  });

  it('a backup leaves no file under its name that is not whole', async () => {
    const often = folder.at('often.backup');
    const takesMs = await timed(() => duban(['backup', often], environment(source)));
    const { size } = await stat(often);

    for (let i = 0; i < KILLS; i++) {
      await rm(often, { force: true });
      await killed(['backup', often], environment(source), takesMs);
      const left = await stat(often).catch(() => null);
      if (left) expect(Math.abs(left.size - size)).toBeLessThan(100);
    }

    await rm(often, { force: true });
    expect((await duban(['backup', often], environment(source))).code).toBe(0);
  });
});
