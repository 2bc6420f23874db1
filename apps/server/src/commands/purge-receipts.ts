import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { EventLog } from '#libs/event-store';
import { CONFIG, type Config } from '../config.ts';
import { logger } from '../logger.ts';

const DAY_MS = 86_400_000;

/** Forgets receipts older than 30 days, when an api process starts and daily while it runs. A repeat finds none. */
@Injectable()
export class PurgeReceipts implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap() {
    if (!this.config.roles.has('api')) return;
    this.purge();
    this.timer = setInterval(() => this.purge(), DAY_MS).unref();
  }

  onApplicationShutdown() {
    clearInterval(this.timer);
  }

  private purge(): void {
    this.log.purgeReceipts().catch((error: unknown) => logger.warn({ error }, 'old receipts were not purged'));
  }
}
