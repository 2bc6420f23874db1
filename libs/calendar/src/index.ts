// Periods, the words of a text that say by when. `findPeriods(text)` gives those that set a time for something to be
// done, with their offsets and what they are (`class`); `readPeriod(expression, meetingDate, calendar)` gives every
// defensible reading of one, the default first: a date with the rule that gave it and what it takes for granted, or no
// date with the question that has to be asked first. `isDated` picks out the readings that have a date.
export {
  type CalendarDays,
  calendarOfDays,
  daysAround,
  isNewerEdition,
  nameOfEdition,
} from './calendar-days.ts';
export type { CivilDate } from './civil-date.ts';
export {
  addDays,
  addMonths,
  civilDate,
  daysBetween,
  endOfMonth,
  endOfQuarter,
  endOfYear,
  isCivilDate,
  monthOf,
  weekday,
  weekOf,
  yearOf,
} from './civil-date.ts';
export { civilDateAt, endOfDayAt, instantAt, isZone } from './instant.ts';
export type { FoundPeriod } from './periods/find-periods.ts';
export { findPeriods, findTimes } from './periods/find-periods.ts';
export { readPeriod, readRecurrence } from './periods/read-period.ts';
export type {
  Assumption,
  DatedReading,
  PeriodClass,
  Question,
  Reading,
  ReadingRule,
  Recurrence,
} from './periods/reading.ts';
export { ASSUMPTIONS, isDated, PERIOD_CLASSES, QUESTIONS, READING_RULES } from './periods/reading.ts';
export { ROLLS, type Roll, rolled } from './roll.ts';
export type { CalendarName, WorkingCalendar } from './working-calendar.ts';
export {
  calendarNamed,
  calendarOf,
  chinaCalendar,
  isCalendarName,
  isSettled,
  weekendsCalendar,
} from './working-calendar.ts';
export { addWorkingDays, nextWorkingDay, previousWorkingDay, workingDaysBetween } from './working-days.ts';
