import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.ts';
import { depositOf } from './deposits.ts';
import { readSealKey } from './seal-key.ts';
import { Sealer } from './sealer.ts';

/**
 * The seal role: seals what has come since, when it starts and at a plain interval of real time. An append does nothing
 * for it. What goes wrong is logged, shown by the health check, and tried again at the next interval.
 */
@Injectable()
export class SealRole implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Seal');
  private timer: NodeJS.Timeout | undefined;
  private sealing: Promise<void> | undefined;
  private lastTrouble: string | null = null;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Throws `NoSealKey`: a server that was to seal and cannot does not start. */
  async onApplicationBootstrap() {
    if (!this.config.roles.has('seal')) return;
    const sealer = new Sealer(this.database, {
      privateKey: await readSealKey(this.config),
      hash: this.config.sealHash,
      depositFor: (origin) => depositOf(this.config, origin),
    });
    this.tick(sealer);
    this.timer = setInterval(() => this.tick(sealer), this.config.sealIntervalMs);
  }

  /** A turn that outlasts the interval is not doubled. The same trouble is logged once, not every minute. */
  private tick(sealer: Sealer): void {
    this.sealing ??= sealer
      .turn()
      .then(
        () => {
          if (this.lastTrouble !== null) this.logger.warn('The log is sealed again');
          this.lastTrouble = null;
        },
        (error: Error) => {
          if (error.message !== this.lastTrouble) this.logger.error(`Nothing was sealed: ${error.message}`);
          this.lastTrouble = error.message;
        },
      )
      .finally(() => {
        this.sealing = undefined;
      });
  }

  async beforeApplicationShutdown() {
    clearInterval(this.timer);
    await this.sealing;
  }
}
