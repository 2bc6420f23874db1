import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { logger } from '../logger.ts';

const MINUTE_MS = 60_000;
const SHARED_EVERY_MS = 1_000;
/** What uses less of its limit than this is not worth a row: it is counted in this process alone. */
const SHARED_FROM = 0.1;

/** What is left of a limit after a request was counted. */
export interface Allowance {
  readonly limit: number;
  /** Below zero: the request is one too many. */
  readonly left: number;
  readonly resetsInSeconds: number;
}

interface Count {
  /** By this process, since the minute began. */
  own: number;
  /** Of those, the ones that the database knows. */
  told: number;
  /** By the other processes, as last heard. */
  others: number;
}

/**
 * Counts requests by key in minutes of real time. Counting needs no I/O: each process counts by itself and tells the others
 * through Postgres, once a second and only what comes near its limit. Several processes together may thus let through what
 * comes within a second more than the limit. While the database is away each process keeps the limit alone.
 */
@Injectable()
export class RequestCounts implements BeforeApplicationShutdown {
  private minute = 0;
  private counts = new Map<string, Count>();
  private worthSharing = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private sharing: Promise<void> | undefined;

  constructor(private readonly database: DataSource) {}

  /** Counts one more. */
  take(key: string, limit: number): Allowance {
    const count = this.countOf(key);
    const nth = ++count.own;
    if (nth >= limit * SHARED_FROM) this.shareSoon(key);
    return allowance(nth + count.others, limit);
  }

  /** Counts one more, known to all processes before this is answered: for what is rare and has to be exact. */
  async takeTogether(key: string, limit: number): Promise<Allowance> {
    const count = this.countOf(key);
    const nth = ++count.own;
    this.worthSharing.add(key);
    await this.share();
    return allowance(nth + count.others, limit);
  }

  /** One that was counted counts no more; nothing when its minute is over. */
  giveBack(key: string): void {
    const count = this.counts.get(key);
    if (!count || count.own === 0) return;
    count.own--;
    this.shareSoon(key);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    await this.sharing;
  }

  private countOf(key: string): Count {
    const minute = Math.floor(Date.now() / MINUTE_MS);
    if (minute !== this.minute) {
      this.minute = minute;
      this.counts = new Map();
      this.worthSharing = new Set();
    }
    const known = this.counts.get(key);
    if (known) return known;
    const begun = { own: 0, told: 0, others: 0 };
    this.counts.set(key, begun);
    return begun;
  }

  private shareSoon(key: string): void {
    this.worthSharing.add(key);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.share();
    }, SHARED_EVERY_MS).unref();
  }

  /** One at a time, so that no count is told twice; who comes meanwhile waits for the next, which tells theirs too. */
  private async share(): Promise<void> {
    await this.sharing;
    if (this.worthSharing.size === 0) return this.sharing;
    this.sharing = this.exchange().catch((error: unknown) => {
      logger.warn({ err: error }, 'limits are kept by this process alone');
    });
    await this.sharing;
  }

  private async exchange(): Promise<void> {
    const [minute, keys] = [this.minute, [...this.worthSharing]];
    this.worthSharing.clear();
    const counts = keys.map((key) => this.countOf(key));
    const more = counts.map(({ own, told }) => own - told);
    const rows: { key: string; count: number }[] = await this.database.query(
      `WITH old AS (DELETE FROM request_count WHERE minute < $3::bigint - 1)
       INSERT INTO request_count (key, minute, count) SELECT key, $3, more FROM unnest($1::text[], $2::int[]) AS u (key, more)
       ON CONFLICT (key, minute) DO UPDATE SET count = request_count.count + excluded.count
       RETURNING key, count`,
      [keys, more, minute],
    );
    const all = new Map(rows.map(({ key, count }) => [key, count]));
    for (const [i, count] of counts.entries()) {
      count.told += more[i] ?? 0;
      count.others = (all.get(keys[i] ?? '') ?? 0) - count.told;
    }
  }
}

function allowance(used: number, limit: number): Allowance {
  const resetsInSeconds = Math.ceil((MINUTE_MS - (Date.now() % MINUTE_MS)) / 1000);
  return { limit, left: limit - used, resetsInSeconds };
}
