import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isSettled, nextWorkingDay, type WorkingCalendar } from '#libs/calendar';
import type { CommandAnswer, RecomputeDeadline as Input } from '#libs/contracts';
import { type AdoptedCalendar, type Deadline, type Id, settingsDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { calendarInForce, daysNowFree } from '../adopted-calendar.ts';
import { countedAnew } from '../reading/counted-anew.ts';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { Facts, openTasksAmong } from './facts.ts';
import { SETTINGS_STREAM } from './stream-ids.ts';
import { directiveFor, taskFor } from './targets.ts';

/**
 * The office's word on a date that the newer edition of the calendar puts elsewhere: it moves, and with it the open tasks
 * that inherited it; or it stays, and is not asked about again. A date that nobody counted and that has become a day of rest goes
 * to the working day after.
 */
export class RecomputeDeadline extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly directiveId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(RecomputeDeadline)
export class RecomputeDeadlineHandler implements ICommandHandler<RecomputeDeadline> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, directiveId, input }: RecomputeDeadline) {
    return this.door.carryOut(envelope, async (draft) => {
      const directive = await directiveFor(draft, directiveId, 'RecomputeDeadline');
      const present = 'deadline' in directive.state ? directive.state.deadline : null;
      const { meetingDate } = await this.facts.ofDirective(draft, directive.state);
      const { calendars } = (await draft.open(settingsDecider, SETTINGS_STREAM)).state;
      const calendar = calendarInForce(calendars.at(-1) ?? null, this.facts.calendar);
      const free = present && confirmed(present, calendars, this.facts.calendar);
      const date = free?.date ?? (present && countedAnew(present, meetingDate, calendar));
      if (present === null || date === null) throw new Rejection('directive.not-counted');
      const moves = input.decision === 'move';
      const { provisional, ...counted } = { ...present, date: moves ? date : present.date };
      const deadline: Deadline = free
        ? { ...free, date: counted.date }
        : {
            ...counted,
            calendarVersion: calendar.version,
            ...(!isSettled(calendar, counted.date) && { provisional: true }),
          };
      if (moves && 'taskIds' in directive.state) {
        for (const task of await openTasksAmong(draft, directive.state.taskIds)) {
          if (task.state.deadline?.date !== present.date) continue;
          const facts = await this.facts.ofTask(draft, task.state);
          const ceiling = task.state.parentTaskId === null ? date : facts.ceiling;
          task.decide({ ...draft.stamp, type: 'MoveWithDirective', to: date }, { ...facts, ceiling });
        }
      }
      const facts = await this.facts.ofDirective(draft, directive.state);
      directive.decide({ ...draft.stamp, type: 'RecomputeDeadline', deadline }, facts);
      return { answer: { id: directiveId, version: directive.version } };
    });
  }
}

/** The same for a date of a task's own, which nobody counted. */
export class RecomputeTaskDeadline extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly taskId: Id,
    readonly input: Input,
  ) {
    super();
  }
}

@CommandHandler(RecomputeTaskDeadline)
export class RecomputeTaskDeadlineHandler implements ICommandHandler<RecomputeTaskDeadline> {
  constructor(
    private readonly door: Door,
    private readonly facts: Facts,
  ) {}

  async execute({ envelope, taskId, input }: RecomputeTaskDeadline) {
    return this.door.carryOut(envelope, async (draft) => {
      const task = await taskFor(draft, taskId, 'RecomputeTaskDeadline');
      const { calendars } = (await draft.open(settingsDecider, SETTINGS_STREAM)).state;
      const present = task.state.deadline;
      const free = present && confirmed(present, calendars, this.facts.calendar);
      if (!free) throw new Rejection('directive.not-counted');
      const deadline = input.decision === 'move' ? { ...free, rule: 'set-by-hand' } : { ...free, date: present.date };
      const facts = await this.facts.ofTask(draft, task.state);
      task.decide({ ...draft.stamp, type: 'RecomputeTaskDeadline', deadline }, facts);
      return { answer: { id: taskId, version: task.version } };
    });
  }
}

/** Where a date goes that nobody counted and that the calendar in force has made a day of rest, marked as seen by the office; null for another one. */
function confirmed(deadline: Deadline, calendars: readonly AdoptedCalendar[], own: WorkingCalendar): Deadline | null {
  if (deadline.calendarVersion !== null || !daysNowFree(calendars, own).includes(deadline.date)) return null;
  const calendar = calendarInForce(calendars.at(-1) ?? null, own);
  return { ...deadline, date: nextWorkingDay(calendar, deadline.date), confirmedBy: calendar.version };
}
