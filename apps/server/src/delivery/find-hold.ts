import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventLog } from '#libs/event-store';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { presentHold, type Sql, unrecordedHolds } from './hold.ts';
import { recordOutcome } from './record-outcome.ts';

/**
 * At the start of every process, before anything can be sent: tells the log of a hold that a restore has left in the
 * database, and says in the server's own log that messages are held.
 */
@Injectable()
export class FindHold implements OnModuleInit {
  private readonly logger = new Logger('Delivery');
  private readonly sql: Sql;

  constructor(
    database: DataSource,
    @Inject(EventLog) private readonly log: EventLog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.sql = (text, values) => database.query(text, values);
  }

  async onModuleInit() {
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
