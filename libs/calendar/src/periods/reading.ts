import type { CivilDate } from '../civil-date.ts';
import type { WorkingCalendar } from '../working-calendar.ts';

/** Every way of coming to a date, or to none, by the id that is stored. `libs/messages` says each (`readings.<id>`). */
export const READING_RULES = [
  'natural-days.after',
  'natural-days.from',
  'natural-days.rolled',
  'natural-days.year-end',
  'working-days.after',
  'working-days.from',
  'months.after',
  'months.from',
  'months.thirty-days',
  'months.rolled',
  'day.named',
  'day.before',
  'day.last-working-day',
  'day.next-working-day',
  'week.end',
  'week.before',
  'week.last-working-day',
  'ten-days.end',
  'ten-days.before',
  'ten-days.last-working-day',
  'month.end',
  'month.before',
  'month.middle',
  'month.last-working-day',
  'quarter.end',
  'quarter.before',
  'quarter.last-working-day',
  'half-year.end',
  'half-year.before',
  'half-year.last-working-day',
  'year.end',
  'year.before',
  'year.early',
  'year.early-quarter',
  'year.last-working-day',
  'five-year-plan.end',
  'five-year-plan.before',
  'five-year-plan.last-working-day',
  'fiscal-year.unknown',
  'fiscal-year.december',
  'fiscal-year.september',
  'fiscal-year.march',
  'fiscal-year.june',
  'season.unknown',
  'season.months',
  'season.solstice',
  'festival.before',
  'festival.before-days-off',
  'festival.day',
  'recurring.none',
  'recurring.first',
  'event.unknown',
  'event.at-meeting',
  'start.unknown',
  'start.at-meeting',
  'open.none',
  'open.at-once',
] as const;
export type ReadingRule = (typeof READING_RULES)[number];

/** What a person has to say before there is a date. `libs/messages` has the question for each (`asks.<id>`). */
export const QUESTIONS = ['year', 'event', 'start', 'fiscal-year', 'season'] as const;
export type Question = (typeof QUESTIONS)[number];

/** What the text leaves out and a date takes for granted. `libs/messages` has a sentence for each (`assumes.<id>`). */
export const ASSUMPTIONS = [
  'year-of-meeting',
  'year-after-meeting',
  'year-named-before',
  'month-of-meeting',
  'month-after-meeting',
  'coming-weekday',
  'dated-as-meeting',
  'event-at-meeting',
  'event-in-text',
  'next-holiday',
] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

/** One defensible date for a period expression, or why there is none. */
export interface Reading {
  /** Null when something must be asked first, or when the words set no single date ("monthly", "as soon as possible"). */
  readonly date: CivilDate | null;
  readonly rule: ReadingRule;
  /** What must be asked to come to a date; null when there is one, or none to be had. */
  readonly asks: Question | null;
  /** What the date takes for granted because the text does not say it; shown beside the date, never silent. */
  readonly assumes: Assumption | null;
  /** The calendar's version when the date depends on it, else null. */
  readonly calendarVersion: string | null;
  /** Whether the date is a working day; a due date on a free day is worth a remark. True without a date. */
  readonly workingDay: boolean;
  /** The holidays that bear on the date are not published yet: the date, or whether it is worked, may still change. */
  readonly provisional: boolean;
}

export interface DatedReading extends Reading {
  readonly date: CivilDate;
}

/** Whether a reading comes to a date. */
export function isDated(reading: Reading): reading is DatedReading {
  return reading.date !== null;
}

/** What an expression is read against. */
export interface ReadingContext {
  readonly meetingDate: CivilDate;
  readonly calendar: WorkingCalendar;
  /** Words earlier in the sentence that name the year (`2023年`, `next year`), in folded text. */
  readonly yearNamedBefore: string | null;
  /** The day of the event that the expression hangs on, where the text gives it elsewhere. */
  readonly eventDay: CivilDate | null;
}

/**
 * What an expression does in its sentence. The first four set a time for something to be done:
 * - `deadline`: it comes to a date (`60天`, `10月底前`, `by the end of Q4`);
 * - `recurring`: it comes again (`每月5日前`, `monthly`): see `readRecurrence`;
 * - `event`: it hangs on something whose date the text does not give (`下次会议前`, `within 10 days of receipt`);
 * - `open`: it urges without a date (`尽快`, `as soon as practicable`).
 * The others are times, but no clocks:
 * - `mention`: a day or a span that is merely named (`10月26日，市长主持召开`, `on October 26`);
 * - `value`: a measure, a standard of service, a term, an age (`一个工作日内办结`, `有效期三年`, `24小时值班`);
 * - `past`: what lies behind (`过去60天`, `截至9月14日`, `2019年以来`).
 */
export const PERIOD_CLASSES = ['deadline', 'recurring', 'event', 'open', 'mention', 'value', 'past'] as const;
export type PeriodClass = (typeof PERIOD_CLASSES)[number];

/** A period that comes again: every `every` of the unit, on a day of it where one is named. */
export interface Recurrence {
  readonly every: number;
  readonly unit:
    | 'hour'
    | 'day'
    | 'working-day'
    | 'week'
    | 'ten-days'
    | 'half-month'
    | 'month'
    | 'quarter'
    | 'half-year'
    | 'year';
  /** Of a year 1 to 12, of a quarter 1 to 3; null when none is named. */
  readonly month: number | null;
  /** Of a week 1 (Monday) to 7; else the day of the month, or an end of the unit. Null when none is named. */
  readonly day: number | 'last' | 'first-working-day' | 'last-working-day' | null;
}
