import lunar from 'chinese-days';
import type { CivilDate } from '../civil-date.ts';
import { addDays, civilDate, weekday } from '../civil-date.ts';

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
  | 'american-labor-day'
  | 'presidents-day'
  | 'columbus-day'
  | 'christmas'
  | 'victoria-day'
  | 'memorial-day'
  | 'easter'
  | { readonly month: number; readonly day: number }
  | { readonly lunarMonth: number; readonly day: number };

const FIXED: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  'new-year': [1, 1],
  'labour-day': [5, 1],
  'national-day': [10, 1],
  christmas: [12, 25],
};
/** Month and day of the lunar calendar. */
const LUNAR: Readonly<Partial<Record<string, readonly [number, number]>>> = {
  'spring-festival': [1, 1],
  'lantern-festival': [1, 15],
  'dragon-boat': [5, 5],
  'mid-autumn': [8, 15],
};

/** The day on or after which the Monday lies that a festival is. */
const MONDAYS: Readonly<Partial<Record<string, string>>> = {
  'american-labor-day': '09-01',
  'presidents-day': '02-15',
  'columbus-day': '10-08',
};

function firstMonday(day: CivilDate): CivilDate {
  return addDays(day, (8 - weekday(day)) % 7);
}

/** The day of the festival in a year; null when it cannot be told. */
export function festivalDay(festival: Festival, year: number): CivilDate | null {
  if (typeof festival !== 'string') {
    if ('month' in festival) return civilDate(year, festival.month, festival.day);
    // The twelfth month lies in the next year of the common calendar.
    const lunarYear = festival.lunarMonth === 12 ? year - 1 : year;
    return lunarDay(lunarYear, festival.lunarMonth, festival.day);
  }
  const fixed = FIXED[festival];
  if (fixed !== undefined) return civilDate(year, ...fixed);
  const lunar = LUNAR[festival];
  if (lunar !== undefined) return lunarDay(year, ...lunar);
  if (festival === 'thanksgiving') return addDays(`${year}-11-22`, (11 - weekday(`${year}-11-22`)) % 7);
  const monday = MONDAYS[festival];
  if (monday !== undefined) return firstMonday(`${year}-${monday}`);
  if (festival === 'victoria-day') return addDays(`${year}-05-24`, 1 - weekday(`${year}-05-24`));
  if (festival === 'memorial-day') return addDays(`${year}-05-31`, 1 - weekday(`${year}-05-31`));
  if (festival === 'easter') return easterIn(year);
  // Qingming, from the sun's course: good for the years 1901 to 2099.
  const inCentury = year % 100;
  return civilDate(year, 4, Math.floor(inCentury * 0.2422 + (year < 2000 ? 5.59 : 4.81)) - Math.floor(inCentury / 4));
}

/** Easter Sunday of the Gregorian calendar, by the rule of Gauss as Meeus gives it. */
function easterIn(year: number): CivilDate | null {
  const century = Math.floor(year / 100);
  const golden = year % 19;
  const epact = (19 * golden + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30;
  const full = epact - (epact > 28 || (epact === 28 && golden > 10) ? 1 : 0);
  const moon = addDays(`${year}-03-21`, full);
  return addDays(moon, 7 - (weekday(moon) % 7));
}

const LUNAR_YEARS = { first: 1900, last: 2100 };
const FIRST_NEW_YEAR = '1900-01-31';

/**
 * By the lengths of the lunar months, which are tables: the calendar of `Intl` reckons the moon, and is a day off where
 * it is new near midnight, as in February 2027.
 */
function lunarDay(year: number, month: number, day: number): CivilDate | null {
  if (year < LUNAR_YEARS.first || year > LUNAR_YEARS.last) return null;
  let days = day - 1;
  for (let before = LUNAR_YEARS.first; before < year; before += 1) days += monthsUntil(before, 13);
  return addDays(FIRST_NEW_YEAR, days + monthsUntil(year, month));
}

/** The days of a lunar year before its month, a leap month among them. */
function monthsUntil(year: number, month: number): number {
  const { leapMonth, days } = lunar.getYearLeapMonth(year);
  let sum = leapMonth !== undefined && leapMonth < month ? days : 0;
  for (let before = 1; before < month; before += 1) sum += lunar.monthDays(year, before);
  return sum;
}
