import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { civilDateAt, type WorkingCalendar } from '#libs/calendar';
import {
  type Asked,
  type ExistingTask,
  isSettled,
  type PlanContext,
  type SlipIssued,
  type TaskEvent,
  taskDecider,
} from '#libs/directives';
import { EventLog, type StoredEvent } from '#libs/event-store';
import { openStream } from '../commands/open-stream.ts';
import { derivedId } from '../commands/stream-ids.ts';
import { CONFIG, type Config } from '../config.ts';
import { CHANNELS, type Channels } from '../delivery/channels.ts';
import { type AddressedStep, insertDeliveries } from '../delivery/insert-deliveries.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { currentOrganisation } from './current-organisation.ts';
import { presentCalendarIn } from './present-settings.ts';
import { reachable } from './reachable.ts';
import { addresseesOf, withPresentHolders } from './recipients.ts';

const TO_THE_UNIT = { to: ['responsible'], channels: null } as const;

/**
 * Whoever answers for the lead unit is told of a slip when it is issued, as of a step that is due at that moment: in the inbox, and
 * outside without waiting for the digest hour. Once for each slip. The next sweep tells the log and hands the messages on.
 */
@Injectable()
export class SlipAlerts {
  readonly name = 'slip-alerts';
  /** Of slips from before, people were told by word of mouth. */
  readonly start = 'head';
  private readonly plan: PlanContext;

  constructor(
    @Inject(EventLog) private readonly log: EventLog,
    @Inject(CHANNELS) private readonly channels: Channels,
    @Inject(WORKING_CALENDAR) calendar: WorkingCalendar,
    @Inject(CONFIG) { timeZone, digestTime }: Config,
  ) {
    this.plan = { zone: timeZone, digestTime, calendar };
  }

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const issued = (events as readonly StoredEvent<TaskEvent>[]).filter(isIssued);
    if (issued.length === 0) return;
    const { channels } = this;
    const plan = { ...this.plan, calendar: await presentCalendarIn(manager, this.plan.calendar) };
    const present = await currentOrganisation(this.log);
    const { people, isReached } = await reachable(manager, present, channels);
    const [{ now }]: [{ now: Date }] = await manager.query('SELECT duban_now() AS now');
    const today = civilDateAt(now.toISOString(), this.plan.zone);
    const organisation = withPresentHolders(present, (id) => people.has(id), today);
    for (const { streamId, version, event } of issued) {
      const { state: task } = await openStream(this.log, taskDecider, streamId);
      if (task.status === 'none' || isSettled(task, askedBy(event, version), plan)) continue;
      const recipients = addresseesOf(TO_THE_UNIT.to, task, organisation, (id) => isReached(id, null)).flatMap(
        ({ personId, ...told }) => {
          const person = people.get(personId);
          return person ? [{ ...person, ...told }] : [];
        },
      );
      const outcome = recipients.length > 0 ? 'sent' : 'nobody';
      const addressed = { ...this.about(streamId, { version, event }, task), recipients, outcome } as const;
      const claim = { claimId: derivedId('slip-alert', event.slipId), claimedAt: now };
      await insertDeliveries(manager, claim, [addressed], { channels, organisation, plan });
    }
  }

  /** Its version stands for the date's, so that two slips of a day are two. */
  private about(
    taskId: string,
    { version, event: { colour, number, answerBy, at } }: Pick<StoredEvent<SlipIssued>, 'version' | 'event'>,
    task: ExistingTask,
  ): Omit<AddressedStep, 'outcome' | 'recipients'> {
    const day = civilDateAt(at, this.plan.zone);
    const { title, deadline, signBy, leadUnit } = task;
    return {
      step: { task_id: taskId, rule: `slip-${colour}`, due_version: version, day, step: TO_THE_UNIT },
      ladder: null,
      about: {
        ...{ number: task.number, title, dueDate: deadline?.date ?? null, signBy, today: day },
        slip: { number, answerBy },
      },
      outgoing: { readyAt: at, due: answerBy, inDigest: false },
      leadUnit,
    };
  }
}

function isIssued(stored: StoredEvent<TaskEvent>): stored is StoredEvent<SlipIssued> {
  return stored.event.type === 'SlipIssued';
}

function askedBy({ number, at }: SlipIssued, dueVersion: number): Asked {
  return { from: 'deadline', dueVersion, report: null, slip: number, at };
}
