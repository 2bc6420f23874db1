import { Temporal } from 'temporal-polyfill';
import type { CivilDate } from './civil-date.ts';

// Instants are UTC, ISO 8601 with milliseconds: `2022-10-26T01:00:00.000Z`. Zones are IANA names: `Asia/Shanghai`.

/**
 * The instant at which clocks in the zone show `time` (`09:00`) on that day. A time that the zone skips gives the
 * instant as far after the gap; one that comes twice gives the earlier.
 */
export function instantAt(date: CivilDate, time: string, zone: string): string {
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(time),
  });
  return text(zoned.toInstant());
}

/** The civil date that the zone has at the instant. */
export function civilDateAt(instant: string, zone: string): CivilDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The instant at which the day is over in the zone: its following midnight. What is due on a day is late from then on. */
export function endOfDayAt(date: CivilDate, zone: string): string {
  const next = Temporal.PlainDate.from(date).add({ days: 1 });
  return text(next.toZonedDateTime({ timeZone: zone }).toInstant());
}

/** True for a time zone that this machine knows by that name. Never throws. */
export function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

function text(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}
