import type { CivilDate } from './civil-date.ts';
import { yearOf } from './civil-date.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/**
 * The `n`th working day after the date, or before it when `n` is negative; the date itself, worked or not, for 0.
 * The start day is not counted. The years' tables are looked up, so that a long count costs no more than a short one.
 */
export function addWorkingDays(calendar: WorkingCalendar, date: CivilDate, n: number): CivilDate {
  if (n === 0) return date;
  let year = yearOf(date);
  let days = calendar.workingDaysOf(year);
  let place = n > 0 ? countUntil(days, date, true) + n - 1 : countUntil(days, date, false) + n;
  while (place >= days.length) {
    place -= days.length;
    year += 1;
    days = calendar.workingDaysOf(year);
  }
  while (place < 0) {
    year -= 1;
    days = calendar.workingDaysOf(year);
    place += days.length;
  }
  return days[place] ?? date;
}

/**
 * How many working days one passes on the way from one date to the other: the start is not counted, the end is.
 * Negative when `to` is before `from`. Undoes `addWorkingDays`.
 */
export function workingDaysBetween(calendar: WorkingCalendar, from: CivilDate, to: CivilDate): number {
  const isBack = to < from;
  const [first, last] = isBack ? [to, from] : [from, to];
  let passed = countUntil(calendar.workingDaysOf(yearOf(last)), last, !isBack);
  for (let year = yearOf(last) - 1; year >= yearOf(first); year -= 1) passed += calendar.workingDaysOf(year).length;
  passed -= countUntil(calendar.workingDaysOf(yearOf(first)), first, !isBack);
  return isBack && passed !== 0 ? -passed : passed;
}

/** The first working day after the date, never the date itself. */
export function nextWorkingDay(calendar: WorkingCalendar, date: CivilDate): CivilDate {
  return addWorkingDays(calendar, date, 1);
}

/** The last working day before the date, never the date itself. */
export function previousWorkingDay(calendar: WorkingCalendar, date: CivilDate): CivilDate {
  return addWorkingDays(calendar, date, -1);
}

/** How many of the days, which are in order, come before the date, or on it when `inclusive`. */
function countUntil(days: readonly CivilDate[], date: CivilDate, inclusive: boolean): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const day = days[middle] ?? date;
    if (day < date || (inclusive && day === date)) low = middle + 1;
    else high = middle;
  }
  return low;
}
