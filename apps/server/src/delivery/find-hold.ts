import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventLog } from '#libs/event-store';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { newestOutside } from '../seal/compare.ts';
import { beginHold, presentHold, type Sql, unrecordedHolds } from './hold.ts';
import { recordOutcome } from './record-outcome.ts';

/** How soon the place for seals is asked again when it did not answer. */
const ASK_AGAIN_MS = 60_000;

/**
 * At the start of every process, before anything can be sent: holds when the newest seal outside knows of events that the
 * database has not; tells the log of that hold, or of one that a restore has left; and says in the server's own log that
 * messages are held. A place for seals that is away does not keep messages back: it is asked again every minute.
 */
@Injectable()
export class FindHold implements OnModuleInit, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private readonly logger = new Logger('Delivery');
  private readonly sql: Sql;

  constructor(
    private readonly database: DataSource,
    @Inject(EventLog) private readonly log: EventLog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.sql = (text, values) => database.query(text, values);
  }

  async onModuleInit() {
    await this.find();
  }

  onApplicationShutdown() {
    clearTimeout(this.timer);
  }

  private async find(): Promise<void> {
    const sealedHead = await newestOutside(this.database, this.config).then(
      (seal) => seal?.size ?? 0,
      (error: Error) => this.askAgain(error),
    );
    const head = await this.log.head();
    if (sealedHead > head) await beginHold(this.sql, { reason: 'behind', head, sealedHead }, this.config);
    await this.tell();
  }

  private askAgain(error: Error): 0 {
    this.logger.warn(`Whether the database was put back to an earlier state is not known: ${error.message}`);
    const again = () => void this.find().catch((failure: Error) => this.askAgain(failure));
    this.timer = setTimeout(again, ASK_AGAIN_MS).unref();
    return 0;
  }

  private async tell(): Promise<void> {
    for (const { id, reason, head, sealedHead, backupMadeAt } of await unrecordedHolds(this.sql)) {
      await recordOutcome(
        this.log,
        {
          ...{ type: 'SendingHeld', at: this.clock.now(), by: 'system' },
          ...{ holdId: id, reason, head, sealedHead, backupMadeAt },
        },
        { key: `sending-held/${id}`, timeZone: this.config.timeZone },
      );
      await this.sql('UPDATE sending_hold SET recorded = true WHERE id = $1', [id]);
    }
    const hold = await presentHold(this.sql);
    if (hold)
      this.logger.warn(
        `Nothing goes outside since ${hold.beganAt} (${hold.reason}) until an auditor releases it: POST /api/v1/hold/release`,
      );
  }
}
