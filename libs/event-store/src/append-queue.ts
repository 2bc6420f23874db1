import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AppendResult } from './contract.ts';
import type { EncodedAppend } from './encoded-append.ts';
import { StoreBusy, StoreUnavailable } from './errors.ts';

const MOST_EVENTS_IN_A_BATCH = 512;

interface Waiting {
  readonly append: EncodedAppend;
  /** A stream of its has grown past where it expects it: whatever happens, nothing of it will be stored. */
  isStale: boolean;
  resolve(result: AppendResult): void;
  reject(error: unknown): void;
}

/**
 * Gathers appends into batches: while one batch is on the wire, everything that arrives waits, and is the next. A lone
 * append does not wait for company. Of one stream, or one receipt, a batch takes only the first; the others keep their order.
 * When that one grows the stream, those that expected it to stay are stale, and are all told so by the next batch: many
 * racers for one stream cost two batches, and not one each.
 */
export class AppendQueue {
  #waiting: Waiting[] = [];
  #sending: Promise<void> | null = null;

  constructor(
    private readonly send: (batch: readonly EncodedAppend[]) => Promise<AppendResult[]>,
    private readonly maxWaiting: number,
  ) {}

  /** Rejects with `StoreBusy` when too many wait already. */
  add(append: EncodedAppend): Promise<AppendResult> {
    if (this.#waiting.length >= this.maxWaiting) {
      return Promise.reject(new StoreBusy(`${this.maxWaiting} appends are waiting already: try again later`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ append, isStale: false, resolve, reject });
      this.#sending ??= this.#sendAll();
    });
  }

  /** When nothing waits and nothing is on the wire. */
  async settled(): Promise<void> {
    while (this.#sending !== null) await this.#sending;
  }

  async #sendAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Whoever was just answered, or came in the same turn of the event loop, can join.
      await nextTurn();
      await this.#settle(this.#takeBatch());
    }
    this.#sending = null;
  }

  #takeBatch(): Waiting[] {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const claimed = new Set<string>();
    const guarded = new Set<string>();
    let eventCount = 0;
    for (const one of this.#waiting) {
      const { claims, guards, receiptKey } = one.append;
      const free =
        (receiptKey === null || !claimed.has(receiptKey)) &&
        (one.isStale ||
          (claims.every((claim) => !claimed.has(claim) && !guarded.has(claim)) &&
            guards.every((guard) => !claimed.has(guard))));
      if (receiptKey !== null) claimed.add(receiptKey);
      if (!one.isStale) {
        for (const claim of claims) claimed.add(claim);
        for (const guard of guards) guarded.add(guard);
      }
      const fits = batch.length === 0 || eventCount + one.append.eventCount <= MOST_EVENTS_IN_A_BATCH;
      if (free && fits && batch.length < MOST_EVENTS_IN_A_BATCH) {
        batch.push(one);
        eventCount += one.append.eventCount;
      } else {
        left.push(one);
      }
    }
    this.#waiting = left;
    return batch;
  }

  /** A batch that the database refuses goes again, one append at a time, so that only the one to blame fails. */
  async #settle(batch: readonly Waiting[]): Promise<void> {
    try {
      const results = await this.send(batch.map(({ append }) => append));
      results.forEach((result, i) => {
        batch[i]?.resolve(result);
      });
      this.#markStale(grownStreams(batch, results));
    } catch (error) {
      if (batch.length > 1 && !(error instanceof StoreUnavailable || error instanceof StoreBusy)) {
        for (const one of batch) await this.#settle([one]);
      } else {
        for (const one of batch) one.reject(error);
      }
    }
  }
  #markStale(versions: ReadonlyMap<string, number>): void {
    if (versions.size === 0) return;
    for (const one of this.#waiting) {
      one.isStale ||= one.append.streams.some(
        ({ streamId, expectedVersion }) => expectedVersion < (versions.get(streamId) ?? 0),
      );
    }
  }
}

/** The versions that streams are now known to have at least; they only grow. */
function grownStreams(batch: readonly Waiting[], results: readonly AppendResult[]): Map<string, number> {
  const versions = new Map<string, number>();
  results.forEach((result, i) => {
    if (result.outcome === 'conflict') versions.set(result.streamId, result.currentVersion);
    if (result.outcome !== 'appended') return;
    for (const { streamId, expectedVersion, events } of batch[i]?.append.streams ?? [])
      if (events.length > 0) versions.set(streamId, expectedVersion + events.length);
  });
  return versions;
}
