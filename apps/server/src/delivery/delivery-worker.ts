import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventLog } from '#libs/event-store';
import type { Jobs } from '#libs/jobs';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { currentOrganisation } from '../reminders/current-organisation.ts';
import { Addresses } from '../secrets/addresses.ts';
import { SecretBox } from '../secrets/secret-box.ts';
import { CHANNELS, type Channels } from './channels.ts';
import { deliverMessage } from './deliver-message.ts';
import { DELIVERY_QUEUES, type DeliveryJob } from './delivery-queue.ts';
import { JOBS } from './jobs.ts';
import { recordMessages } from './record-messages.ts';

/** Messages on their way at a time, from each queue in one process. */
const CONCURRENCY = 5;

/** The delivery role: takes messages from the queue, tries each once, and tells the log what came of it. */
@Injectable()
export class DeliveryWorker implements OnApplicationBootstrap {
  constructor(
    private readonly database: DataSource,
    @Inject(EventLog) private readonly log: EventLog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CHANNELS) private readonly channels: Channels,
    @Inject(JOBS) private readonly jobs: Jobs,
    private readonly secrets: SecretBox,
    private readonly addresses: Addresses,
  ) {}

  onApplicationBootstrap() {
    if (!this.config.roles.has('delivery')) return;
    for (const queue of DELIVERY_QUEUES)
      this.jobs.worker<DeliveryJob>(queue, (job) => this.deliver(job), { concurrency: CONCURRENCY });
  }

  private async deliver({ messageId }: DeliveryJob): Promise<void> {
    const organisation = () => currentOrganisation(this.log);
    const { database, channels, secrets, addresses } = this;
    await deliverMessage({ database, channels, secrets, addresses, organisation }, messageId);
    // A crash here leaves the outcome in the rows; the next sweep tells the log.
    await recordMessages(this.database, this.log, { now: this.clock.now(), timeZone: this.config.timeZone, messageId });
  }
}
