import type { CivilDate } from '../civil-date.ts';
import { addDays, addMonths, daysBetween, endOfYear, yearOf } from '../civil-date.ts';
import { addWorkingDays, nextWorkingDay } from '../working-days.ts';
import type { Draft } from './period-rule.ts';
import type { ReadingContext } from './reading.ts';

/** How long something may take, in its unit. */
export interface Length {
  readonly n: number;
  readonly unit: 'day' | 'natural-day' | 'working-day' | 'month';
  /** The words set a limit ("within"), so that a push to the end of the year is not meant. */
  readonly limit: boolean;
}

/** Where a length is counted from: the meeting, a document of its date, or what the text gives no date of. */
export type Anchor = 'meeting' | 'document' | 'event' | 'start';

/**
 * A length counted from its anchor. By the Civil Code, art. 201, the day it starts on is not counted: the day after is
 * day 1; by art. 202 months end on the day of the same number, or on the month's last. From an event the date is asked
 * for, and what it would be if that were on the meeting's day is offered; unless the text gives the event's day.
 */
export function lengthFrom(anchor: Anchor, length: Length, context: ReadingContext): readonly Draft[] {
  if (!isLength(length)) return [];
  if (anchor === 'event' && context.eventDay !== null) {
    const drafts = counted(length, { ...context, meetingDate: context.eventDay });
    return drafts.map((draft) => ({ ...draft, assumes: 'event-in-text' }));
  }
  const drafts = counted(length, context);
  if (anchor === 'meeting') return drafts;
  if (anchor === 'document') return drafts.map((draft) => ({ ...draft, assumes: 'dated-as-meeting' }));
  const [first] = drafts;
  const date = first?.date ?? null;
  return [
    { rule: `${anchor}.unknown`, date: null, asks: anchor },
    { rule: `${anchor}.at-meeting`, date, assumes: 'event-at-meeting' },
  ];
}

function counted({ n, unit, limit }: Length, context: ReadingContext): readonly Draft[] {
  switch (unit) {
    case 'working-day':
      return workingDays(n, context);
    case 'month':
      return [...months(n, context), ...untilYearEnd(addMonths(context.meetingDate, n), limit, context)];
    case 'natural-day':
      return naturalDays(n, context);
    case 'day': {
      const { meetingDate, calendar } = context;
      const drafts = [...naturalDays(n, context), ...untilYearEnd(addDays(meetingDate, n), limit, context)];
      return [...drafts, { rule: 'working-days.after', date: addWorkingDays(calendar, meetingDate, n) }];
    }
  }
}

/** Nobody sets a limit of decades in days; a made-up one is none. */
function isLength({ n, unit }: Length): boolean {
  return n >= 1 && n <= (unit === 'month' ? 600 : 1000);
}

/** A push is meant as the last days of the year only when it fits into what remains of it and nearly fills it. */
function untilYearEnd(end: CivilDate, limit: boolean, { meetingDate }: ReadingContext): readonly Draft[] {
  const yearEnd = endOfYear(yearOf(meetingDate));
  const fills = 4 * daysBetween(meetingDate, end) >= 3 * daysBetween(meetingDate, yearEnd);
  return !limit && end <= yearEnd && fills ? [{ rule: 'natural-days.year-end', date: yearEnd }] : [];
}

function naturalDays(n: number, { meetingDate, calendar }: ReadingContext): readonly Draft[] {
  const after = addDays(meetingDate, n);
  return [
    { rule: 'natural-days.after', date: after },
    { rule: 'natural-days.from', date: addDays(after, -1) },
    ...rolled('natural-days.rolled', after, calendar),
  ];
}

function workingDays(n: number, { meetingDate, calendar }: ReadingContext): readonly Draft[] {
  const drafts: Draft[] = [{ rule: 'working-days.after', date: addWorkingDays(calendar, meetingDate, n) }];
  if (calendar.isWorkingDay(meetingDate)) {
    drafts.push({ rule: 'working-days.from', date: addWorkingDays(calendar, meetingDate, n - 1) });
  }
  return drafts;
}

function months(n: number, { meetingDate, calendar }: ReadingContext): readonly Draft[] {
  const after = addMonths(meetingDate, n);
  return [
    { rule: 'months.after', date: after },
    { rule: 'months.from', date: addDays(after, -1) },
    ...rolled('months.rolled', after, calendar),
    ...(n <= 12 ? [{ rule: 'months.thirty-days', date: addDays(meetingDate, n * 30) } as const] : []),
  ];
}

function rolled(
  rule: 'natural-days.rolled' | 'months.rolled',
  date: CivilDate,
  calendar: ReadingContext['calendar'],
): readonly Draft[] {
  return calendar.isWorkingDay(date) ? [] : [{ rule, date: nextWorkingDay(calendar, date) }];
}
