import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import type { DomainEvent } from '#libs/event-sourcing';
import { AppendConnection } from './append-connection.ts';
import { AppendQueue } from './append-queue.ts';
import { AppendSignal } from './append-signal.ts';
import { type ReceiptRow, storedReceipt } from './append-statement.ts';
import { connectionConfig } from './connection.ts';
import type {
  Append,
  AppendResult,
  LoadedState,
  ParkedStream,
  Position,
  SkipEvent,
  StoredEvent,
  StoredReceipt,
} from './contract.ts';
import { encode } from './encoded-append.ts';
import { StoreUnavailable } from './errors.ts';
import type { EventSchemas } from './event-schemas.ts';
import { follow } from './following.ts';
import { gathered } from './gathered.ts';
import { type ImportedEvent, importEvents } from './importing.ts';
import { PreparedReads } from './prepared-reads.ts';
import { headPosition, keptStates, knownEvent, rowsAfter, rowsOfStream, storedEvent, versions } from './reading.ts';
import { type ScanRange, scan } from './scan.ts';
import { asStoreError } from './store-error.ts';

export interface EventLogOptions {
  /** How many appends may wait before more are refused with `StoreBusy`. */
  readonly maxWaiting?: number;
  /** How long a batch waits for other processes' appends before its appends are refused with `StoreBusy`. */
  readonly lockTimeoutMs?: number;
  /** Where to listen for appends when the database is reached through a pooler, over which no notification comes. */
  readonly listenUrl?: string;
  /** Real time that a batch may take from sending to the commit's answer, the wait for a standby included; then its appends fail with `StoreUnavailable`. */
  readonly batchTimeoutMs?: number;
}

const LOOK_AGAIN_MS = 20;

/**
 * The log of all events in Postgres.
 *
 * - An append is atomic over all its streams, its state rows and its receipt; positions are gapless and in commit
 *   order, so that `position > checkpoint` never skips an event.
 * - Appends that wait at the same time travel in one statement; one that conflicts or is malformed does not harm its
 *   neighbours. Several logs, in one process or many, may append to one database.
 * - Nothing stored is ever changed. Reading gives events upcast to the present schema version; an event whose version
 *   is unknown throws `UnknownEventVersion`.
 *
 * It appends on a connection of its own, listens on another once something follows it, and reads through the pool.
 */
export class EventLog {
  readonly #pool: Pool;
  readonly #ownPool: boolean;
  readonly #reads: PreparedReads;
  readonly #connection: AppendConnection;
  readonly #queue: AppendQueue;
  readonly #signal: AppendSignal;
  readonly #loadState: (streamId: string) => Promise<LoadedState | null>;
  readonly #version: (streamId: string) => Promise<number>;
  readonly #lockTimeoutMs: number;
  #closed = false;

  /** Given a URL, it makes a pool, and ends it with `close()`; a pool that is given stays the giver's. */
  constructor(
    database: Pool | string,
    readonly schemas: EventSchemas,
    { maxWaiting = 10_000, lockTimeoutMs = 5_000, batchTimeoutMs = 20_000, listenUrl }: EventLogOptions = {},
  ) {
    this.#ownPool = typeof database === 'string';
    this.#pool = typeof database === 'string' ? new Pool({ connectionString: database, keepAlive: true }) : database;
    this.#reads = new PreparedReads(this.#pool);
    // An idle connection that is lost is replaced when next needed; without a listener it would end the process.
    if (this.#ownPool) this.#pool.on('error', () => {});
    // So would one that is lost while it is lent and no query runs on it.
    if (this.#ownPool) this.#pool.on('connect', (client) => client.on('error', () => {}));
    this.#connection = new AppendConnection(connectionConfig(this.#pool), lockTimeoutMs, batchTimeoutMs);
    this.#lockTimeoutMs = lockTimeoutMs;
    this.#queue = new AppendQueue((batch) => this.#connection.send(batch), maxWaiting);
    this.#loadState = gathered((streamIds) => keptStates(this.#reads, streamIds));
    this.#version = gathered((streamIds) => versions(this.#reads, streamIds));
    this.#signal = new AppendSignal(listenUrl ? { connectionString: listenUrl } : connectionConfig(this.#pool));
  }

  /**
   * Errors: `StoreBusy` when too many wait or the lock was not had in time (nothing stored, try again), `StoreUnavailable` when the connection was lost
   * (the outcome is unknown: try again with the same receipt), `MalformedEvent` for what cannot be stored (such as
   * `\u0000`, or an event type that the schemas do not declare).
   */
  async append(append: Append): Promise<AppendResult> {
    if (this.#closed) throw new StoreUnavailable('This log is closed');
    return this.#queue.add(encode(append, this.schemas));
  }

  /**
   * Adds events that come with their versions and times, in order, all or none: many times as fast as `append`, for
   * filling a log from elsewhere. They get the positions after the head; answers with the last. Versions must follow on
   * in each stream, and times must not decrease nor lie ahead of business time, else `MalformedEvent`. Other appends wait
   * meanwhile, and after their lock timeout fail with `StoreBusy`. It stores no state rows and no receipts, and
   * remembers each stream until it is done. Errors as of `append`; a repeat is refused, since the versions are taken.
   */
  async importEvents(events: Iterable<ImportedEvent> | AsyncIterable<ImportedEvent>): Promise<Position> {
    const client = await this.#pool.connect();
    let isDone = false;
    try {
      const position = await importEvents(client, events, this.schemas, this.#lockTimeoutMs);
      isDone = true;
      return position;
    } catch (error) {
      throw asStoreError(error);
    } finally {
      client.release(!isDone);
    }
  }

  /** The events of one stream in order of version, after `afterVersion` (0: from the start). Unknown stream: none. */
  async readStream<E extends DomainEvent = DomainEvent>(streamId: string, afterVersion = 0): Promise<StoredEvent<E>[]> {
    return (await rowsOfStream(this.#reads, streamId, afterVersion)).map((row) => storedEvent<E>(row, this.schemas));
  }

  /**
   * Up to `limit` events after a position, in order. Fewer than `limit` means the end was reached; with `skip`, together
   * with those of a type or version that this code does not know, which are left out and told there.
   */
  async readAll(after: Position, limit: number, skip?: SkipEvent): Promise<StoredEvent[]> {
    const rows = await rowsAfter(this.#pool, after, limit);
    return rows.flatMap((row) => (skip ? knownEvent(row, this.schemas, skip) : storedEvent(row, this.schemas)));
  }

  /**
   * The events of a range in order, many at a time, several times as fast as by `readAll`: for whoever wants the whole
   * log. On a connection of its own, until the end is reached or the caller stops asking.
   */
  async *scan(range: ScanRange): AsyncGenerator<StoredEvent[]> {
    const client = await this.#pool.connect();
    let isDone = false;
    try {
      for await (const rows of scan(client, range)) yield rows.map((row) => storedEvent(row, this.schemas));
      isDone = true;
    } finally {
      client.release(!isDone);
    }
  }

  /** Position of the newest event, 0 when there is none. */
  async head(): Promise<Position> {
    return headPosition(this.#pool);
  }

  /** The present version of a stream, 0 when it does not exist. */
  async version(streamId: string): Promise<number> {
    return this.#version(streamId);
  }

  /**
   * The kept state of a stream at the stream's present version. Null when the stream does not exist, or when none is
   * kept or it is behind (an append gave no state): then fold the stream.
   */
  async loadState(streamId: string): Promise<LoadedState | null> {
    return this.#loadState(streamId);
  }

  /**
   * The receipt of a command that was carried out before. Confirmed like an append, and fails like one: a commit that was
   * not acknowledged, because its standby did not answer, can be seen all the same.
   */
  async findReceipt(actor: string, key: string): Promise<StoredReceipt | null> {
    const { rows } = await this.#pool.query<ReceiptRow>('SELECT * FROM receipt WHERE actor = $1 AND key = $2', [
      actor,
      key,
    ]);
    if (!rows[0]) return null;
    const receipt = storedReceipt(rows[0]);
    await this.append({ streams: [], meta: { actor, correlationId: key, commandId: key }, receipt });
    return receipt;
  }

  /** Forgets receipts older than 30 days of real time; answers how many. A repeat finds none. */
  async purgeReceipts(): Promise<number> {
    const { rows } = await this.#pool.query<{ count: string }>('SELECT purge_receipts() AS count');
    return Number(rows[0]?.count);
  }

  /** How far the subscription of this name has come, 0 when it never ran. */
  async checkpoint(name: string): Promise<Position> {
    const { rows } = await this.#pool.query<{ position: string }>('SELECT position FROM checkpoint WHERE name = $1', [
      name,
    ]);
    return Number(rows[0]?.position ?? 0);
  }

  /** Waits until that subscription has applied everything up to a position; false when the (real) time is over before. */
  async waitFor(name: string, position: Position, timeoutMs: number): Promise<boolean> {
    const deadline = performance.now() + timeoutMs;
    while ((await this.checkpoint(name)) < position) {
      if (performance.now() >= deadline) return false;
      await sleep(LOOK_AGAIN_MS);
    }
    return true;
  }

  /** All parked streams of all subscriptions, the longest parked first. */
  async parkedStreams(): Promise<ParkedStream[]> {
    const { rows } = await this.#pool.query('SELECT * FROM parked_stream ORDER BY parked_at, subscription, stream_id');
    return rows.map((row) => ({
      subscription: row.subscription,
      streamId: row.stream_id,
      position: Number(row.position),
      error: row.error,
      parkedAt: row.parked_at.toISOString(),
    }));
  }

  /**
   * Reads without a checkpoint: hands over all events after a position, in order, each once, then new ones as they are
   * appended, until the signal is aborted. A lost connection is waited out, the handler's too: when it rejects with such
   * an error, it is handed the same events again. Rejects when the handler does otherwise, or, without `skip`, with
   * `UnknownEventVersion`; with it, such an event is left out and told there.
   */
  async follow(
    after: Position,
    handler: (events: readonly StoredEvent[]) => void | Promise<void>,
    signal: AbortSignal,
    skip?: SkipEvent,
  ): Promise<void> {
    return follow(this, after, handler, signal, skip);
  }

  /** Calls back when something may have been appended: a hint, see `AppendSignal`. Answers with how to stop that. */
  onAppend(ring: () => void): () => void {
    return this.#signal.listen(ring);
  }

  /** Takes no more appends, finishes those that wait, and ends its connections. A repeat changes nothing. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#queue.settled();
    await Promise.all([this.#connection.close(), this.#signal.close()]);
    if (this.#ownPool && !this.#pool.ending) await this.#pool.end();
  }
}
