import { addDays, type CivilDate, weekday, yearOf } from './civil-date.ts';
import { calendarOf, type WorkingCalendar } from './working-calendar.ts';

/** What an edition of a calendar says of some years, to be kept: the days that are not as the weekday would have them. */
export interface CalendarDays {
  /** The first year and the last. */
  readonly from: number;
  readonly to: number;
  /** Those of the years whose holidays are published. */
  readonly known: readonly number[];
  /** From Monday to Friday, and free. */
  readonly rest: readonly CivilDate[];
  /** On a weekend, and worked. */
  readonly worked: readonly CivilDate[];
}

/** How many years ahead are kept. */
const AHEAD = 10;

/** From the year before to ten years after. */
export function daysAround(calendar: WorkingCalendar, year: number): CalendarDays {
  const [from, to] = [year - 1, year + AHEAD];
  const years = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const rest: CivilDate[] = [];
  const worked: CivilDate[] = [];
  for (let day = `${from}-01-01`; yearOf(day) <= to; day = addDays(day, 1)) {
    const isWorked = calendar.isWorkingDay(day);
    if (isWorked === weekday(day) <= 5) continue;
    (isWorked ? worked : rest).push(day);
  }
  return { from, to, known: years.filter((one) => calendar.knows(one)), rest, worked };
}

/**
 * The calendar that says of these years what was kept. Of the years before it says what `earlier` does, as no notice reaches
 * back so far; of those after, nothing is known.
 */
export function calendarOfDays(version: string, days: CalendarDays, earlier: WorkingCalendar): WorkingCalendar {
  const [rest, worked, known] = [new Set(days.rest), new Set(days.worked), new Set(days.known)];
  return calendarOf(
    version,
    (year) => (year < days.from ? earlier.knows(year) : known.has(year)),
    (date) => {
      if (yearOf(date) < days.from) return earlier.isWorkingDay(date);
      return worked.has(date) || (!rest.has(date) && weekday(date) <= 5);
    },
  );
}

/** The calendar's name in the version of one of its editions: `cn` of `cn/chinese-days-1.5.7`. */
export function nameOfEdition(version: string): string {
  return version.split('/')[0] ?? version;
}

/** Whether a version names another calendar than the other does, or a newer edition of the same. */
export function isNewerEdition(version: string, other: string): boolean {
  if (nameOfEdition(version) !== nameOfEdition(other)) return true;
  const [mine, theirs] = [numbersOf(version), numbersOf(other)];
  const place = mine.findIndex((part, i) => part !== (theirs[i] ?? 0));
  return place >= 0 && (mine[place] ?? 0) > (theirs[place] ?? 0);
}

function numbersOf(version: string): number[] {
  return version
    .slice(version.lastIndexOf('-') + 1)
    .split('.')
    .map(Number);
}
