import type { CivilDate } from '../civil-date.ts';
import { addDays, addMonths, civilDate, endOfMonth, monthOf, weekday, yearOf } from '../civil-date.ts';
import { nextWorkingDay, previousWorkingDay } from '../working-days.ts';
import { nthWeekday } from './days.ts';
import type { Draft, Groups, PeriodRule } from './period-rule.ts';
import type { ReadingContext, Recurrence } from './reading.ts';

/** What comes again has no single date; where a day is named, the first time after the meeting is read. */
export function recurringFrom(recurrenceOf: (groups: Groups) => Recurrence | null): PeriodRule['read'] {
  return (groups, context): readonly Draft[] => {
    const recurrence = recurrenceOf(groups);
    if (recurrence === null) return [];
    const first = firstOf(recurrence, context);
    return [first === null ? { rule: 'recurring.none', date: null } : { rule: 'recurring.first', date: first }];
  };
}

/** The first nth such day of the week of a month (每月第一个周二, the last Friday of each month) not before the meeting. */
export function nthWeekdayFrom(nth: number | 'last', day: number, { meetingDate }: ReadingContext): readonly Draft[] {
  for (const months of [0, 1, 2]) {
    const at = addMonths(`${meetingDate.slice(0, -2)}01`, months);
    const date = nthWeekday(yearOf(at), monthOf(at), nth, day);
    if (date !== null && date >= meetingDate) return [{ rule: 'recurring.first', date }];
  }
  return [];
}

const MONTHS_IN: Readonly<Partial<Record<Recurrence['unit'], number>>> = {
  month: 1,
  quarter: 3,
  'half-year': 6,
  year: 12,
};

/** The first such day not before the meeting; null when no day is named. */
function firstOf({ unit, month, day }: Recurrence, context: ReadingContext): CivilDate | null {
  const { meetingDate } = context;
  if (day === null) return null;
  if (unit === 'week')
    return addDays(meetingDate, ((typeof day === 'number' ? day : 7) - weekday(meetingDate) + 7) % 7);
  const length = MONTHS_IN[unit];
  if (length === undefined) return null;
  const inUnit = month ?? (day === 'last' || day === 'last-working-day' ? length : 1);
  const start = Math.floor((monthOf(meetingDate) - 1) / length) * length;
  for (const units of [0, 1]) {
    const at = addMonths(`${meetingDate.slice(0, 4)}-01-01`, start + units * length + inUnit - 1);
    const date = dayOf(yearOf(at), monthOf(at), day, context);
    if (date !== null && date >= meetingDate) return date;
  }
  return null;
}

function dayOf(
  year: number,
  month: number,
  day: NonNullable<Recurrence['day']>,
  { calendar }: ReadingContext,
): CivilDate | null {
  const end = endOfMonth(year, month);
  const start = `${end.slice(0, -2)}01`;
  switch (day) {
    case 'last':
      return end;
    case 'last-working-day':
      return previousWorkingDay(calendar, addDays(end, 1));
    case 'first-working-day':
      return nextWorkingDay(calendar, addDays(start, -1));
    default:
      return civilDate(year, month, day);
  }
}
