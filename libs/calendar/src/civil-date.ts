import { Temporal } from 'temporal-polyfill';

/** A day on the calendar, without time or zone: `2022-10-26`. Such strings sort as time does. */
export type CivilDate = string;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** True for `YYYY-MM-DD` that names a day that exists (not `2022-02-30`). Never throws. */
export function isCivilDate(text: unknown): text is CivilDate {
  if (typeof text !== 'string' || !SHAPE.test(text)) return false;
  try {
    plain(text);
    return true;
  } catch {
    return false;
  }
}

/** The day `days` later; earlier when negative. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return plain(date).add({ days }).toString();
}

/** How many days `to` is after `from`; negative when before. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return plain(from).until(plain(to), { largestUnit: 'days' }).days;
}

/** Day of the week as ISO 8601 has it: Monday 1 to Sunday 7. */
export function weekday(date: CivilDate): number {
  return plain(date).dayOfWeek;
}

/** The year a date lies in. */
export function yearOf(date: CivilDate): number {
  return Number(date.slice(0, -6));
}

/** The day so many months later; the month's last day where it has no such day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return plain(date).add({ months }).toString();
}

/** A day by its numbers; null when there is none such (31 June). */
export function civilDate(year: number, month: number, day: number): CivilDate | null {
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return isCivilDate(text) ? text : null;
}

/** All days of a year, in order. */
export function daysOfYear(year: number): readonly CivilDate[] {
  const days: CivilDate[] = [];
  for (let month = 1; month <= 12; month += 1) {
    const last = endOfMonth(year, month);
    const stem = last.slice(0, -2);
    for (let day = 1; day <= Number(last.slice(-2)); day += 1) days.push(stem + two(day));
  }
  return days;
}

/** The last day of a month, 1 to 12, of a year. */
export function endOfMonth(year: number, month: number): CivilDate {
  return Temporal.PlainDate.from({ year, month, day: 31 }, { overflow: 'constrain' }).toString();
}

/** The last day of a quarter, 1 to 4, of a year. */
export function endOfQuarter(year: number, quarter: number): CivilDate {
  return endOfMonth(year, quarter * 3);
}

/** The last day of a year. */
export function endOfYear(year: number): CivilDate {
  return endOfMonth(year, 12);
}

/** The ISO 8601 week a date lies in, `2022-W44`; its year is that of its Thursday. */
export function weekOf(date: CivilDate): string {
  const { yearOfWeek = yearOf(date), weekOfYear = 0 } = plain(date);
  return `${yearOfWeek}-W${two(weekOfYear)}`;
}

/** The month, 1 to 12, a date lies in. */
export function monthOf(date: CivilDate): number {
  return Number(date.slice(-5, -3));
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

function plain(date: CivilDate): Temporal.PlainDate {
  return Temporal.PlainDate.from(date);
}
