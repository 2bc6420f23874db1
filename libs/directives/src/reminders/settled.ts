import { type CivilDate, civilDateAt } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import { isAnswered } from '../feedback/answered.ts';
import { periodsOf } from '../feedback/cycle.ts';
import type { ExistingTask, TaskState } from '../task/state.ts';
import type { Anchor } from './ladder.ts';
import type { PlanContext } from './plan.ts';

/** What an alert told its person, as far as it says what they were asked to do. */
export interface Asked {
  /** What its step counts from, and so what it is about. */
  readonly from: Anchor;
  readonly dueVersion: number;
  /** The report that it asks for. */
  readonly report: { readonly period: string; readonly due: CivilDate } | null;
  /** The number of the slip that it asks to answer. */
  readonly slip?: string | null;
  readonly at: Instant;
}

/**
 * Whether the units of a task have done what an alert about it asked for, or nothing is asked any more: it is signed for,
 * that report has come, that slip is answered, or one of them did something since. What is in review, disputed or over asks for nothing; nor does an alert of
 * another date or unit than the task has now.
 */
export function isSettled(
  task: TaskState,
  asked: Asked,
  { zone, calendar }: Pick<PlanContext, 'zone' | 'calendar'>,
): boolean {
  if (task.status === 'none') return false;
  const isAsked = task.status === 'assigned' || task.status === 'signed-for' || task.status === 'active';
  if (!isAsked && task.status !== 'suspended') return true;
  if (asked.slip) return task.slips.every(({ number, answeredAt }) => number !== asked.slip || answeredAt !== null);
  if (task.dueVersion !== asked.dueVersion) return true;
  switch (asked.from) {
    case 'sign-by':
      return task.status !== 'assigned';
    case 'report':
      return hasReported(task, asked, { zone, calendar });
    case 'deadline':
    case 'assignment':
      return task.actedAt !== null && task.actedAt >= asked.at;
  }
  return asked.from satisfies never;
}

function hasReported(
  task: ExistingTask,
  { report }: Asked,
  { zone, calendar }: Pick<PlanContext, 'zone' | 'calendar'>,
): boolean {
  if (task.cycle === null || report === null) return true;
  for (const period of periodsOf(task.cycle, civilDateAt(task.cycle.since, zone), calendar)) {
    if (period.key === report.period) return isAnswered(period, task, zone);
    if (period.due > report.due) return true;
  }
  return true;
}
