import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { civilDateAt } from '#libs/calendar';
import { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { logger } from './logger.ts';

/** How stale another process's move of business time may be here, in demo mode. */
const REFRESH_INTERVAL_MS = 1000;

/** Clocks that are kept differ by less; and the time must not jump by what an answer of the database takes. */
const TOLERATED_MS = 2000;

/**
 * The machine's clock plus the offset kept in the table `business_clock`; in production the offset is 0 for ever. A clock that is
 * wrong by seconds, as the database tells the time, is put right by what it was wrong by at the start.
 */
@Injectable()
export class SqlClock extends Clock implements OnApplicationShutdown {
  private offsetMs = 0;
  private reading: Promise<void> = Promise.resolve();
  private wrongByMs = 0;
  private readonly timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly database: DataSource,
    private readonly config: Config,
  ) {
    super();
    if (config.mode === 'demo') {
      this.timer = setInterval(() => void this.refresh().catch(() => undefined), REFRESH_INTERVAL_MS).unref();
    }
  }

  static async start(database: DataSource, config: Config): Promise<SqlClock> {
    const clock = new SqlClock(database, config);
    await clock.compare();
    await clock.refresh();
    return clock;
  }

  now() {
    return new Date(Date.now() - this.wrongByMs + this.offsetMs).toISOString();
  }

  today() {
    return civilDateAt(this.now(), this.config.timeZone);
  }

  async refresh() {
    // One after the other: an answer that is overtaken by a newer one would put the clock back.
    this.reading = this.reading.catch(() => undefined).then(() => this.read());
    await this.reading;
  }

  private async read() {
    const [row] = await this.database.query<{ offset_ms: string }[]>('SELECT offset_ms FROM business_clock');
    this.offsetMs = Number(row?.offset_ms);
  }

  private async compare(): Promise<void> {
    const before = Date.now();
    const [{ now }] = await this.database.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
    const wrongByMs = Math.round((before + Date.now()) / 2 - now.getTime());
    if (Math.abs(wrongByMs) < TOLERATED_MS) return;
    this.wrongByMs = wrongByMs;
    logger.warn({ wrongByMs }, "this machine's clock differs from the database's, which is taken for the right one");
  }

  onApplicationShutdown() {
    clearInterval(this.timer);
  }
}
