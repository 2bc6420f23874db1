import { Inject, Logger } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { WorkingCalendar } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import { EventLog } from '#libs/event-store';
import { Clock } from '../clock.ts';
import { CONFIG, type Config } from '../config.ts';
import { CHANNELS, type Channels } from '../delivery/channels.ts';
import { DeliveryQueue } from '../delivery/delivery-queue.ts';
import { momentsAhead } from '../delivery/moments-ahead.ts';
import { recordMessages } from '../delivery/record-messages.ts';
import { returnSnoozed } from '../delivery/return-snoozed.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { Alarm } from './alarm.ts';
import { claimDue } from './claim-due.ts';
import { currentOrganisation } from './current-organisation.ts';
import { presentCalendarIn } from './present-settings.ts';
import { recordClaims } from './record-claims.ts';
import { REMINDER_PLAN } from './reminder-plan.ts';
import { SETTLED_ALERTS } from './settled-alerts.ts';

/** How long a sweep waits for the plan to know what the log knows; then it goes on with what is planned. */
const PLAN_WAIT_MS = 2000;

/** Claims every reminder that is due now and makes good what a crash has left undone. A repeat finds nothing to do. */
export class SweepReminders extends Command<{ readonly claimed: number }> {}

/**
 * The guarantee behind alarms and queues. In order:
 * 1. wait until the plan and what is handled have caught up with the log, so that what was just closed is not warned of;
 * 2. claim what is due until nothing is (claim-due.ts); each claim is told to the log;
 *    a crash after a claim's commit: the next sweep tells it;
 * 3. bring back what was put off until now (return-snoozed.ts);
 * 4. tell the log of messages whose sender crashed before it could;
 * 5. queue whatever may go outside and waits for a try, of all claims together, so that each person gets one message; again, if
 *    the queue was wiped.
 * Sweeps of one process run one after the other, so that whoever asks for one knows at its end that all is claimed.
 */
@CommandHandler(SweepReminders)
export class SweepRemindersHandler implements ICommandHandler<SweepReminders> {
  private readonly logger = new Logger('Reminders');
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    @Inject(EventLog) private readonly log: EventLog,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CHANNELS) private readonly channels: Channels,
    private readonly messages: DeliveryQueue,
    @Inject(WORKING_CALENDAR) private readonly own: WorkingCalendar,
    private readonly alarm: Alarm,
  ) {}

  execute(): Promise<{ claimed: number }> {
    const sweep = this.last.then(() => this.sweep());
    this.last = sweep.catch(() => undefined);
    return sweep;
  }

  private async sweep(): Promise<{ claimed: number }> {
    const { timeZone, digestTime } = this.config;
    const calendar = await presentCalendarIn(this.database.manager, this.own);
    const plan = { zone: timeZone, digestTime, calendar };
    const head = await this.log.head();
    await Promise.all([REMINDER_PLAN, SETTLED_ALERTS].map((name) => this.log.waitFor(name, head, PLAN_WAIT_MS)));
    await recordClaims(this.database, this.log, timeZone);

    let claimed = 0;
    let moment: Instant;
    for (;;) {
      const [{ now }]: [{ now: Date }] = await this.database.query('SELECT duban_now() AS now');
      moment = now.toISOString();
      const organisation = await currentOrganisation(this.log);
      const steps = await claimDue(this.database, { organisation, channels: this.channels, plan });
      if (steps === 0) break;
      claimed += steps;
      await recordClaims(this.database, this.log, timeZone);
    }
    if (claimed > 0) this.logger.log(`Claimed ${claimed} reminders`);
    await returnSnoozed(this.database, this.log, { plan, moment });

    await recordMessages(this.database, this.log, { now: this.clock.now(), timeZone });
    await this.messages.addWaiting(moment);
    await this.wakeAt(await momentsAhead(this.database));
    return { claimed };
  }

  /** A hint: without it the next tick finds them. */
  private async wakeAt(instants: readonly Instant[]): Promise<void> {
    await this.alarm.set(instants).catch((error: Error) => this.logger.warn(`No alarm was set: ${error.message}`));
  }
}
