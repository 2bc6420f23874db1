import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { civilDateAt } from '#libs/calendar';
import { Clock } from './clock.ts';
import type { Config } from './config.ts';

/** How stale another process's move of business time may be here, in demo mode. */
const REFRESH_INTERVAL_MS = 1000;

/** The machine's clock plus the offset kept in the table `business_clock`; in production the offset is 0 for ever. */
@Injectable()
export class SqlClock extends Clock implements OnApplicationShutdown {
  private offsetMs = 0;
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
    await clock.refresh();
    return clock;
  }

  now() {
    return new Date(Date.now() + this.offsetMs).toISOString();
  }

  today() {
    return civilDateAt(this.now(), this.config.timeZone);
  }

  async refresh() {
    const [row] = await this.database.query<{ offset_ms: string }[]>('SELECT offset_ms FROM business_clock');
    this.offsetMs = Number(row?.offset_ms);
  }

  onApplicationShutdown() {
    clearInterval(this.timer);
  }
}
