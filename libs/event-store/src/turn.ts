import type { DataSource } from 'typeorm';
import { claimCheckpoint, saveCheckpoint, shapeOf } from './checkpoint.ts';
import { isTransient } from './connection.ts';
import type { Position } from './contract.ts';
import type { EventSchemas } from './event-schemas.ts';
import { parkedStreamIds, parkStream } from './parking.ts';
import { type EventRow, positionOf, rowsAfter, storedEvent, streamIdOf } from './reading.ts';
import type { Subscriber } from './subscriber.ts';
import { inTransaction } from './transaction.ts';

/**
 * `moved`: there may be more; `caught-up`: there was no more. `held`: another runner of the name is at work, or there is no checkpoint. `outdated`: the rows are of an older shape,
 * to be rebuilt. `superseded`: they are of a newer one, and this code would spoil them.
 */
export type Outcome = 'moved' | 'caught-up' | 'idle' | 'held' | 'outdated' | 'superseded';

/** The subscriber, or the upcasting before it, failed by its own doing on these events; they were rolled back. */
export class ApplyFailed extends Error {
  override readonly name = 'ApplyFailed';

  constructor(
    readonly checkpoint: Position,
    readonly rows: readonly EventRow[],
    override readonly cause: unknown,
  ) {
    super(reasonOf(cause));
  }
}

/** What is noted of an error with the stream that it parks. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** Steps 1 to 4 of the loop, see `Subscription`. Throws `ApplyFailed` when the events are to blame, anything else when they are not. */
export async function takeTurn(
  dataSource: DataSource,
  schemas: EventSchemas,
  subscriber: Subscriber,
  limit: number,
): Promise<Outcome> {
  return inTransaction(dataSource, async (manager, client) => {
    const checkpoint = await claimCheckpoint(client, subscriber.name);
    if (checkpoint === null) return 'held';
    const { position, shape } = checkpoint;
    if (shape !== shapeOf(subscriber)) return shape < shapeOf(subscriber) ? 'outdated' : 'superseded';
    const rows = await rowsAfter(client, position, limit);
    const last = rows.at(-1);
    if (!last) return 'idle';
    const parked = await parkedStreamIds(client, subscriber.name);
    const live = rows.filter((row) => !parked.has(streamIdOf(row)));
    try {
      if (live.length > 0)
        await subscriber.apply(
          live.map((row) => storedEvent(row, schemas)),
          manager,
        );
      // Inside the try: it fails when `apply` swallowed an error of the database, which spoilt the transaction.
      await saveCheckpoint(client, subscriber.name, positionOf(last));
    } catch (error) {
      throw isTransient(error) || live.length === 0 ? error : new ApplyFailed(position, live, error);
    }
    return rows.length < limit ? 'caught-up' : 'moved';
  });
}

/** Puts the one event that failed aside with its stream, and the checkpoint behind it; nothing, when another runner has gone on since. */
export async function park(
  dataSource: DataSource,
  subscription: string,
  failed: ApplyFailed,
): Promise<{ streamId: string; position: Position }> {
  const [row] = failed.rows as [EventRow];
  const parked = { streamId: streamIdOf(row), position: positionOf(row) };
  await inTransaction(dataSource, async (_, client) => {
    if ((await claimCheckpoint(client, subscription))?.position !== failed.checkpoint) return;
    await parkStream(client, { subscription, ...parked, error: failed.message });
    await saveCheckpoint(client, subscription, parked.position);
  });
  return parked;
}
