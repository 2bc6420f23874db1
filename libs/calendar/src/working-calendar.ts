import tables from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import source from 'chinese-days/package.json' with { type: 'json' };
import type { CivilDate } from './civil-date.ts';
import { daysOfYear, weekday, yearOf } from './civil-date.ts';

/** Which days are worked. */
export interface WorkingCalendar {
  /** Names the calendar and the edition of its tables; stored beside every date that was read with it. */
  readonly version: string;
  /** Whether the holidays of the year are published. For a year that is not known, only weekends are free. */
  knows(year: number): boolean;
  isWorkingDay(date: CivilDate): boolean;
  /** The working days of a year, in order; worked out once. */
  workingDaysOf(year: number): readonly CivilDate[];
}

// The package's tables are read and not its functions: those go through Date in the zone of the machine, so that west
// of Greenwich every day is the one before; and they answer for years that have no table as if nothing were missing.
const holidays = new Set(Object.keys(tables.holidays));
const makeUpDays = new Set(Object.keys(tables.workdays));

/** The State Council's arrangement of holidays and make-up working days (调休). */
export const chinaCalendar: WorkingCalendar = calendarOf(
  `cn/chinese-days-${source.version}`,
  // A notice for one year may name days of its neighbours, but every notice names its own National Day.
  (year) => holidays.has(`${year}-10-01`),
  (date) => makeUpDays.has(date) || (!holidays.has(date) && weekday(date) <= 5),
);

/** The same as it was known before the notice for the year after `year` was published. */
function chinaCalendarUntil(year: number): WorkingCalendar {
  const isPublished = (date: CivilDate) => date < newYearOfNotice(year + 1);
  return calendarOf(
    `cn-${year}/chinese-days-${source.version}`,
    (asked) => asked <= year && chinaCalendar.knows(asked),
    (date) => (isPublished(date) ? chinaCalendar.isWorkingDay(date) : weekday(date) <= 5),
  );
}

/** Monday to Friday, no holidays. */
export const weekendsCalendar: WorkingCalendar = calendarOf(
  'weekends',
  () => true,
  (date) => weekday(date) <= 5,
);

/** `cn-2025`: as of the time when no notice later than that for 2025 was published. */
export type CalendarName = 'cn' | `cn-${number}` | 'weekends';

export function isCalendarName(name: string): name is CalendarName {
  return name === 'weekends' || /^cn(-20\d\d)?$/.test(name);
}

const named = new Map<CalendarName, WorkingCalendar>([
  ['cn', chinaCalendar],
  ['weekends', weekendsCalendar],
]);

/** The calendar of that name. */
export function calendarNamed(name: CalendarName): WorkingCalendar {
  const calendar = named.get(name) ?? chinaCalendarUntil(Number(name.slice('cn-'.length)));
  named.set(name, calendar);
  return calendar;
}

/**
 * Whether no notice still to come can change if the date is worked. The last days of December wait for the next year's
 * notice too, which may make them part of the New Year holiday.
 */
export function isSettled(calendar: WorkingCalendar, date: CivilDate): boolean {
  const year = yearOf(date);
  return calendar.knows(year) && (date < newYearOfNotice(year + 1) || calendar.knows(year + 1));
}

/** The first day that the notice for a year may speak of. */
function newYearOfNotice(year: number): CivilDate {
  return `${year - 1}-12-29`;
}

/** A calendar from what it says of years and of days; `isWorkingDay` has to say the same of a day each time. */
export function calendarOf(
  version: string,
  knows: (year: number) => boolean,
  isWorkingDay: (date: CivilDate) => boolean,
): WorkingCalendar {
  const years = new Map<number, readonly CivilDate[]>();
  const workingDaysOf = (year: number) => {
    const days = years.get(year) ?? daysOfYear(year).filter(isWorkingDay);
    years.set(year, days);
    return days;
  };
  return { version, knows, isWorkingDay, workingDaysOf };
}
