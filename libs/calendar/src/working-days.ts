import type { CivilDate } from './civil-date.ts';
import { addDays } from './civil-date.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * The `n`th working day after the date, or before it when `n` is negative; the date itself, worked or not, for 0.
 * The start day is not counted.
 */
export function addWorkingDays(calendar: WorkingCalendar, date: CivilDate, n: number): CivilDate {
  const step = Math.sign(n);
  let day = date;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step);
    if (calendar.isWorkingDay(day)) left -= 1;
  }
  return day;
}

/**
 * How many working days one passes on the way from one date to the other: the start is not counted, the end is.
 * Negative when `to` is before `from`. Undoes `addWorkingDays`.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: CivilDate, to: CivilDate): number {
  const step = to < from ? -1 : 1;
  let passed = 0;
  for (let day = from; day !== to; ) {
    day = addDays(day, step);
    if (calendar.isWorkingDay(day)) passed += step;
  }
  return passed;
}

/** The first working day after the date, never the date itself. */
export function nextWorkingDay(calendar: WorkingCalendar, date: CivilDate): CivilDate {
  return addWorkingDays(calendar, date, 1);
}

/** The last working day before the date, never the date itself. */
export function previousWorkingDay(calendar: WorkingCalendar, date: CivilDate): CivilDate {
  return addWorkingDays(calendar, date, -1);
}
