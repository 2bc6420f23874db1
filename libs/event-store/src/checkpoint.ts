import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { Position } from './contract.ts';

/** Makes the checkpoint when it is missing: before the first event, or at the newest. */
export async function ensureCheckpoint(dataSource: DataSource, name: string, start: 'origin' | 'head'): Promise<void> {
  const position = start === 'origin' ? '0' : '(SELECT coalesce(max(position), 0) FROM event)';
  await dataSource.query(`INSERT INTO checkpoint (name, position) SELECT $1, ${position} ON CONFLICT DO NOTHING`, [
    name,
  ]);
}

/** The checkpoint, held until the transaction ends. Null when another transaction holds it: that one works. */
export async function claimCheckpoint(client: PoolClient, name: string): Promise<Position | null> {
  return position(client, `SELECT position FROM checkpoint WHERE name = $1 FOR UPDATE SKIP LOCKED`, name);
}

/** The same, but it waits for the holder. Null when there is no such checkpoint. */
export async function awaitCheckpoint(client: PoolClient, name: string): Promise<Position | null> {
  return position(client, `SELECT position FROM checkpoint WHERE name = $1 FOR UPDATE`, name);
}

export async function saveCheckpoint(client: PoolClient, name: string, position: Position): Promise<void> {
  await client.query('UPDATE checkpoint SET position = $2 WHERE name = $1', [name, position]);
}

async function position(client: PoolClient, sql: string, name: string): Promise<Position | null> {
  const { rows } = await client.query<{ position: string }>(sql, [name]);
  return rows[0] ? Number(rows[0].position) : null;
}
