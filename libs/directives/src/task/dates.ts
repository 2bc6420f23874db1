import type { CivilDate } from '#libs/calendar';
import type { Deadline, Id } from '../terms.ts';
import type { TaskFacts } from './facts.ts';
import { reject } from './rejections.ts';

/** A date that somebody chose. */
export function setByHand(date: CivilDate): Deadline {
  return { date, rule: 'set-by-hand', expression: null, calendarVersion: null };
}

/** The date of the directive or the parent, when none was given for the task. */
export function inherited(ceiling: CivilDate | null): Deadline | null {
  return ceiling === null ? null : { date: ceiling, rule: 'inherited', expression: null, calendarVersion: null };
}

/** No date that is fixed now lies in the past. */
export function requireNotPast(date: CivilDate, { today }: TaskFacts): void {
  if (date < today) reject('task.due-in-past', { date, today });
}

/** A task's date is never after its parent's, nor after its directive's: amend that first. */
export function requireWithinCeiling(date: CivilDate, { ceiling }: TaskFacts, parentTaskId: Id | null): void {
  if (ceiling === null || date <= ceiling) return;
  reject(parentTaskId === null ? 'task.after-directive-date' : 'task.after-parent-date', { date, ceiling });
}
