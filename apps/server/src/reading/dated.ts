import type { DatedReading } from '#libs/calendar';
import type { Deadline } from '#libs/directives';

/** A reading as the log keeps it: with what it takes for granted, and whether the holidays were known. */
export function dated(
  reading: Pick<DatedReading, 'date' | 'calendarVersion' | 'assumes' | 'provisional'> & { readonly rule: string },
  expression: string,
): Deadline {
  const { date, rule, calendarVersion, assumes, provisional } = reading;
  return {
    ...{ date, rule, expression, calendarVersion },
    ...(assumes && { assumes }),
    ...(provisional && { provisional }),
  };
}
