import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';

/** The migrated database that every test's own is cloned from. Nobody may be connected to it. */
export const TEMPLATE = 'duban_template';

export interface TestDatabase {
  /** As the running server connects: with the rights that the migrations granted. */
  readonly url: string;
  /** As migrations and operators connect. */
  readonly ownerUrl: string;
  /** Removes it, ending the sessions that are still in it. */
  drop(): Promise<void>;
}

/** A database of one's own, migrated and empty, in a twentieth of a second. */
export async function freshDatabase(): Promise<TestDatabase> {
  return newDatabase(`TEMPLATE ${TEMPLATE}`);
}

/** Another with the same content. Nobody may be connected to the first. */
export async function cloneOf(database: TestDatabase): Promise<TestDatabase> {
  return newDatabase(`TEMPLATE ${nameOf(database)}`);
}

/** A database without any table, for tests of migrating. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return newDatabase('');
}

/**
 * Another with the content that `fill` gives to an empty one. Of all the tests of a run only the first to ask for `kind`
 * fills one; the others wait for it.
 */
export async function filledDatabase(
  kind: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  const template = `filled_${kind}`;
  await asOwner(inject('postgres').ownerUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rowCount) return;
    const database = await freshDatabase();
    await fill(database);
    await client.query(`ALTER DATABASE ${nameOf(database)} RENAME TO ${template}`);
  });
  return newDatabase(`TEMPLATE ${template}`);
}

async function newDatabase(from: string): Promise<TestDatabase> {
  const { ownerUrl, runtimeUrl } = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(ownerUrl, (client) => client.query(`CREATE DATABASE ${name} ${from}`));
  return {
    url: at(runtimeUrl, name),
    ownerUrl: at(ownerUrl, name),
    drop: () => asOwner(ownerUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

function nameOf({ ownerUrl }: TestDatabase): string {
  return new URL(ownerUrl).pathname.slice(1);
}

async function asOwner(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function at(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
