import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMigrations as migrateQueues } from 'bullmq';
import { Client, escapeIdentifier } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';
import { LOST_CONNECTIONS } from './lost-connections.ts';

/** The role without a login that carries the rights of the running server, as the migrations grant them; its login is a member. */
const RUNTIME_ROLE = 'duban_runtime';
const NO_PRIVILEGE = '42501';

/** Any number, the same in all processes that migrate. */
const LOCK = 1_685_414_511;

const MIGRATIONS = join(import.meta.dirname, '../../../../migrations');

/**
 * Brings a database to the shape that this code needs: our tables, the queue's schema `bullmq`, and the rights of the
 * server's login. To be run by the owner before anything else; a repeat changes nothing, and of several at once one
 * works while the others wait for it. The URL must reach Postgres directly, not through PgBouncer in transaction mode,
 * because the lock belongs to the session.
 *
 * Needs PostgreSQL 15 or newer and a login that may make roles, unless the role `duban_runtime` exists.
 */
export async function migrate(ownerUrl: string, runtimeUrl: string = ownerUrl): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await runMigrations(ownerUrl, await migrations());
    await migrateQueues(client);
    await grant(client, decodeURIComponent(new URL(runtimeUrl).username) || (client.user ?? ''));
  } finally {
    await client.end();
  }
}

/**
 * Brings an empty database that nobody else works on to the shape that a database had with these migrations and no
 * others; `migrate` can follow. Each has to be one of `migrations()`, by its name.
 */
export async function migrateAsOf(ownerUrl: string, names: readonly string[]): Promise<void> {
  await runMigrations(
    ownerUrl,
    (await migrations()).filter(({ name }) => names.includes(name)),
  );
}

async function runMigrations(ownerUrl: string, classes: (new () => MigrationInterface)[]): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: classes,
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    synchronize: false,
    logging: false,
    ...LOST_CONNECTIONS,
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}

/** The classes in `migrations/`, by the order of the file names; from source and from `dist/` alike. */
export async function migrations(): Promise<(new () => MigrationInterface)[]> {
  const files = (await readdir(MIGRATIONS)).filter((file) => /^\d{4}-.*(?<!\.d)\.[jt]s$/.test(file)).sort();
  const modules = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ pathToFileURL(join(MIGRATIONS, file)).href)),
  );
  return modules.flatMap((module: object) => Object.values(module));
}

/** The queue's tables are not made by a migration of ours; and only here is it known which login the server uses. */
async function grant(client: Client, login: string): Promise<void> {
  await client.query(`
    -- CREATE: a queue makes its own sequence when it is first used.
    GRANT USAGE, CREATE ON SCHEMA bullmq TO ${RUNTIME_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO ${RUNTIME_ROLE};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA bullmq TO ${RUNTIME_ROLE};`);
  const { rows } = await client.query<{ itself: boolean; member: boolean; reader: boolean }>(
    `SELECT session_user = $1 AS itself, pg_has_role($1, '${RUNTIME_ROLE}', 'MEMBER') AS member,
       pg_has_role($1, 'duban_reader', 'MEMBER') AS reader`,
    [login],
  );
  // An owner that serves too and is no superuser may have made the role, but may take it on only when told so.
  if (rows[0]?.itself && !rows[0].reader) await becomeReader(client, escapeIdentifier(login));
  if (!rows[0]?.itself && !rows[0]?.member) await client.query(`GRANT ${RUNTIME_ROLE} TO ${escapeIdentifier(login)}`);
}

async function becomeReader(client: Client, login: string): Promise<void> {
  const granting = `GRANT duban_reader TO ${login}`;
  await client.query(granting).catch((error) => {
    if (error.code !== NO_PRIVILEGE) throw error;
    error.message = `the role duban_reader was made by somebody else: let an administrator run ${granting}`;
    throw error;
  });
}
