import type { PoolClient } from 'pg';
import type { Position } from './contract.ts';

/** The parked streams of these subscriptions, by the subscription's name. */
export async function parkedStreamIds(
  client: PoolClient,
  subscriptions: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await client.query<{ subscription: string; stream_ids: string[] }>(
    'SELECT subscription, array_agg(stream_id) AS stream_ids FROM parked_stream WHERE subscription = ANY ($1) GROUP BY 1',
    [subscriptions],
  );
  return new Map(rows.map(({ subscription, stream_ids }) => [subscription, new Set(stream_ids)]));
}

/** Position of the first event that was not applied; null for a stream that is not parked. */
export async function parkedPosition(
  client: PoolClient,
  subscription: string,
  streamId: string,
): Promise<Position | null> {
  const { rows } = await client.query<{ position: string }>(
    'SELECT position FROM parked_stream WHERE subscription = $1 AND stream_id = $2',
    [subscription, streamId],
  );
  return rows[0] ? Number(rows[0].position) : null;
}

export async function parkStream(
  client: PoolClient,
  parked: { subscription: string; streamId: string; position: Position; error: string },
): Promise<void> {
  await client.query('INSERT INTO parked_stream (subscription, stream_id, position, error) VALUES ($1, $2, $3, $4)', [
    parked.subscription,
    parked.streamId,
    parked.position,
    parked.error,
  ]);
}

export async function unparkStream(client: PoolClient, subscription: string, streamId: string): Promise<void> {
  await client.query('DELETE FROM parked_stream WHERE subscription = $1 AND stream_id = $2', [subscription, streamId]);
}
