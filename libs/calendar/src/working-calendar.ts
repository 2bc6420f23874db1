import tables from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import source from 'chinese-days/package.json' with { type: 'json' };
import type { CivilDate } from './civil-date.ts';
import { weekday } from './civil-date.ts';

/** Which days are worked. */
export interface WorkingCalendar {
  /** Names the calendar and the edition of its tables; stored beside every date that was read with it. */
  readonly version: string;
  /** Whether the holidays of the year are published. For a year that is not known, only weekends are free. */
  knows(year: number): boolean;
  isWorkingDay(date: CivilDate): boolean;
}

// The package's tables are read and not its functions: those go through Date in the zone of the machine, so that west
// of Greenwich every day is the one before; and they answer for years that have no table as if nothing were missing.
const holidays = new Set(Object.keys(tables.holidays));
const makeUpDays = new Set(Object.keys(tables.workdays));

/** The State Council's arrangement of holidays and make-up working days (调休). */
export const chinaCalendar: WorkingCalendar = {
  version: `cn/chinese-days-${source.version}`,
  // A notice for one year may name days of its neighbours, but every notice names its own National Day.
  knows: (year) => holidays.has(`${year}-10-01`),
  isWorkingDay: (date) => makeUpDays.has(date) || (!holidays.has(date) && weekday(date) <= 5),
};

/** Monday to Friday, no holidays. */
export const weekendsCalendar: WorkingCalendar = {
  version: 'weekends',
  knows: () => true,
  isWorkingDay: (date) => weekday(date) <= 5,
};

export type CalendarName = 'cn' | 'weekends';

/** The calendar a deployment names in its settings. */
export function calendarNamed(name: CalendarName): WorkingCalendar {
  return name === 'cn' ? chinaCalendar : weekendsCalendar;
}
