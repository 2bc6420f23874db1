import {
  type CivilDate,
  daysBetween,
  previousWorkingDay,
  type WorkingCalendar,
  workingDaysBetween,
} from '#libs/calendar';
import type { CampaignTerms } from './events.ts';

/** Where a campaign stands on a day. Days are counted with both ends: the start is day 1, the end is day `days`. */
export interface Countdown {
  /** The day it is; 0 before the start, `days` after the end. */
  readonly day: number;
  readonly days: number;
  /** How many days are left after this one, the end counted; negative after the end. */
  readonly daysLeft: number;
  /** Of those, the working days; 0 after the end. */
  readonly workingDaysLeft: number;
  /** On which working day at the latest work on it ends: the end itself, or the last working day before it. */
  readonly lastWorkingDay: CivilDate;
}

export function countdown(
  { startDate, endDate }: Pick<CampaignTerms, 'startDate' | 'endDate'>,
  today: CivilDate,
  calendar: WorkingCalendar,
): Countdown {
  const days = daysBetween(startDate, endDate) + 1;
  const isOver = today > endDate;
  const endWorks = workingDaysBetween(calendar, previousWorkingDay(calendar, endDate), endDate) > 0;
  return {
    day: isOver ? days : Math.max(0, daysBetween(startDate, today) + 1),
    days,
    daysLeft: daysBetween(today, endDate),
    workingDaysLeft: isOver ? 0 : workingDaysBetween(calendar, today, endDate),
    lastWorkingDay: endWorks ? endDate : previousWorkingDay(calendar, endDate),
  };
}
