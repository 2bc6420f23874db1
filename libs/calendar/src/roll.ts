import type { CivilDate } from './civil-date.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays, nextWorkingDay, previousWorkingDay } from './working-days.ts';

/**
 * Where a date goes that falls on a day of rest: it stays (`none`), to the working day after (`next`, as the Civil Code
 * has it, art. 203), before (`previous`), or to the second one after (`second-after`, a rule for weekly reports).
 */
export const ROLLS = ['none', 'next', 'previous', 'second-after'] as const;
export type Roll = (typeof ROLLS)[number];

/** A working day is left where it is, whatever the rule. */
export function rolled(calendar: WorkingCalendar, date: CivilDate, roll: Roll): CivilDate {
  if (calendar.isWorkingDay(date)) return date;
  switch (roll) {
    case 'none':
      return date;
    case 'next':
      return nextWorkingDay(calendar, date);
    case 'previous':
      return previousWorkingDay(calendar, date);
    case 'second-after':
      return addWorkingDays(calendar, date, 2);
  }
  return roll satisfies never;
}
