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
 * The end of a stretch: its last calendar day, or the last working day in it; never rolled out of it. `before` it is
 * the day before it starts when a whole month or year is named (12月前); of a shorter or longer stretch (三季度前) its
 * end is meant as a rule. Either way the other is a reading too.
 */
export function endOf({ unit, start, end }: Stretch, before: boolean, calendar: WorkingCalendar): readonly Draft[] {
  const drafts: Draft[] = [{ rule: `${unit}.end`, date: end }];
  const dayBefore = { rule: `${unit}.before`, date: addDays(start, -1) } as const;
  if (before && (unit === 'month' || unit === 'year')) drafts.unshift(dayBefore);
  if (!calendar.isWorkingDay(end)) {
    const worked = previousWorkingDay(calendar, end);
    if (worked >= start) drafts.push({ rule: `${unit}.last-working-day`, date: worked });
  }
  if (before) drafts.push(dayBefore);
  return drafts;
}

/**
 * A day that is named. "Before" it (10月31日前) counts it in as Chinese offices use the word, though to the letter the day
 * before is the last. On a free day the neighbouring working days are readings.
 */
export function onDay(date: CivilDate, before: boolean, calendar: WorkingCalendar): readonly Draft[] {
  const drafts: Draft[] = [{ rule: 'day.named', date }];
  if (before) drafts.push({ rule: 'day.before', date: addDays(date, -1) });
  if (!calendar.isWorkingDay(date)) {
    drafts.push({ rule: 'day.last-working-day', date: previousWorkingDay(calendar, date) });
    drafts.push({ rule: 'day.next-working-day', date: nextWorkingDay(calendar, date) });
  }
  return drafts;
}

/** The readings of a day with the day before it as the default, where `before` is meant to the letter, as in English. */
export function toTheLetter(drafts: readonly Draft[], before: boolean): readonly Draft[] {
  if (!before) return drafts;
  const rank = ({ date, rule }: Draft) => (date === null ? 0 : rule === 'day.before' ? 1 : 2);
  return drafts.toSorted((a, b) => rank(a) - rank(b));
}
