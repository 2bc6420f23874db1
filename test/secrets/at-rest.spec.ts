import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AddedDestination, AddedPerson, AddedPushSubscription, BegunAuthenticator, PersonPage } from '#libs/contracts';
import { encrypt } from '#libs/crypto';
import { readConfig } from '../../apps/server/src/config.ts';
import { giveUpUnreadable, listKeys, rotateKeys } from '../../apps/server/src/operations/keys.ts';
import { ENCRYPTED_COLUMNS } from '../../apps/server/src/secrets/encrypted-columns.ts';
import { startServer } from '../../apps/server/src/server.ts';
import type { Client as Http } from '../support/client.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Office } from '../support/office.ts';

let [office, administrator]: [Office, Http] = [undefined as never, undefined as never];
let database: TestDatabase;
let directory: string;
let keyFile: string;
let given: Record<string, string>;

/** The deployment as a command or another server would read it. */
const settings = (more: Record<string, string> = {}) =>
  readConfig({
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, PORT: '0', LOG_LEVEL: 'silent' },
    ...{ ...given, ...more },
  });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-keys-`));
  keyFile = join(directory, 'keys');
  await writeFile(keyFile, `${Buffer.alloc(32, 1).toString('base64')}\n`);
  // The key of the other tests comes by the environment; here it is a file.
  given = { SECRETS_KEY: '', SECRETS_KEY_FILE: keyFile, DUBAN_DATA_DIR: directory };
  database = await freshDatabase();
  office = await Office.open(given, undefined, database);
  administrator = await office.app.signIn('administrator');
});
afterAll(async () => {
  await office.close();
  await rm(directory, { recursive: true });
});

const sql = <Row extends object>(query: string, values: unknown[] = []) => office.app.sql<Row>(query, values);

/** All that the tables hold, as their owner sees it. */
async function dump(): Promise<string> {
  const tables = await sql<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
  );
  let text = '';
  for (const { name } of tables)
    for (const { row } of await sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`)) text += `${row}\n`;
  return text;
}

async function addPerson(email = `${randomUUID()}@example.test`) {
  const body = { name: '新人', email, language: 'zh' };
  const { id } = (await administrator.post('/api/v1/people', body)).as(AddedPerson);
  return { id, email };
}

const emailOf = async (id: string) =>
  (await administrator.get('/api/v1/people?limit=200')).as(PersonPage).items.find((one) => one.id === id)?.email;

async function records(): Promise<string[]> {
  const values: string[] = [];
  for (const { table, column } of ENCRYPTED_COLUMNS)
    for (const { value } of await sql<{ value: string }>(`SELECT ${column} AS value FROM ${table}`))
      if (value !== null) values.push(value);
  return values;
}

describe('in the tables', () => {
  it('no address and no secret of anybody can be read, and those who may see them do', async () => {
    const { id, email } = await addPerson();
    const address = `https://hooks.example.com/${randomUUID()}`;
    const hook = { channel: 'webhook', name: '承办系统', address, secret: null, unitId: null, language: 'zh' };
    const { secret } = (await office.clerk.post('/api/v1/destinations', hook)).as(AddedDestination);
    const endpoint = `https://push.example.com/${randomUUID()}`;
    const browser = {
      endpoint,
      keys: { p256dh: Buffer.alloc(65, 4).toString('base64url'), auth: 'AAAAAAAAAAAAAAAAAAAAAA' },
    };
    (await office.liaison.post('/api/v1/push/subscriptions', browser)).as(AddedPushSubscription);
    const begun = (await office.liaison.post('/api/v1/session/authenticator', { present: 'duban-demo-liaison' })).as(
      BegunAuthenticator,
    );

    const all = await dump();
    for (const word of [email, address, endpoint, secret ?? '', begun.secret]) {
      expect(word.length).toBeGreaterThan(10);
      expect(all).not.toContain(word);
    }
    expect(all).not.toMatch(/[\w.]+@example\.test/);
    expect(await emailOf(id)).toBe(email);
    expect((await office.clerk.post('/api/v1/destinations', hook)).outcome).toBe('409 destination.exists');
  });

  it('a record that was moved to another row is not taken for that row’s', async () => {
    const [one, other] = [await addPerson(), await addPerson()];
    await sql('UPDATE person SET email = (SELECT email FROM person WHERE id = $1) WHERE id = $2', [one.id, other.id]);
    expect((await administrator.get('/api/v1/people?limit=200')).status).toBe(500);
    await sql('UPDATE person SET email = NULL WHERE id = $1', [other.id]);
  });
});

describe('a rotation', () => {
  it('encrypts all anew under a new key while the server runs, which goes on reading and writing', async () => {
    const { id, email } = await addPerson();
    const before = await records();
    const { keyId, file, unreadable } = await rotateKeys(settings());
    expect({ file, unreadable }).toEqual({ file: keyFile, unreadable: 0 });
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);

    const after = await records();
    expect(after).toHaveLength(before.length);
    expect(after.filter((value) => !value.includes(`:${keyId}:`))).toEqual([]);
    expect(await emailOf(id)).toBe(email);
    const later = await addPerson();
    const [kept] = await sql<{ email: string }>('SELECT email FROM person WHERE id = $1', [later.id]);
    expect(kept?.email).toContain(`:${keyId}:`);
  });

  it('that was cut off half way is gone on with by the next run, under the same key', async () => {
    const people = await Promise.all([addPerson(), addPerson(), addPerson()]);
    const { keyId } = await rotateKeys(settings());
    // As if the run had been killed after the file was written and some rows were done.
    const keys = (await readFile(keyFile, 'utf8')).trim().split('\n');
    await writeFile(keyFile, `${Buffer.alloc(32, 9).toString('base64')}\n${keys.join('\n')}\n`);
    const part = await addPerson();

    const next = await rotateKeys(settings());
    expect(next.file).toBe(null);
    expect(next.keyId).not.toBe(keyId);
    expect((await records()).filter((value) => !value.includes(`:${next.keyId}:`))).toEqual([]);
    for (const { id, email } of [...people, part]) expect(await emailOf(id)).toBe(email);
    const listed = await listKeys(settings());
    expect(listed.filter(({ records: count }) => count > 0)).toEqual([
      expect.objectContaining({ id: next.keyId, isCurrent: true }),
    ]);
  });

  it('may be run by two at once', async () => {
    const { id, email } = await addPerson();
    const rotated = await Promise.all([rotateKeys(settings()), rotateKeys(settings())]);
    const keys = (await listKeys(settings())).filter(({ isThere }) => isThere).map(({ id: key }) => key);
    expect(keys).toEqual(expect.arrayContaining(rotated.map(({ keyId }) => keyId)));
    expect(await emailOf(id)).toBe(email);
  });

  it('brings all to SM4 where that is set, and back', async () => {
    const { id, email } = await addPerson();
    await rotateKeys(settings({ ENCRYPTION: 'sm4-ctr-hmac-sm3' }));
    expect((await records()).every((value) => value.startsWith('enc:1:sm4-ctr-hmac-sm3:'))).toBe(true);
    expect(await emailOf(id)).toBe(email);
    await rotateKeys(settings());
    expect((await records()).every((value) => value.startsWith('enc:1:aes-256-gcm:'))).toBe(true);
  });
});

describe('a start', () => {
  it('encrypts what was kept before addresses were', async () => {
    const [{ id, email }, key] = [await addPerson(), (await readFile(keyFile, 'utf8')).split('\n')[0] ?? ''];
    await sql('UPDATE person SET email = $2 WHERE id = $1', [id, email]);
    const hook = randomUUID();
    await sql(
      `INSERT INTO destination (id, channel, name, language, origin, address, address_hash)
       VALUES ($1, 'webhook', 'old', 'zh', 'https://old.example.com', $2, 'sha256:00')`,
      [hook, encrypt(Buffer.from(key, 'base64'), 'https://old.example.com/x')],
    );
    expect(await emailOf(id)).toBe(email);

    await (await startServer(settings())).stop();
    const [person] = await sql<{ email: string }>('SELECT email FROM person WHERE id = $1', [id]);
    const [old] = await sql<Record<string, string>>('SELECT address, address_hash FROM destination WHERE id = $1', [
      hook,
    ]);
    expect([person?.email, old?.address]).toEqual([expect.stringMatching(/^enc:1:/), expect.stringMatching(/^enc:1:/)]);
    expect(old?.address_hash).toMatch(/^hmac-sha256:/);
    expect(await emailOf(id)).toBe(email);
  });

  it('with another key is refused, and says which key is missing and what to do', async () => {
    await addPerson();
    const [used] = (await listKeys(settings())).filter(({ isCurrent }) => isCurrent);
    const other = join(directory, 'other');
    await writeFile(other, Buffer.alloc(32, 2).toString('base64'));
    const wrong = startServer(settings({ SECRETS_KEY_FILE: other }));
    await expect(wrong).rejects.toThrow(new RegExp(`key ${used?.id}, and ${other} holds only .*SECRETS_KEY_FILE`));
    await expect(wrong).rejects.toThrow(/duban keys give-up/);
  });

  it.each([
    [
      'a file that is not there',
      join('nowhere', 'keys'),
      /SECRETS_KEY_FILE: .*nowhere.* cannot be read .*openssl rand/,
    ],
    ['a file with something else', '/etc/passwd', /does not hold keys of 32 bytes in base64/],
  ])('with %s says how to make one', async (_, path, message) => {
    await expect(startServer(settings({ SECRETS_KEY_FILE: path }))).rejects.toThrow(message);
  });

  it('without a key makes one beside the data, for its owner alone', async () => {
    const fresh = await freshDatabase();
    const home = join(directory, 'home');
    const urls = { DATABASE_URL: fresh.url, DATABASE_OWNER_URL: fresh.ownerUrl };
    const server = await startServer(settings({ ...urls, SECRETS_KEY_FILE: '', DUBAN_DATA_DIR: home }));
    await server.stop();
    await fresh.drop();
    expect((await stat(join(home, 'secrets.key'))).mode & 0o777).toBe(0o600);
  });
});

it('what no key can read is given up on demand, so that the deployment can go on', async () => {
  const { id } = await addPerson();
  const other = join(directory, 'another');
  await writeFile(other, Buffer.alloc(32, 3).toString('base64'));
  const without = settings({ SECRETS_KEY_FILE: other });
  expect(await giveUpUnreadable(without)).toBeGreaterThan(0);
  expect(await giveUpUnreadable(without)).toBe(0);
  await (await startServer(without)).stop();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  expect((await owner.query('SELECT email FROM person WHERE id = $1', [id])).rows).toEqual([{ email: null }]);
  await owner.end();
});
