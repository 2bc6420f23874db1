import type { CivilDate } from '#libs/calendar';
import type { Deadline } from '#libs/directives';

/** The deadline a clerk means by a date: the reading of the clock that gave it, else one set by hand; null: standing. */
export function deadlineOn(date: CivilDate | null, readings: readonly Deadline[] = []): Deadline | null {
  if (date === null) return null;
  return (
    readings.find((reading) => reading.date === date) ?? {
      date,
      rule: 'set-by-hand',
      expression: null,
      calendarVersion: null,
    }
  );
}
