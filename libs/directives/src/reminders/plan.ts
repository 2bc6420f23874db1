import {
  addDays,
  addMonths,
  addWorkingDays,
  type CivilDate,
  civilDateAt,
  instantAt,
  nextWorkingDay,
  rolled,
  type WorkingCalendar,
} from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import { isAnswered } from '../feedback/answered.ts';
import { type FeedbackPeriod, periodsOf } from '../feedback/cycle.ts';
import type { ExistingTask, TaskState } from '../task/state.ts';
import type { Ladder, Step } from './ladder.ts';

/** What planning depends on besides the task. */
export interface PlanContext {
  /** IANA name of the zone whose days count. */
  readonly zone: string;
  /** When in the day reminders go out, `09:00`. */
  readonly digestTime: string;
  readonly calendar: WorkingCalendar;
}

export interface PlannedStep {
  readonly step: Step;
  /** The version of the task that fixed the date or the unit: an extension makes another step of it. */
  readonly dueVersion: number;
  readonly day: CivilDate;
  readonly at: Instant;
  /** The period whose report the step asks for; null when it does not ask for one. */
  readonly period: string | null;
}

/**
 * The steps of the ladder that still matter as the task stands, whether or not they were claimed already; of one that
 * comes again its first day. What lies before the task began to run as it does now stays in, so that it is seen to have
 * been passed over (`judge`). `claimedUntil` tells up to which day a step was claimed: it picks the period of a report.
 */
export function planSteps(
  task: TaskState,
  ladder: Ladder,
  context: PlanContext,
  claimedUntil: (step: Step) => CivilDate | undefined = () => undefined,
): PlannedStep[] {
  if (task.status === 'none') return [];
  const since = civilDateAt(task.runningSince, context.zone);
  return ladder.steps.flatMap((step) => {
    if (isSettled(task, step)) return [];
    if (step.from === 'report') return nextReport(task, step, since, context, claimedUntil(step));
    const from = dayCountedFrom(task, step, context.zone);
    if (from === null) return [];
    const day = dayOf(step, from, context.calendar);
    if (step.from === 'assignment' && task.deadline !== null && day > task.deadline.date) return [];
    const first = step.repeatsEvery !== null && day < since ? rolled(context.calendar, since, 'next') : day;
    return [onDay({ step, dueVersion: task.dueVersion, period: null }, first, context)];
  });
}

/** The same step, so many working days after `day` as it comes again; the day after when it does not. */
export function nextRepeat(planned: PlannedStep, day: CivilDate, context: PlanContext): PlannedStep {
  const every = planned.step.repeatsEvery ?? 1;
  const next = every === 1 ? nextWorkingDay(context.calendar, day) : addWorkingDays(context.calendar, day, every);
  return onDay(planned, next, context);
}

/** The newest period for which the step has come on that day and that is not answered; null when there is none. */
export function periodAsked(
  task: ExistingTask,
  step: Step,
  today: CivilDate,
  { zone, calendar }: PlanContext,
): FeedbackPeriod | null {
  if (task.cycle === null) return null;
  let asked: FeedbackPeriod | null = null;
  for (const period of periodsOf(task.cycle, civilDateAt(task.cycle.since, zone), calendar)) {
    if (dayOf(step, period.due, calendar) > today) break;
    if (!isAnswered(period, task, zone)) asked = period;
  }
  return asked;
}

/** What the step waits for has happened for good. */
function isSettled({ signedForAt, lastReportAt }: ExistingTask, { unless }: Step): boolean {
  return (unless === 'signed-for' && signedForAt !== null) || (unless === 'reported' && lastReportAt !== null);
}

/** The day the step counts from; null when the step does not matter as the task stands. */
function dayCountedFrom(task: ExistingTask, { from }: Step, zone: string): CivilDate | null {
  const deadline = task.deadline?.date ?? null;
  const isRunning =
    task.status === 'signed-for' ||
    task.status === 'active' ||
    (task.status === 'suspended' && task.suspension.clock === 'runs');
  if (task.status !== 'assigned' && !isRunning) return null;
  switch (from) {
    case 'sign-by':
      return task.status === 'assigned' ? task.signBy : null;
    case 'deadline':
      return deadline;
    case 'assignment':
      return civilDateAt(task.assignedAt, zone);
    case 'report':
      return null;
  }
  return from satisfies never;
}

/** The first period that is not answered and for which the step was not claimed, however far away. */
function nextReport(
  task: ExistingTask,
  step: Step,
  since: CivilDate,
  context: PlanContext,
  claimedUntil: CivilDate | undefined,
): PlannedStep[] {
  if (task.cycle === null || (task.status !== 'signed-for' && task.status !== 'active')) return [];
  const runsFrom = civilDateAt(task.cycle.since, context.zone);
  for (const period of periodsOf(task.cycle, runsFrom, context.calendar)) {
    const day = dayOf(step, period.due, context.calendar);
    const isOver = claimedUntil === undefined ? day < since : day <= claimedUntil;
    if (isOver || isAnswered(period, task, context.zone)) continue;
    return [onDay({ step, dueVersion: task.dueVersion, period: period.key }, day, context)];
  }
  return [];
}

function dayOf({ after, roll }: Step, from: CivilDate, calendar: WorkingCalendar): CivilDate {
  if ('workingDays' in after) return addWorkingDays(calendar, from, after.workingDays);
  const day = 'months' in after ? addMonths(from, after.months) : addDays(from, after.days);
  return rolled(calendar, day, roll);
}

function onDay(
  planned: Omit<PlannedStep, 'day' | 'at'>,
  day: CivilDate,
  { zone, digestTime }: PlanContext,
): PlannedStep {
  return { ...planned, day, at: instantAt(day, planned.step.time ?? digestTime, zone) };
}
