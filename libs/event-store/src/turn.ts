import type { DataSource } from 'typeorm';
import { type Checkpoint, claimCheckpoints, saveCheckpoints, shapeOf } from './checkpoint.ts';
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

/**
 * Steps 1 to 4 of the loop, see `Subscription`, for one subscriber or for several in one transaction, each at its own
 * checkpoint; one outcome each, in their order. Throws `ApplyFailed` when the events are to blame (or one subscriber of
 * several: which one shows when each takes its turn alone), anything else when they are not; nothing was stored then.
 */
export async function takeTurn(
  dataSource: DataSource,
  schemas: EventSchemas,
  subscribers: readonly Subscriber[],
  limit: number,
): Promise<Outcome[]> {
  return inTransaction(dataSource, async (manager, client) => {
    const names = subscribers.map(({ name }) => name);
    const checkpoints = await claimCheckpoints(client, names);
    const ready = subscribers.flatMap((subscriber) => {
      const checkpoint = checkpoints.get(subscriber.name);
      return checkpoint?.shape === shapeOf(subscriber) ? { subscriber, position: checkpoint.position } : [];
    });
    const pages = new Map<Position, EventRow[]>();
    for (const { position } of ready)
      if (!pages.has(position)) pages.set(position, await rowsAfter(client, position, limit));
    const isIdle = [...pages.values()].every((rows) => rows.length === 0);
    const parked = isIdle ? new Map<string, Set<string>>() : await parkedStreamIds(client, names);
    const eventOf = once((row: EventRow) => storedEvent(row, schemas));
    const reached = new Map<string, Position>();
    let applying: { position: Position; live: EventRow[] } | null = null;
    try {
      for (const { subscriber, position } of ready) {
        const rows = pages.get(position) ?? [];
        const last = rows.at(-1);
        if (!last) continue;
        const live = rows.filter((row) => !parked.get(subscriber.name)?.has(streamIdOf(row)));
        applying = { position, live };
        if (live.length > 0) await subscriber.apply(live.map(eventOf), manager);
        reached.set(subscriber.name, positionOf(last));
      }
      // Inside the try: it fails when an `apply` swallowed an error of the database, which spoilt the transaction.
      if (reached.size > 0) await saveCheckpoints(client, reached);
    } catch (error) {
      if (isTransient(error) || !applying?.live.length) throw error;
      throw new ApplyFailed(applying.position, applying.live, error);
    }
    return subscribers.map((subscriber) => outcomeOf(subscriber, checkpoints.get(subscriber.name), pages, limit));
  });
}

function outcomeOf(
  subscriber: Subscriber,
  checkpoint: Checkpoint | undefined,
  pages: ReadonlyMap<Position, EventRow[]>,
  limit: number,
): Outcome {
  if (!checkpoint) return 'held';
  const { position, shape } = checkpoint;
  if (shape !== shapeOf(subscriber)) return shape < shapeOf(subscriber) ? 'outdated' : 'superseded';
  const count = pages.get(position)?.length ?? 0;
  if (count === 0) return 'idle';
  return count < limit ? 'caught-up' : 'moved';
}

/** Asks no more than once about the same thing. */
function once<Thing, Answer>(ask: (thing: Thing) => Answer): (thing: Thing) => Answer {
  const answers = new Map<Thing, Answer>();
  return (thing) => {
    const known = answers.get(thing);
    if (known !== undefined) return known;
    const answer = ask(thing);
    answers.set(thing, answer);
    return answer;
  };
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
    if ((await claimCheckpoints(client, [subscription])).get(subscription)?.position !== failed.checkpoint) return;
    await parkStream(client, { subscription, ...parked, error: failed.message });
    await saveCheckpoints(client, new Map([[subscription, parked.position]]));
  });
  return parked;
}
