import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate } from '../../apps/server/src/operations/migrate.ts';
import { emptyDatabase, freshDatabase, type TestDatabase } from '../support/database.ts';

const made: TestDatabase[] = [];
afterEach(async () => {
  await Promise.all(made.splice(0).map((database) => database.drop()));
});

async function keep(database: Promise<TestDatabase>): Promise<TestDatabase> {
  made.push(await database);
  return database;
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrating', () => {
  it('three servers that start at once on an empty database all succeed, and each migration ran once', async () => {
    const { ownerUrl, url } = await keep(emptyDatabase());

    await Promise.all([migrate(ownerUrl, url), migrate(ownerUrl, url), migrate(ownerUrl, url)]);
    const once = await query<{ name: string }>(ownerUrl, 'SELECT name FROM migration ORDER BY id');
    await migrate(ownerUrl, url);

    expect(new Set(once.map(({ name }) => name)).size).toBe(once.length);
    expect(await query(ownerUrl, 'SELECT name FROM migration ORDER BY id')).toEqual(once);
  });

  it('gives the login of the server its rights, and the log only insert and select', async () => {
    const { url } = await keep(freshDatabase());

    expect(await query(url, 'SELECT count(*)::int AS jobs FROM bullmq.job')).toEqual([{ jobs: 0 }]);
    await expect(query(url, 'CREATE TABLE mine ()')).rejects.toThrow('permission denied');
    await expect(query(url, 'DELETE FROM event')).rejects.toThrow('permission denied');
    await expect(query(url, 'DELETE FROM migration')).rejects.toThrow('permission denied');
  });
});

describe('the databases of tests', () => {
  it('are apart: what one test writes another does not see', async () => {
    const [one, other] = await Promise.all([keep(freshDatabase()), keep(freshDatabase())]);

    await query(one.ownerUrl, 'CREATE TABLE mine ()');

    await expect(query(other.ownerUrl, 'SELECT FROM mine')).rejects.toThrow('does not exist');
  });

  it('order and search Chinese text as the real one does', async () => {
    const { url } = await keep(freshDatabase());

    const [locale] = await query(
      url,
      `SELECT pg_encoding_to_char(encoding) AS encoding, datctype FROM pg_database WHERE datname = current_database()`,
    );

    expect(locale).toEqual({ encoding: 'UTF8', datctype: 'C.UTF-8' });
  });
});
