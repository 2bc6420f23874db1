import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { nextBeat } from './beat.ts';
import { awaitCheckpoint, ensureCheckpoint, shapeOf } from './checkpoint.ts';
import type { CommonTurns } from './common-turns.ts';
import type { Log, Position } from './contract.ts';
import { Doorbell } from './doorbell.ts';
import type { EventLog } from './event-log.ts';
import { parkedPosition, unparkStream } from './parking.ts';
import { rowsOfStreamBetween, storedEvent } from './reading.ts';
import type { Subscriber } from './subscriber.ts';
import { inTransaction } from './transaction.ts';
import { ApplyFailed, type Outcome, park, takeTurn } from './turn.ts';

const LONGEST_BACK_OFF_MS = 5_000;
/** In times of `pollMs`: the ring wakes us, and looking without it is for the rare one that was lost. */
const LONGEST_POLL = 5;

export interface SubscriptionOptions {
  readonly log: Log;
  /** Most events in one call of `apply`. */
  readonly batchSize?: number;
  /** How often to look without having been rung; seldomer, down to a fifth as often, while nothing comes. */
  readonly pollMs?: number;
  /** Makes a projection's rows anew when those in the database are of an older shape than its own; see `rebuildProjection`. */
  readonly rebuild?: (signal: AbortSignal) => Promise<unknown>;
  /** Turns that are taken together with other subscriptions of this process; see `CommonTurns`. */
  readonly together?: CommonTurns;
}

/**
 * Tells a subscriber of all events in order; each takes effect exactly once. Any number of processes may run
 * subscriptions of one name: one works, the others take over when it goes away.
 *
 * A turn of the loop is one transaction, and a crash, wherever it comes, leaves the checkpoint where the rows are:
 * 1. Claim the checkpoint by locking its row; held by another: wait. A crash from here to 4 rolls back, and the next
 *    turn, here or in another process, repeats from here.
 * 2. Read the events after it, and leave out those of parked streams.
 * 3. `apply` them.
 * 4. Save the checkpoint, commit. A crash after the commit repeats nothing; one while committing leaves either both,
 *    rows and checkpoint, or neither.
 * 5. Nothing was there: wait to be rung, a second at most at first, then up to five.
 *
 * When `apply` throws (or an event's version is unknown), the events come again, half as many each time, until the one
 * that fails stands alone. Then its stream is parked: a row in `parked_stream` and the checkpoint behind the event, in one
 * transaction. All other streams go on; later events of that stream are left out until `retryParked`, which each start of
 * the loop does once for every parked stream, since newer code may know better. A lost connection, a deadlock and the
 * like park nothing: the loop waits, longer each time, and tries again.
 *
 * Subscriptions that share `CommonTurns` do all this in one transaction while they have caught up and nothing is wrong with
 * any of them.
 *
 * A projection works only on rows of its own shape. Finding older ones, it has them rebuilt, while a process of the older
 * code goes on with them; finding newer ones, it is that older process, and stops.
 */
export class Subscription {
  readonly #batchSize: number;
  readonly #pollMs: number;
  readonly #log: Log;
  readonly #rebuild: SubscriptionOptions['rebuild'];
  readonly #together: CommonTurns | undefined;
  readonly #bell = new Doorbell();
  /** Most events in the next turn: halved by a failure, doubled again by a success. */
  #limit: number;
  #isSuperseded = false;
  /** It has caught up by itself and may go together with others, whom it would else keep waiting. */
  #isAbreast = false;
  #stopping: AbortController | null = null;
  #running: Promise<void> | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly eventLog: EventLog,
    private readonly subscriber: Subscriber,
    { log, batchSize = 1_000, pollMs = 1_000, rebuild, together }: SubscriptionOptions,
  ) {
    this.#rebuild = rebuild;
    this.#together = together;
    this.#log = log;
    this.#batchSize = batchSize;
    this.#pollMs = pollMs;
    this.#limit = batchSize;
  }

  /** Begins the loop; throws when the database cannot be reached now. A repeat changes nothing. */
  async start(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    try {
      await this.#ensureCheckpoint();
    } catch (error) {
      this.#stopping = null;
      throw error;
    }
    this.#running = this.#loop(this.#stopping.signal);
  }

  /** Finishes the turn in hand, then ends the loop. */
  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#bell.ring();
    await this.#running;
    this.#running = null;
    this.#stopping = null;
  }

  /**
   * Runs until everything that was in the log at the call is applied or parked, by this subscription or another of its
   * name; answers with the checkpoint. Does not need `start()`. Throws when the database cannot be reached, or the rows
   * are of another shape that cannot be had.
   */
  async catchUp(): Promise<Position> {
    await this.#ensureCheckpoint();
    const head = await this.eventLog.head();
    for (;;) {
      const outcome = await this.#turn();
      const position = await this.position();
      if (outcome === 'superseded') throw new Error(`The rows of ${this.subscriber.name} were made by newer code`);
      if (outcome === 'outdated') await this.#bringUpToShape(new AbortController().signal);
      else if (position >= head) return position;
      else if (outcome === 'held') await sleep(5);
    }
  }

  /** The checkpoint, 0 when there is none yet. */
  async position(): Promise<Position> {
    return this.eventLog.checkpoint(this.subscriber.name);
  }

  /**
   * Applies what a parked stream missed and unparks it, in one transaction; answers with the number of events, 0 for a
   * stream that is not parked. When `apply` throws, so does this, and the stream stays parked.
   */
  async retryParked(streamId: string): Promise<number> {
    const { name } = this.subscriber;
    return inTransaction(this.dataSource, async (manager, client) => {
      const checkpoint = await awaitCheckpoint(client, name);
      const from = await parkedPosition(client, name, streamId);
      if (checkpoint?.shape !== shapeOf(this.subscriber) || from === null) return 0;
      const rows = await rowsOfStreamBetween(client, streamId, from, checkpoint.position);
      await this.subscriber.apply(
        rows.map((row) => storedEvent(row, this.eventLog.schemas)),
        manager,
      );
      await unparkStream(client, name, streamId);
      return rows.length;
    });
  }

  async #loop(stopping: AbortSignal): Promise<void> {
    const stopListening = this.eventLog.onAppend(() => this.#bell.ring());
    await this.#retryAllParked();
    let failures = 0;
    let restMs = this.#pollMs;
    while (!stopping.aborted) {
      try {
        const outcome = await this.#turn(this.#isAbreast ? this.#together : undefined);
        this.#isAbreast = outcome !== 'moved' && outcome !== 'outdated';
        if (outcome === 'outdated') await this.#bringUpToShape(stopping);
        // It may be gone: a lost checkpoint must not let the loop idle until its next start.
        if (outcome === 'held') await this.#ensureCheckpoint();
        this.#tellSuperseded(outcome === 'superseded');
        failures = 0;
        const isQuiet = outcome === 'caught-up';
        if (!isQuiet) restMs = this.#pollMs;
        if (outcome === 'moved' || outcome === 'outdated') continue;
        if (isQuiet) await nextBeat(stopping);
        if (!stopping.aborted) await this.#bell.wait(restMs);
        if (isQuiet) restMs = Math.min(restMs * 2, this.#pollMs * LONGEST_POLL);
      } catch (error) {
        if (stopping.aborted) break;
        const waitMs = Math.min(100 * 2 ** failures++, LONGEST_BACK_OFF_MS);
        this.#log('warn', 'subscription waits and tries again', { subscription: this.subscriber.name, waitMs, error });
        await sleep(waitMs, undefined, { signal: stopping }).catch(() => {});
      }
    }
    stopListening();
  }

  async #retryAllParked(): Promise<void> {
    const { name } = this.subscriber;
    try {
      const parked = (await this.eventLog.parkedStreams()).filter(({ subscription }) => subscription === name);
      for (const { streamId } of parked) {
        await this.retryParked(streamId).then(
          (events) => this.#log('info', 'parked stream applied', { subscription: name, streamId, events }),
          (error) => this.#log('error', 'stream stays parked', { subscription: name, streamId, error }),
        );
      }
    } catch (error) {
      this.#log('warn', 'parked streams were not retried', { subscription: name, error });
    }
  }

  async #turn(together?: CommonTurns): Promise<Outcome> {
    try {
      const outcome = await (together ? together.take(this.subscriber) : this.#turnAlone());
      if (outcome === 'moved' || outcome === 'caught-up') this.#limit = Math.min(this.#limit * 2, this.#batchSize);
      return outcome;
    } catch (error) {
      if (!(error instanceof ApplyFailed)) throw error;
      if (error.rows.length > 1) this.#limit = Math.floor(error.rows.length / 2);
      else await this.#park(error);
      return 'moved';
    }
  }

  async #turnAlone(): Promise<Outcome> {
    const { dataSource, eventLog, subscriber } = this;
    const [outcome] = await takeTurn(dataSource, eventLog.schemas, [subscriber], this.#limit);
    return outcome as Outcome;
  }

  async #park(failed: ApplyFailed): Promise<void> {
    const parked = await park(this.dataSource, this.subscriber.name, failed);
    this.#log('error', 'stream parked', { subscription: this.subscriber.name, ...parked, error: failed.cause });
  }

  async #ensureCheckpoint(): Promise<void> {
    await ensureCheckpoint(this.dataSource, this.subscriber);
  }

  async #bringUpToShape(signal: AbortSignal): Promise<void> {
    if (!this.#rebuild) throw new Error(`The rows of ${this.subscriber.name} are of an older shape: rebuild them`);
    await this.#rebuild(signal);
  }

  #tellSuperseded(isSuperseded: boolean): void {
    if (isSuperseded && !this.#isSuperseded)
      this.#log('warn', 'newer code has rebuilt the rows; this process leaves them to it', {
        subscription: this.subscriber.name,
      });
    this.#isSuperseded = isSuperseded;
  }
}
