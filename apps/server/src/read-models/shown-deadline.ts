import { isSettled, type WorkingCalendar } from '#libs/calendar';
import type { Deadline } from '#libs/directives';

/**
 * A date as it is told. One that a calendar counted is provisional as it was when it was counted, until the office confirms it; one
 * that somebody chose, or that was inherited, as long as a notice still to come may make it a day of rest.
 */
export function shownDeadline(deadline: Deadline | null, calendar: WorkingCalendar): Deadline | null {
  if (deadline === null || deadline.calendarVersion !== null) return deadline;
  const { provisional, ...settled } = deadline;
  return isSettled(calendar, deadline.date) ? settled : { ...settled, provisional: true };
}
