import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { type Config, readConfig, type Settings } from '../../../apps/server/src/config.ts';
import { freshDatabase, type TestDatabase } from '../../support/database.ts';

/** The settings of a deployment whose database is this one. */
export function settingsOf({ url, ownerUrl }: Pick<TestDatabase, 'url' | 'ownerUrl'>, mode: Config['mode'] = 'demo') {
  return readConfig({ DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, DUBAN_MODE: mode, LOG_LEVEL: 'silent' });
}

/** A folder for one file of tests. */
export async function newFolder(): Promise<{ at: (name: string) => string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-backup-`));
  return { at: (name) => join(folder, name), remove: () => rm(folder, { recursive: true, force: true }) };
}

/** A database to restore into, with those that a restore leaves beside it. */
export async function target(): Promise<TestDatabase & { readonly settings: Settings; readonly beforeUrl: string }> {
  const database = await freshDatabase();
  const name = new URL(database.ownerUrl).pathname.slice(1);
  const besideUrl = (suffix: string) =>
    Object.assign(new URL(database.ownerUrl), { pathname: `/${name}${suffix}` }).href;
  return {
    ...database,
    settings: settingsOf(database),
    beforeUrl: besideUrl('_before_restore'),
    async drop() {
      await database.drop();
      for (const suffix of ['_before_restore', '_restoring', '_discarded'])
        await query(
          besideUrl('').replace(`/${name}`, '/postgres'),
          `DROP DATABASE IF EXISTS ${name}${suffix} WITH (FORCE)`,
        );
    },
  };
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

/** What a first start writes down: the database is a demo's. */
export async function begun(ownerUrl: string): Promise<void> {
  await query(ownerUrl, `INSERT INTO deployment (mode) VALUES ('demo')`);
}

export async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = await connect(url);
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table that a backup has, as Postgres writes it: `{ event: ['(1,…)', …] }`; but for holds, of which a restore adds one. */
export async function rowsIn(ownerUrl: string): Promise<Record<string, string[]>> {
  const tables = await query<{ name: string }>(
    ownerUrl,
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
     AND tablename NOT IN ('migration', 'queue_identity', 'request_count', 'session', 'setup_link') ORDER BY 1`,
  );
  const all: [string, string[]][] = [];
  for (const { name } of tables) {
    const rows = await query<{ row: string }>(ownerUrl, `SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    all.push([name, name === 'sending_hold' ? [] : rows.map(({ row }) => row)]);
  }
  return Object.fromEntries(all);
}

/** The database, and those beside it. */
export async function databasesLike(ownerUrl: string): Promise<string[]> {
  const name = new URL(ownerUrl).pathname.slice(1);
  const rows = await query<{ datname: string }>(ownerUrl, 'SELECT datname FROM pg_database ORDER BY 1');
  return rows.map(({ datname }) => datname).filter((one) => one.startsWith(name));
}

/** A copy of a backup whose lines are changed, with digests that are right for them. */
export async function forged(file: string, copy: string, change: (lines: string[]) => string[]): Promise<string> {
  const lines = change(
    gunzipSync(await readFile(file))
      .toString('utf8')
      .trimEnd()
      .split('\n'),
  ).slice(0, -1);
  let inRows = false;
  const said = lines.filter((line) => {
    const isSaid = !inRows;
    if (inRows && line === '\\.') inRows = false;
    else if (isSaid && line.startsWith('{"table"')) inRows = true;
    return isSaid;
  });
  const sha256 = createHash('sha256')
    .update(said.map((line) => `${line}\n`).join(''))
    .digest('hex');
  const tables = said.filter((line) => line.startsWith('{"table"')).length;
  await writeFile(copy, gzipSync(`${[...lines, JSON.stringify({ tables, sha256 })].join('\n')}\n`));
  return copy;
}
