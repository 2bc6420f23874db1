export type { CivilDate } from './civil-date.ts';
export {
  addDays,
  daysBetween,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  isCivilDate,
  monthOf,
  weekday,
  yearOf,
} from './civil-date.ts';
export { civilDateAt, endOfDayAt, instantAt, isZone } from './instant.ts';
export type { FoundPeriod } from './periods/read-period.ts';
export { findPeriods, readPeriod } from './periods/read-period.ts';
export type { Reading, ReadingRule } from './periods/reading.ts';
export { READING_RULES } from './periods/reading.ts';
export type { WorkingCalendar } from './working-calendar.ts';
export { calendarNamed, chinaCalendar, weekendsCalendar } from './working-calendar.ts';
export { addWorkingDays, nextWorkingDay, previousWorkingDay, workingDaysBetween } from './working-days.ts';
