import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import { Office } from '../support/office.ts';
import { duban, type Ended } from './duban.ts';

let office: Office;
let dataDir: string;
let run: (...args: string[]) => Promise<Ended>;

beforeAll(async () => {
  const database = await freshDatabase();
  dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-cli-keys-`));
  const settings = { DUBAN_DATA_DIR: dataDir, SECRETS_KEY: '' };
  office = await Office.open(settings, undefined, database);
  run = (...args) => duban(args, { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...settings });
});
afterAll(async () => {
  await office.close();
  await rm(dataDir, { recursive: true });
});

it('duban keys rotate makes a new key beside the data, and duban keys list shows what is under which', async () => {
  const [old = ''] = /^[0-9a-f]{8}/m.exec((await run('keys', 'list')).stdout) ?? [];
  const rotated = await run('keys', 'rotate');
  expect(rotated).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/A new key, [0-9a-f]{8}, is the first line of/),
  });
  const { stdout } = await run('keys', 'list');
  expect(stdout).toMatch(
    new RegExp(`^[0-9a-f]{8} {2}[1-9]\\d* records {2}current\\n${old} {2}0 records {2}from before`),
  );
  expect((await readFile(join(dataDir, 'secrets.key'), 'utf8')).trim().split('\n')).toHaveLength(2);
});

it('duban keys with another key says which one is missing, and what to do with a key that is given', async () => {
  const [file] = (await readFile(join(dataDir, 'secrets.key'), 'utf8')).split('\n');
  const database = {
    DATABASE_URL: office.app.server.config.databaseUrl,
    DATABASE_OWNER_URL: office.app.server.config.databaseOwnerUrl,
  };
  const other = await duban(['keys', 'list'], { ...database, SECRETS_KEY: Buffer.alloc(32, 8).toString('base64') });
  expect(other.stdout).toContain('this deployment does not have it');
  const noNew = await duban(['keys', 'rotate'], { ...database, SECRETS_KEY: file ?? '' });
  expect(noNew).toMatchObject({ code: 2, stderr: expect.stringContaining('put it in front of the others') });
  const broken = await duban(['keys', 'rotate'], { ...database, SECRETS_KEY: 'abc' });
  expect(broken).toMatchObject({ code: 1, stderr: expect.stringContaining('does not hold keys of 32 bytes') });
  expect(broken.stderr).not.toContain('abc');
});

it('duban keys alone says what there is to do', async () => {
  expect(await run('keys')).toMatchObject({ code: 2, stderr: expect.stringContaining('duban keys rotate') });
});
