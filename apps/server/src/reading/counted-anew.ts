import { type CivilDate, readPeriod, type WorkingCalendar } from '#libs/calendar';
import type { Deadline } from '#libs/directives';

/** The date that the same words give by the same rule with this calendar; null for a date that no calendar counted. */
export function countedAnew(
  { rule, expression, calendarVersion }: Deadline,
  meetingDate: CivilDate,
  calendar: WorkingCalendar,
): CivilDate | null {
  if (expression === null || calendarVersion === null) return null;
  return readPeriod(expression, meetingDate, calendar).find((reading) => reading.rule === rule)?.date ?? null;
}
