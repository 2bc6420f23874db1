import type { CivilDate } from '../civil-date.ts';
import { addDays, addMonths, civilDate, endOfMonth, monthOf, weekday, yearOf } from '../civil-date.ts';
import { onDay } from './ends.ts';
import type { Draft } from './period-rule.ts';
import type { ReadingContext } from './reading.ts';
import { inYear } from './year-meant.ts';

/** A day of a month, the year as `inYear` has it; none when there is no such day. */
export function monthDay(
  { year, month, day }: { year: string | undefined; month: number | null; day: number | null },
  before: boolean,
  context: ReadingContext,
): readonly Draft[] {
  return inYear(year, context, (meant) => on(civilDate(meant, month ?? 0, day ?? 0), before, context));
}

/** A day of the month so many after the meeting's. */
export function dayOfMonthAhead(
  months: number,
  day: number,
  before: boolean,
  context: ReadingContext,
): readonly Draft[] {
  const at = addMonths(firstOfMonth(context), months);
  return on(civilDate(yearOf(at), monthOf(at), day), before, context);
}

/** A day of a month that is not named: the meeting's, or the next one when that day is over. */
export function dayOfMonth(day: number, before: boolean, context: ReadingContext): readonly Draft[] {
  const { meetingDate } = context;
  const date = civilDate(yearOf(meetingDate), monthOf(meetingDate), day);
  if (date !== null && date >= meetingDate) {
    return on(date, before, context).map((draft) => ({ ...draft, assumes: 'month-of-meeting' }));
  }
  return dayOfMonthAhead(1, day, before, context).map((draft) => ({ ...draft, assumes: 'month-after-meeting' }));
}

/** The nth such day of the week in a month, or its `last`; null when the month has none, or is none. */
export function nthWeekday(year: number, month: number, nth: number | 'last', day: number): CivilDate | null {
  const start = civilDate(year, month, 1);
  if (start === null) return null;
  const first = addDays(start, (day - weekday(start) + 7) % 7);
  const end = endOfMonth(year, month);
  const date = nth === 'last' ? addDays(end, -((weekday(end) - day + 7) % 7)) : addDays(first, (nth - 1) * 7);
  return date <= end ? date : null;
}

/** So many days after the meeting. */
export function daysAhead(days: number, { meetingDate, calendar }: ReadingContext): readonly Draft[] {
  return onDay(addDays(meetingDate, days), false, calendar);
}

function on(date: CivilDate | null, before: boolean, { calendar }: ReadingContext): readonly Draft[] {
  return date === null ? [] : onDay(date, before, calendar);
}

function firstOfMonth({ meetingDate }: ReadingContext): CivilDate {
  return `${meetingDate.slice(0, -2)}01`;
}
