import type { CivilDate } from '../civil-date.ts';
import type { WorkingCalendar } from '../working-calendar.ts';

/** Every way of counting, by the id that is stored. `libs/messages` has a sentence for each (`readings.<id>`). */
export const READING_RULES = [
  'natural-days.after',
  'natural-days.from',
  'natural-days.rolled',
  'natural-days.year-end',
  'working-days.after',
  'working-days.from',
  'quarter.end',
  'quarter.last-working-day',
  'month.end',
  'month.last-working-day',
  'year.end',
  'year.last-working-day',
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
}
