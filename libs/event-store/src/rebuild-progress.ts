import type { PoolClient } from 'pg';
import type { Position } from './contract.ts';

/** What of a rebuild is committed; stands beside its fresh tables. */
export interface RebuildProgress {
  /** In how many portions the log is read. */
  readonly portions: number;
  /** How many steps are done: the portions, then the indexes. */
  readonly done: number;
  /** Up to where the rows are complete. */
  readonly position: Position;
  readonly rows: number;
  readonly parked: readonly (readonly [streamId: string, parked: { position: Position; error: string }])[];
}

/** The schema of a projection's fresh tables. */
export function schemaFor(projection: string): string {
  return `duban_rebuild_${projection.replaceAll(/[^a-z0-9]/g, '_')}`;
}

/**
 * How far an earlier rebuild came that was broken off. Null when there is none, or it was of another kind: `kind` is all
 * that the rows follow from besides the log. The log must still be the one it read: a restored one is another.
 */
export async function savedProgress(client: PoolClient, schema: string, kind: string): Promise<RebuildProgress | null> {
  const { rows: tables } = await client.query(`SELECT to_regclass($1) IS NOT NULL AS there`, [`${schema}.progress`]);
  if (!tables[0].there) return null;
  const { rows } = await client.query<{ progress: RebuildProgress }>(
    `SELECT progress FROM ${schema}.progress
     WHERE kind = $1 AND log IS NOT DISTINCT FROM (${eventAt(`(progress->>'position')::bigint`)})`,
    [kind],
  );
  return rows[0]?.progress ?? null;
}

/** To be committed with what it tells of. */
export async function saveProgress(
  client: PoolClient,
  schema: string,
  kind: string,
  progress: RebuildProgress,
): Promise<void> {
  await client.query(`CREATE TABLE IF NOT EXISTS ${schema}.progress (kind text, log text, progress jsonb)`);
  await client.query(`DELETE FROM ${schema}.progress`);
  await client.query(`INSERT INTO ${schema}.progress SELECT $2, (${eventAt('$1::bigint')}), $3`, [
    progress.position,
    kind,
    JSON.stringify(progress),
  ]);
}

/** Removes what a rebuild that was broken off has left. */
export async function discard(client: PoolClient, schema: string): Promise<void> {
  const { rows } = await client.query('SELECT to_regnamespace($1) IS NOT NULL AS there', [schema]);
  if (rows[0].there) await client.query(`DROP SCHEMA ${schema} CASCADE`);
}

/** By which a log is known: two logs do not share the last event that was read. */
function eventAt(position: string): string {
  return `SELECT concat_ws(' ', stream_id, version, recorded_at, meta) FROM event WHERE position = ${position}`;
}
