import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Health, SealStatus } from '#libs/contracts';
import { freshDatabase } from '../support/database.ts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';
import { duban, type Ended, ROOT } from './duban.ts';

let office: Office;
let owner: Client;
let dataDir: string;
let run: (...args: string[]) => Promise<Ended>;
let task: { id: string; number: string };

/** A server that seals, at work; the commands see the same deployment. */
beforeAll(async () => {
  const database = await freshDatabase();
  dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-cli-seal-`));
  const settings = { DUBAN_DATA_DIR: dataDir, SEAL_INTERVAL_MS: '100' };
  office = await Office.open(settings, undefined, database);
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  run = (...args) => duban(args, { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...settings });
  const { id } = await office.task();
  task = { id, number: (await office.see(id)).number };
});
afterAll(async () => {
  await owner.end();
  await office.close();
  await rm(dataDir, { recursive: true });
});

/** The newest seal, once it covers all that happened. */
async function sealed() {
  const { rows } = await owner.query('SELECT max(position)::int AS head FROM event');
  return until(async () => {
    const { key, seal } = (await office.clerk.get('/api/v1/seal')).as(SealStatus);
    return key !== null && seal !== null && seal.size >= rows[0].head && { key, seal };
  });
}

it('a server seals by itself, tells everybody the newest seal, and puts it where it was told to', async () => {
  const { key, seal } = await sealed();
  expect(key).toMatch(new RegExp(`^${seal.origin}\\+${seal.keyId}\\+`));
  await until(async () => (await readFile(sealsOf(key), 'utf8').catch(() => '')).includes(seal.note), {
    what: 'the seal is outside, where it is put only after it is stored',
  });
  await until(async () => (await office.app.stranger.get('/health/ready')).as(Health).checks.seal?.status === 'up', {
    what: 'sealing goes well',
  });
});

it('duban verify holds the log against the seals outside, with the key and the file that an auditor has too', async () => {
  const { key } = await sealed();
  expect(await run('verify')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/✓ Up to position \d+ every event/),
  });
  const audit = ['verify', '--key', key, '--seals', sealsOf(key)];
  expect(await run(...audit)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/against \d+ seals from outside/),
  });

  const { rows } = await owner.query('SELECT position, meta FROM event WHERE stream_id = $1 LIMIT 1', [task.id]);
  const alter = (meta: object) =>
    owner.query(`BEGIN; ALTER TABLE event DISABLE TRIGGER ALL; UPDATE event SET meta = '${JSON.stringify(meta)}'
      WHERE position = ${rows[0].position}; ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_for_ever; COMMIT`);
  await alter({ ...rows[0].meta, actor: 'somebody' });
  const found = await run(...audit).finally(() => alter(rows[0].meta));
  expect(found).toMatchObject({ code: 1, stdout: expect.stringMatching(/✗ The event at position \d+ was altered/) });
  expect(found.stdout).toContain(`position ${rows[0].position} was altered`);
  expect((await run(...audit)).code).toBe(0);
});

it('duban prove writes a proof that the verifier for outsiders accepts', async () => {
  const { key } = await sealed();
  const file = join(dataDir, 'proof.json');
  expect(await run('prove', task.number, '--out', file)).toMatchObject({ code: 0 });
  const verifier = join(ROOT, 'docs/verify/verify.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', verifier, file, key]);
  expect(stdout).toMatch(new RegExp(`真实 · TRUE: \\d+ .*${task.id}[\\s\\S]*TaskAssigned`));

  expect(await run('prove', task.number, '--out', file)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/exists already/),
  });
  expect(await run('prove', '督〔1999〕1号')).toMatchObject({
    code: 3,
    stderr: expect.stringMatching(/There is no item/),
  });
  expect(await run('prove')).toMatchObject({ code: 2, stderr: expect.stringMatching(/Name one item/) });
});

it('duban seal seals at once and prints the verifier key; --anew begins a new series of seals', async () => {
  const { key } = await sealed();
  expect(await run('seal')).toMatchObject({ code: 0, stdout: expect.stringContaining(key) });
  const anew = await run('seal', '--anew');
  expect(anew).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ events newly sealed/) });
  expect(anew.stdout).not.toContain(key);
  expect((await run('verify')).code).toBe(0);
  expect((await run('verify', '--key', key, '--seals', sealsOf(key))).code).toBe(0);
});

it('duban verify of a log that was never sealed says so', async () => {
  const database = await freshDatabase();
  const settings = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, DUBAN_DATA_DIR: dataDir };
  const { code, stderr } = await duban(['verify'], settings).finally(() => database.drop());
  expect({ code, stderr }).toEqual({ code: 3, stderr: expect.stringContaining('never sealed') });
});

/** The file with the seals of a key's series. */
function sealsOf(key: string): string {
  return join(dataDir, 'seals', `${key.split('+')[0]?.split('/')[1]}.txt`);
}
