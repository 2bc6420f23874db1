import { setImmediate as giveWay, setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { isTransient } from './connection.ts';
import type { Position, StoredEvent } from './contract.ts';
import { RowCopier } from './copy-rows.ts';
import type { EventSchemas } from './event-schemas.ts';
import type { FreshTables } from './fresh-tables.ts';
import type { Projection, Refold } from './projection.ts';
import { type EventRow, positionOf, rowsAfter, storedEvent, streamIdOf } from './reading.ts';
import type { RebuildProgress } from './rebuild-progress.ts';
import { scan } from './scan.ts';
import { reasonOf } from './turn.ts';

/** How far a replay is: of so many events to fold, so many are folded. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface ReplayOptions {
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Events whose streams' states are held in memory at a time (2,000,000); a longer log is read in portions of its streams. */
  readonly portionSize?: number | undefined;
  /** Rests as long as it works, for a process that answers others meanwhile. */
  readonly gentle?: boolean | undefined;
}

type ReplayStanding = Pick<RebuildProgress, 'position' | 'rows' | 'parked'>;

/** One of so many parts of all streams. */
interface Portion {
  readonly nth: number;
  readonly of: number;
}

const PORTION = 2_000_000;
/** An end of the log that is so near may be left to `catchUp`. */
const NEAR = 5_000;
/** Events in one call of `apply`. */
const PAGE = 1_000;

/** Folds the log into fresh tables: most of it in memory, what comes later by the projection's own `apply`. */
export class Replay {
  position: Position = 0;
  rows = 0;
  #workingSince = performance.now();
  /** Streams left out since an event of theirs could not be folded, as a subscription would have left them out. */
  readonly parked = new Map<string, { position: Position; error: string }>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly client: PoolClient,
    private readonly projection: Projection,
    private readonly schemas: EventSchemas,
    private readonly options: ReplayOptions,
  ) {}

  /** Fills empty tables with the rows of everything up to a position, or a later one (see `fillPortion`). */
  async fill(tables: FreshTables, goal: () => Promise<Position>): Promise<void> {
    const upTo = await goal();
    const of = this.portions(upTo);
    for (let nth = 0; nth < of; nth++) await this.fillPortion(tables, { nth, of }, upTo, goal);
  }

  /** How many portions so long a log is read in, each of some streams. */
  portions(upTo: Position): number {
    return Math.max(1, Math.ceil(upTo / (this.options.portionSize ?? PORTION)));
  }

  /**
   * Adds the rows of the streams of one portion, complete up to a position. When there is but one, the goal is asked for anew
   * while the log has gone on far, and `position` is where that ended.
   */
  async fillPortion(
    tables: FreshTables,
    portion: Portion,
    upTo: Position,
    goal: () => Promise<Position>,
  ): Promise<void> {
    const copier = new RowCopier(this.client, tables.schema, portion.nth === 0);
    const fold = this.projection.refold();
    await this.#foldBetween(0, upTo, portion, copier, fold);
    this.position = upTo;
    for (let head = await goal(); portion.of === 1 && head > this.position + NEAR; head = await goal()) {
      await this.#foldBetween(this.position, head, portion, copier, fold);
      this.position = head;
    }
    await this.#copyStanding(fold, copier);
    await copier.end();
    this.options.signal?.throwIfAborted();
    this.rows += copier.rows;
  }

  /** As it was when this was said of it, in an earlier process. */
  resume({ position, rows, parked }: ReplayStanding): void {
    this.position = position;
    this.rows = rows;
    for (const [streamId, why] of parked) this.parked.set(streamId, why);
  }

  standing(): ReplayStanding {
    return { position: this.position, rows: this.rows, parked: [...this.parked] };
  }

  /** Applies the events up to a position to the filled tables; answers how many they were. */
  async catchUp(manager: EntityManager, upTo: Position): Promise<number> {
    const from = this.position;
    while (this.position < upTo) {
      this.options.signal?.throwIfAborted();
      const rows = await rowsAfter(this.client, this.position, PAGE, upTo);
      await this.#apply(manager, rows);
      this.position = Math.min(this.position + PAGE, upTo);
    }
    return upTo - from;
  }

  /** Remembers where it is; the answer goes back there, for when the tables were rolled back too. */
  mark(): () => void {
    const { position, parked } = { position: this.position, parked: new Set(this.parked.keys()) };
    return () => {
      this.position = position;
      for (const streamId of this.parked.keys()) if (!parked.has(streamId)) this.parked.delete(streamId);
    };
  }

  async #foldBetween(
    after: Position,
    upTo: Position,
    portion: Portion,
    copier: RowCopier,
    fold: Refold,
  ): Promise<void> {
    const { crossing = [] } = this.projection;
    const [reader, release] = (await (this.dataSource.driver as PostgresDriver).obtainMasterConnection()) as [
      PoolClient,
      (error?: Error) => void,
    ];
    let brokenOff: Error | undefined = new Error('The reading was broken off in the middle');
    try {
      await reader.query('SET statement_timeout = 0');
      for await (const rows of scan(reader, { after, upTo, portion, crossing })) {
        this.options.signal?.throwIfAborted();
        for (const row of rows) this.#take(row, (stored) => fold.take(stored, copier.write));
        await copier.flush();
        await this.#giveWay();
        const last = rows.at(-1);
        if (last) this.#tell((portion.nth + positionOf(last) / upTo) / portion.of, upTo);
      }
      brokenOff = undefined;
    } finally {
      release(brokenOff); // with an error, the pool ends the connection
    }
  }

  async #copyStanding(fold: Refold, copier: RowCopier): Promise<void> {
    let rows = 0;
    for (const [table, values] of fold.standing()) {
      copier.write(table, values);
      if (++rows % PAGE > 0) continue;
      this.options.signal?.throwIfAborted();
      await copier.flush();
      await this.#giveWay();
    }
  }

  async #giveWay(): Promise<void> {
    await (this.options.gentle ? sleep(performance.now() - this.#workingSince) : giveWay());
    this.#workingSince = performance.now();
  }

  #take(row: EventRow, fold: (stored: StoredEvent) => void): void {
    if (this.parked.size > 0 && this.parked.has(streamIdOf(row))) return;
    try {
      fold(storedEvent(row, this.schemas));
    } catch (error) {
      this.#park(row, error);
    }
  }

  /** The events that fail are found by halving, each half undone alone. */
  async #apply(manager: EntityManager, rows: readonly EventRow[]): Promise<void> {
    const live = rows.filter((row) => !this.parked.has(streamIdOf(row)));
    const [first] = live;
    if (!first) return;
    await this.client.query('SAVEPOINT page');
    try {
      await this.projection.apply(
        live.map((row) => storedEvent(row, this.schemas)),
        manager,
      );
      await this.client.query('RELEASE SAVEPOINT page');
    } catch (error) {
      if (isTransient(error)) throw error;
      await this.client.query('ROLLBACK TO SAVEPOINT page');
      if (live.length === 1) return this.#park(first, error);
      const half = live.length >> 1;
      await this.#apply(manager, live.slice(0, half));
      await this.#apply(manager, live.slice(half));
    }
  }

  #park(row: EventRow, error: unknown): void {
    this.parked.set(streamIdOf(row), { position: positionOf(row), error: reasonOf(error) });
  }

  #tell(share: number, upTo: Position): void {
    this.options.onProgress?.({ done: Math.round(share * upTo), total: upTo });
  }
}
