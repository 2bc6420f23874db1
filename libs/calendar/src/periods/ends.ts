import type { CivilDate } from '../civil-date.ts';
import { addDays } from '../civil-date.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import { nextWorkingDay, previousWorkingDay } from '../working-days.ts';
import type { Draft } from './period-rule.ts';

/** A stretch of the calendar that has an end, and the day it starts on. */
export interface Stretch {
  readonly unit: 'week' | 'ten-days' | 'month' | 'quarter' | 'half-year' | 'year' | 'five-year-plan';
  readonly start: CivilDate;
  readonly end: CivilDate;
}

/**
 * The end of a stretch: its last calendar day, or the last working day in it; never rolled out of it. `before` the
 * stretch, as in 12月前, is the day before it starts, though its end is often meant.
 */
export function endOf({ unit, start, end }: Stretch, before: boolean, calendar: WorkingCalendar): readonly Draft[] {
  const drafts: Draft[] = [{ rule: `${unit}.end`, date: end }];
  if (before) drafts.unshift({ rule: `${unit}.before`, date: addDays(start, -1) });
  if (!calendar.isWorkingDay(end)) {
    const worked = previousWorkingDay(calendar, end);
    if (worked >= start) drafts.push({ rule: `${unit}.last-working-day`, date: worked });
  }
  return drafts;
}

/**
 * A day that is named. "Before" it includes it in Chinese usage (10月31日前), and leaves it out in English ("before
 * March 31"); either way the other is a reading too. On a free day the neighbouring working days are readings.
 */
export function onDay(
  date: CivilDate,
  before: 'no' | 'inclusive' | 'exclusive',
  calendar: WorkingCalendar,
): readonly Draft[] {
  const named: Draft = { rule: 'day.named', date };
  const earlier: Draft = { rule: 'day.before', date: addDays(date, -1) };
  const drafts = before === 'exclusive' ? [earlier, named] : before === 'inclusive' ? [named, earlier] : [named];
  if (!calendar.isWorkingDay(date)) {
    drafts.push({ rule: 'day.last-working-day', date: previousWorkingDay(calendar, date) });
    drafts.push({ rule: 'day.next-working-day', date: nextWorkingDay(calendar, date) });
  }
  return drafts;
}
