import { type CivilDate, calendarOfDays, type WorkingCalendar } from '#libs/calendar';
import type { AdoptedCalendar } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';

const known = new Map<string, WorkingCalendar>();

/**
 * The calendar by which everybody reckons: the edition that the log says is in force, whichever this server's own is. Before any was told of, its
 * own. The same one each time.
 */
export function calendarInForce(
  adopted: Pick<AdoptedCalendar, 'edition' | 'days'> | null,
  own: WorkingCalendar,
): WorkingCalendar {
  if (adopted === null) return own;
  const key = [adopted.edition, adopted.days.from, own.version].join(' ');
  const calendar = known.get(key) ?? calendarOfDays(adopted.edition, adopted.days, own);
  known.set(key, calendar);
  return calendar;
}

/** The days that are free by the calendar in force and were worked by one that was before it. */
export function daysNowFree(calendars: readonly AdoptedCalendar[], own: WorkingCalendar): CivilDate[] {
  const present = calendarInForce(calendars.at(-1) ?? null, own);
  const earlier = calendars.slice(0, -1).map((one) => calendarInForce(one, own));
  const days = new Set(calendars.flatMap(({ days: { rest, worked } }) => [...rest, ...worked]));
  return [...days].filter((day) => !present.isWorkingDay(day) && earlier.some((one) => one.isWorkingDay(day)));
}

/** The calendar that was in force at an instant; before the first, the first. */
export function calendarAt(calendars: readonly AdoptedCalendar[], at: Instant, own: WorkingCalendar): WorkingCalendar {
  return calendarInForce(calendars.findLast(({ since }) => since <= at) ?? calendars[0] ?? null, own);
}
