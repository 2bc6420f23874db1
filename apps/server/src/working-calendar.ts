import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { calendarNamed, calendarOf, isCalendarName, type WorkingCalendar, weekday } from '#libs/calendar';

/** The injection token of the deployment's `WorkingCalendar`. */
export const WORKING_CALENDAR = Symbol('WORKING_CALENDAR');

/** `cn`, `cn-2025` (as it was then), `weekends`, or a country by its ISO 3166 code, with its part where holidays are a part's own: `US`, `DE-BY`. */
export type CalendarSetting = string;

const known = new Map<string, WorkingCalendar>();

/** The calendar that a deployment names in its settings; null when there is none of that name. The same one each time. */
export function workingCalendarNamed(name: CalendarSetting): WorkingCalendar | null {
  if (isCalendarName(name)) return calendarNamed(name);
  const calendar = known.get(name) ?? calendarOfCountry(name);
  if (calendar) known.set(name, calendar);
  return calendar;
}

/** As `workingCalendarNamed`, for a name that was looked at when the settings were read. */
export function settledCalendar(name: CalendarSetting): WorkingCalendar {
  const calendar = workingCalendarNamed(name);
  if (!calendar) throw new Error(`There is no working calendar ${name}`);
  return calendar;
}

/**
 * Monday to Friday without the public holidays of a country or part of one, those that are moved to a weekday among them. They
 * follow from rules, so that every year is known.
 */
function calendarOfCountry(name: string): WorkingCalendar | null {
  const [country = '', ...parts] = name.split('-');
  // Loaded by those who need it alone: it holds the rules of all countries.
  const required = createRequire(import.meta.url);
  const Rules: typeof Holidays = required('date-holidays');
  const { version }: { version: string } = required('date-holidays/package.json');
  const every = new Rules();
  const isThere =
    Object.hasOwn(every.getCountries(), country) &&
    (parts[0] === undefined || Object.hasOwn(every.getStates(country) ?? {}, parts[0])) &&
    (parts[1] === undefined || Object.hasOwn(every.getRegions(country, parts[0] ?? '') ?? {}, parts[1])) &&
    parts.length <= 2;
  if (!isThere) return null;
  const [state = '', region = ''] = parts;
  const rules = new Rules(country, state, region);
  const years = new Map<string, ReadonlySet<string>>();
  // The text of the day and not its instant, which lies in the zone of the place.
  const holidaysOf = (year: string) => {
    const days = years.get(year) ?? new Set(rules.getHolidays(Number(year)).flatMap(publicDay));
    years.set(year, days);
    return days;
  };
  return calendarOf(
    `${name}/date-holidays-${version}`,
    () => true,
    (date) => weekday(date) <= 5 && !holidaysOf(date.slice(0, 4)).has(date),
  );
}

function publicDay({ type, date }: { type: string; date: string }): string[] {
  return type === 'public' ? [date.slice(0, 10)] : [];
}
