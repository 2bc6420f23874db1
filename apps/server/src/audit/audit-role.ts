import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../config.ts';
import { shipAudit } from './ship-audit.ts';

const HOUR_MS = 3_600_000;

/**
 * The audit role: ships what was written down, at a plain interval of real time, and removes what is older than it has to be
 * kept; what was to be shipped and was not is never removed. Trouble is logged once, shown by the health check, and tried again.
 */
@Injectable()
export class AuditRole implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Audit');
  private readonly timers: NodeJS.Timeout[] = [];
  private shipping: Promise<void> | undefined;
  private lastTrouble: string | null = null;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap() {
    const { roles, auditSyslogUrl: url, auditSyslogCaFile: caFile, auditIntervalMs } = this.config;
    if (!roles.has('audit')) return;
    void this.purge();
    this.timers.push(setInterval(() => void this.purge(), HOUR_MS));
    if (url) this.timers.push(setInterval(() => this.tick({ url, caFile }), auditIntervalMs));
  }

  /** A turn that outlasts the interval is not doubled. */
  private tick(receiver: { url: string; caFile: string | undefined }): void {
    this.shipping ??= shipAudit(this.database, receiver)
      .then(
        () => {
          if (this.lastTrouble !== null) this.logger.warn('The audit leaves the host again');
          this.lastTrouble = null;
        },
        ({ message }: Error) => {
          if (message !== this.lastTrouble) this.logger.error(`The audit does not leave the host: ${message}`);
          this.lastTrouble = message;
        },
      )
      .finally(() => {
        this.shipping = undefined;
      });
  }

  private async purge(): Promise<void> {
    const { auditKeptDays, auditSyslogUrl } = this.config;
    await this.database
      .query('SELECT purge_audit($1, $2)', [auditKeptDays, auditSyslogUrl !== undefined])
      .catch(({ message }: Error) => this.logger.warn(`Old entries were not removed: ${message}`));
  }

  async beforeApplicationShutdown() {
    for (const timer of this.timers) clearInterval(timer);
    await this.shipping;
  }
}
