import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { Queryable } from './connection.ts';
import type { Position } from './contract.ts';
import { isProjection } from './projection.ts';
import type { Subscriber } from './subscriber.ts';

/** How far a subscription has come, and of which shape the rows are that it has written. */
export interface Checkpoint {
  readonly position: Position;
  readonly shape: number;
}

/** Of rows that are still to be made: older than every shape. */
const NOT_BUILT = 0;

/** Subscribers that are no projections have no rows of any shape. */
export function shapeOf(subscriber: Subscriber): number {
  return isProjection(subscriber) ? subscriber.shape : 1;
}

/**
 * Makes the checkpoint when it is missing: before the first event, or at the newest. A projection that comes to a log
 * with events in it, as a new one or because its checkpoint was lost, is still to be built: what its tables hold is unknown.
 */
export async function ensureCheckpoint(dataSource: DataSource, subscriber: Subscriber): Promise<void> {
  const position = subscriber.start === 'origin' ? '0' : '(SELECT coalesce(max(position), 0) FROM event)';
  const shape = isProjection(subscriber) ? `CASE WHEN EXISTS (SELECT FROM event) THEN ${NOT_BUILT} ELSE $2 END` : '$2';
  await dataSource.query(
    `INSERT INTO checkpoint (name, position, shape) SELECT $1, ${position}, (${shape})::int ON CONFLICT DO NOTHING`,
    [subscriber.name, shapeOf(subscriber)],
  );
}

/** The checkpoint, held until the transaction ends. Null when another transaction holds it, or there is none. */
export async function claimCheckpoint(client: PoolClient, name: string): Promise<Checkpoint | null> {
  return checkpoint(client, name, 'FOR UPDATE SKIP LOCKED');
}

/** The same, but it waits for the holder. Null when there is no such checkpoint. */
export async function awaitCheckpoint(client: PoolClient, name: string): Promise<Checkpoint | null> {
  return checkpoint(client, name, 'FOR UPDATE');
}

/** As it was last saved. Null when there is none. */
export async function readCheckpoint(via: Queryable, name: string): Promise<Checkpoint | null> {
  return checkpoint(via, name, '');
}

export async function saveCheckpoint(client: PoolClient, name: string, position: Position): Promise<void> {
  await client.query('UPDATE checkpoint SET position = $2 WHERE name = $1', [name, position]);
}

async function checkpoint(via: Queryable, name: string, lock: string): Promise<Checkpoint | null> {
  const { rows } = await via.query<{ position: string; shape: number }>(
    `SELECT position, shape FROM checkpoint WHERE name = $1 ${lock}`,
    [name],
  );
  return rows[0] ? { position: Number(rows[0].position), shape: rows[0].shape } : null;
}
