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

/** Their checkpoints, held until the transaction ends, by name; those that another transaction holds, or that are not there, are missing. */
export async function claimCheckpoints(client: PoolClient, names: readonly string[]): Promise<Map<string, Checkpoint>> {
  return checkpoints(client, names, 'FOR UPDATE SKIP LOCKED');
}

/** The checkpoint, held until the transaction ends; it waits for whoever holds it. Null when there is none. */
export async function awaitCheckpoint(client: PoolClient, name: string): Promise<Checkpoint | null> {
  return (await checkpoints(client, [name], 'FOR UPDATE')).get(name) ?? null;
}

/** As it was last saved. Null when there is none. */
export async function readCheckpoint(via: Queryable, name: string): Promise<Checkpoint | null> {
  return (await checkpoints(via, [name], '')).get(name) ?? null;
}

export async function saveCheckpoints(client: PoolClient, positions: ReadonlyMap<string, Position>): Promise<void> {
  await client.query(
    `UPDATE checkpoint c SET position = saved.position FROM unnest($1::text[], $2::bigint[]) AS saved (name, position)
     WHERE c.name = saved.name`,
    [[...positions.keys()], [...positions.values()]],
  );
}

async function checkpoints(via: Queryable, names: readonly string[], lock: string): Promise<Map<string, Checkpoint>> {
  const { rows } = await via.query<{ name: string; position: string; shape: number }>(
    `SELECT name, position, shape FROM checkpoint WHERE name = ANY ($1) ${lock}`,
    [names],
  );
  return new Map(rows.map(({ name, position, shape }) => [name, { position: Number(position), shape }]));
}
