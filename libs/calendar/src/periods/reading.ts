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

/** One defensible date for a period expression. */
export interface Reading {
  readonly date: CivilDate;
  readonly rule: ReadingRule;
  /** The calendar's version when the date depends on it, else null. */
  readonly calendarVersion: string | null;
  /** Whether the date is a working day; a due date on a free day is worth a remark. */
  readonly workingDay: boolean;
}

/** What an expression is read against. */
export interface ReadingContext {
  readonly meetingDate: CivilDate;
  readonly calendar: WorkingCalendar;
}
