import type { CivilDate } from '../civil-date.ts';
import { addDays, civilDate, daysBetween, weekday } from '../civil-date.ts';

/** A day of the year that people set limits by. */
export type Festival =
  | 'new-year'
  | 'spring-festival'
  | 'lantern-festival'
  | 'qingming'
  | 'labour-day'
  | 'dragon-boat'
  | 'mid-autumn'
  | 'national-day'
  | 'thanksgiving'
  | 'christmas'
  | { readonly month: number; readonly day: number };

const FIXED: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  'new-year': [1, 1],
  'labour-day': [5, 1],
  'national-day': [10, 1],
  christmas: [12, 25],
};
/** Day and month of the lunar calendar, and the days of ours on which they may fall. */
const LUNAR: Readonly<Partial<Record<string, readonly [string, string, string]>>> = {
  'spring-festival': ['1/1', '01-20', '02-22'],
  'lantern-festival': ['1/15', '02-03', '03-08'],
  'dragon-boat': ['5/5', '05-27', '06-27'],
  'mid-autumn': ['8/15', '09-06', '10-10'],
};

/** The day of the festival in a year; null when it cannot be told. */
export function festivalDay(festival: Festival, year: number): CivilDate | null {
  if (typeof festival !== 'string') return civilDate(year, festival.month, festival.day);
  const fixed = FIXED[festival];
  if (fixed !== undefined) return civilDate(year, ...fixed);
  const lunar = LUNAR[festival];
  if (lunar !== undefined) return lunarDay(year, ...lunar);
  if (festival === 'thanksgiving') return addDays(`${year}-11-22`, (11 - weekday(`${year}-11-22`)) % 7);
  // Qingming, from the sun's course: good for the years 1901 to 2099.
  const inCentury = year % 100;
  return civilDate(year, 4, Math.floor(inCentury * 0.2422 + (year < 2000 ? 5.59 : 4.81)) - Math.floor(inCentury / 4));
}

const lunarCalendar = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });
const MS_PER_DAY = 86_400_000;

function lunarDay(year: number, monthAndDay: string, from: string, to: string): CivilDate | null {
  for (let day = `${year}-${from}`; day <= `${year}-${to}`; day = addDays(day, 1)) {
    if (lunarCalendar.format(daysBetween('1970-01-01', day) * MS_PER_DAY) === monthAndDay) return day;
  }
  return null;
}
