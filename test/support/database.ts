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
export async function cloneOf({ ownerUrl }: TestDatabase): Promise<TestDatabase> {
  return newDatabase(`TEMPLATE ${new URL(ownerUrl).pathname.slice(1)}`);
}

/** A database without any table, for tests of migrating. */
export async function emptyDatabase(): Promise<TestDatabase> {
  return newDatabase('');
}

async function newDatabase(from: string): Promise<TestDatabase> {
  const { ownerUrl, runtimeUrl } = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asOwner(ownerUrl, `CREATE DATABASE ${name} ${from}`);
  return {
    url: at(runtimeUrl, name),
    ownerUrl: at(ownerUrl, name),
    drop: () => asOwner(ownerUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function asOwner(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function at(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${database}` }).href;
}
