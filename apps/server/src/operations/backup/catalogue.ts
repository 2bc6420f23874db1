import { type Client, escapeIdentifier } from 'pg';

export interface Table {
  readonly name: string;
  /** All but those that Postgres computes, in the table's order. */
  readonly columns: readonly string[];
  /** About how many bytes its rows take, as far as Postgres remembers: a look at the file would take a lock. */
  readonly bytes: number;
}

/**
 * What no backup has, and why. The queue's schema `bullmq` is left out as well: a job is only an alarm, and the sweep
 * makes it anew from the rows. Everything else of the schema `public` is in, whichever migration made it.
 */
const LEFT_OUT: Readonly<Record<string, string>> = {
  queue_identity: 'a copy beside its original would take its jobs from the same Redis',
  migration: 'the header names the migrations, and a restore runs them',
  session: 'who was signed out since would be signed in again',
  request_count: 'a count of a minute that is over',
  setup_link: 'one that was used since could be used again',
};

/** The tables of a database that belong in a backup, in the order of their names. */
export async function tablesOf(client: Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; bytes: string }>(
    `SELECT c.relname AS name, greatest(c.relpages, 1) * 8192.0 AS bytes, array(
       SELECT a.attname::text FROM pg_attribute a
       WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relname = ANY ($1)
     ORDER BY c.relname COLLATE "C"`,
    [Object.keys(LEFT_OUT)],
  );
  return rows.map(({ name, columns, bytes }) => ({ name, columns, bytes: Number(bytes) }));
}

/** How far each sequence of the tables that are in has come. */
export async function sequencesOf(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `SELECT sequencename AS name, last_value AS value FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL AND sequencename <> 'migration_id_seq'`,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, Number(value)]));
}

/** Has values written so that every Postgres reads them as the same: they are text in a backup. */
export async function writeValuesPlainly(client: Client): Promise<void> {
  await client.query(`
    SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET datestyle = 'ISO, YMD'; SET intervalstyle = 'iso_8601';
    SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmloption = 'content'; SET search_path = public;
    SET synchronize_seqscans = off; SET statement_timeout = 0; SET lock_timeout = 0`);
}

/** COPY's list of a table's columns. */
export function copied(table: string, columns: readonly string[]): string {
  return `${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')})`;
}
