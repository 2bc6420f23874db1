import { Client } from 'pg';
import { afterEach, expect, it } from 'vitest';
import { readConfig } from '../../apps/server/src/config.ts';
import { openDatabase } from '../../apps/server/src/operations/open-database.ts';
import { startServer } from '../../apps/server/src/server.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

const databases: TestDatabase[] = [];
afterEach(async () => {
  for (const database of databases.splice(0)) await database.drop();
});

async function opened(): Promise<(mode: 'demo' | 'production') => Promise<void>> {
  const database = await freshDatabase();
  databases.push(database);
  const urls = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  return async (mode) => (await openDatabase(readConfig({ ...urls, DUBAN_MODE: mode }))).close();
}

it('a database of the demo is never opened in production, and goes on as a demo', async () => {
  const open = await opened();
  await open('demo');
  await expect(open('production')).rejects.toThrow(/belongs to a demo.*DUBAN_MODE=demo/);
  await open('demo');
});

it('a database with real data is never opened to the demo, and goes on in production', async () => {
  const open = await opened();
  await open('production');
  await expect(open('demo')).rejects.toThrow(/real data.*DUBAN_MODE=production/);
  await open('production');
});

it('a database URL without a user name means the login of the owner', async () => {
  const database = await freshDatabase();
  databases.push(database);
  const { username, password } = new URL(database.ownerUrl);
  const nameless = Object.assign(new URL(database.ownerUrl), { username: '', password: '' }).href;
  const [user, secret] = [process.env.PGUSER, process.env.PGPASSWORD];
  Object.assign(process.env, { PGUSER: decodeURIComponent(username), PGPASSWORD: decodeURIComponent(password) });
  try {
    await (await openDatabase(readConfig({ DATABASE_URL: nameless }))).close();
  } finally {
    restore('PGUSER', user);
    restore('PGPASSWORD', secret);
  }
});

it('a server that starts forgets receipts older than 30 days and no others', async () => {
  const database = await freshDatabase();
  databases.push(database);
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`INSERT INTO receipt (actor, key, body_hash, status, answer, position, recorded_at)
    SELECT 'somebody', age, '', 200, '{}', 1, clock_timestamp() - age * interval '1 day' FROM unnest(ARRAY[29, 31]) AS age`);

  const urls = { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl };
  const server = await startServer(readConfig({ ...urls, PORT: '0', ROLES: 'api' }));
  try {
    const left = async () => (await owner.query("SELECT key FROM receipt WHERE actor = 'somebody'")).rows;
    await until(async () => (await left()).length < 2, { what: 'a receipt was purged' });
    expect(await left()).toEqual([{ key: '29' }]);
  } finally {
    await owner.end();
    await server.stop();
  }
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
