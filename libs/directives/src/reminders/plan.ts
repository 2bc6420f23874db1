import {
  addDays,
  addWorkingDays,
  type CivilDate,
  civilDateAt,
  instantAt,
  nextWorkingDay,
  previousWorkingDay,
  type WorkingCalendar,
} from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { TaskState } from '../task/state.ts';
import { type Audience, defaultLadder, type Step } from './ladder.ts';

/** What planning depends on besides the task. */
export interface PlanContext {
  /** IANA name of the zone whose days count. */
  readonly zone: string;
  /** When in the day reminders go out, `09:00`. */
  readonly digestTime: string;
  readonly calendar: WorkingCalendar;
}

export interface PlannedStep {
  readonly rule: string;
  readonly audience: Audience;
  /** The version of the task that fixed the date or the unit: an extension makes another step of it. */
  readonly dueVersion: number;
  readonly day: CivilDate;
  readonly at: Instant;
  readonly repeats: boolean;
}

/**
 * The steps of the ladder that still matter as the task stands, whether or not they were claimed already; of a
 * repeating one its first day. None lies before the day on which the task began to run as it does now.
 */
export function planSteps(task: TaskState, context: PlanContext): PlannedStep[] {
  if (task.status === 'none') return [];
  const since = civilDateAt(task.runningSince, context.zone);
  return defaultLadder.flatMap((step) => {
    const from = dayCountedFrom(task, step);
    if (from === null) return [];
    const day = dayOf(step, from, context.calendar);
    const { rule, audience, repeats } = step;
    const planned = { rule, audience, repeats, dueVersion: task.dueVersion };
    if (day >= since) return [onDay(planned, day, context)];
    return repeats ? [onDay(planned, workingDayFrom(since, context.calendar), context)] : [];
  });
}

/** The same step on the first working day strictly after `day`. */
export function nextRepeat(step: PlannedStep, day: CivilDate, context: PlanContext): PlannedStep {
  return onDay(step, nextWorkingDay(context.calendar, day), context);
}

/** The day the step counts from; null when the step does not matter as the task stands. */
function dayCountedFrom(task: TaskState, { from }: Step): CivilDate | null {
  switch (task.status) {
    case 'assigned':
      return from === 'sign-by' ? task.signBy : (task.deadline?.date ?? null);
    case 'signed-for':
    case 'active':
      return from === 'deadline' ? (task.deadline?.date ?? null) : null;
    case 'suspended':
      return from === 'deadline' && task.suspension.clock === 'runs' ? (task.deadline?.date ?? null) : null;
    case 'none':
    case 'disputed':
    case 'in-review':
    case 'closed':
    case 'ended':
      return null;
  }
  return task satisfies never;
}

function dayOf({ after }: Step, from: CivilDate, calendar: WorkingCalendar): CivilDate {
  if ('workingDays' in after) return addWorkingDays(calendar, from, after.workingDays);
  const day = addDays(from, after.days);
  return calendar.isWorkingDay(day) ? day : previousWorkingDay(calendar, day);
}

function workingDayFrom(day: CivilDate, calendar: WorkingCalendar): CivilDate {
  return calendar.isWorkingDay(day) ? day : nextWorkingDay(calendar, day);
}

function onDay(step: Omit<PlannedStep, 'day' | 'at'>, day: CivilDate, { zone, digestTime }: PlanContext): PlannedStep {
  return { ...step, day, at: instantAt(day, digestTime, zone) };
}
