import type { CivilDate } from '../civil-date.ts';
import { yearOf } from '../civil-date.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import { isSettled } from '../working-calendar.ts';
import { fold } from './fold.ts';
import { PERIOD_RULES } from './grammar.ts';
import type { Draft } from './period-rule.ts';
import type { Reading, ReadingContext, Recurrence } from './reading.ts';

const wholly = PERIOD_RULES.map((rule) => ({ rule, pattern: new RegExp(`^(?:${rule.pattern})$`, 'u') }));
const LONGEST_EXPRESSION = 200;

/**
 * All defensible readings of a period expression (`60天`, `the fourth quarter`) said at a meeting of that date, the
 * default first, no date twice, none before the meeting. Empty when the words are no such expression or what they set
 * lies wholly before the meeting. A year that the words do not give is inferred from the meeting's date only where that
 * is plain, the reading then saying so (`assumes`); else the default has no date and asks. Never throws, whatever the
 * words; `meetingDate` must be a civil date.
 * @param year words earlier in the sentence that name the year, as `findPeriods` gives them
 * @param eventDay the day of the event that the expression hangs on (`before the next meeting`), where it is known
 */
export function readPeriod(
  expression: string,
  meetingDate: CivilDate,
  calendar: WorkingCalendar,
  year: string | null = null,
  eventDay: CivilDate | null = null,
): readonly Reading[] {
  const yearNamedBefore = year === null ? null : fold(year);
  const context: ReadingContext = { meetingDate, calendar, yearNamedBefore, eventDay };
  for (const { rule, groups } of rulesOf(expression)) {
    const drafts = rule.read(groups, context);
    if (drafts.length > 0) return drafts.filter(isFirstOfItsDate).flatMap((draft) => readingOf(draft, context));
  }
  return [];
}

/** How an expression comes again (`每月5日前`, `monthly`); null when it does not. Never throws. */
export function readRecurrence(expression: string): Recurrence | null {
  for (const { rule, groups } of rulesOf(expression)) return rule.recurrence?.(groups) ?? null;
  return null;
}

function* rulesOf(expression: string) {
  if (expression.length > LONGEST_EXPRESSION) return;
  const words = fold(expression.trim());
  for (const { rule, pattern } of wholly) {
    const match = pattern.exec(words);
    if (match !== null) yield { rule, groups: match.groups ?? {} };
  }
}

function isFirstOfItsDate({ date }: Draft, i: number, drafts: readonly Draft[]): boolean {
  return i === drafts.findIndex((earlier) => earlier.date === date);
}

const NEEDS_CALENDAR = /working-day|rolled$|days-off$/;

function readingOf(
  { date, rule, asks: question, assumes: assumption }: Draft,
  { meetingDate, calendar }: ReadingContext,
): readonly Reading[] {
  const asks = question ?? null;
  const assumes = assumption ?? null;
  const calendarVersion = NEEDS_CALENDAR.test(rule) ? calendar.version : null;
  if (date === null)
    return [{ date, rule, asks, assumes, calendarVersion: null, workingDay: true, provisional: false }];
  if (date < meetingDate) return [];
  const provisional =
    !isSettled(calendar, date) || (calendarVersion !== null && !knowsFrom(meetingDate, date, calendar));
  return [{ date, rule, asks, assumes, calendarVersion, workingDay: calendar.isWorkingDay(date), provisional }];
}

function knowsFrom(from: CivilDate, to: CivilDate, calendar: WorkingCalendar): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.knows(year)) return false;
  return true;
}
