import { Temporal } from 'temporal-polyfill';
import type { CivilDate } from './civil-date.ts';

// Instants are UTC, ISO 8601 with milliseconds: `2022-10-26T01:00:00.000Z`. Zones are IANA names: `Asia/Shanghai`.

/**
 * The instant at which clocks in the zone show `time` (`09:00`) on that day. A time that the zone skips gives the
 * instant as far after the gap; one that comes twice gives the earlier.
 */
export function instantAt(date: CivilDate, time: string, zone: string): string {
  return instants.get(`${date} ${time} ${zone}`, () => placed(date, time, zone));
}

function placed(date: CivilDate, time: string, zone: string): string {
  const zoned = Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(time),
  });
  return text(zoned.toInstant());
}

/** The civil date that the zone has at the instant. */
export function civilDateAt(instant: string, zone: string): CivilDate {
  // A day in UTC meets two or three of the zone's.
  const met = isPlain(instant) ? daysMet.get(`${instant.slice(0, 10)} ${zone}`, () => daysThatMeet(instant, zone)) : [];
  return met.find(({ until }) => instant < until)?.date ?? dateIn(Temporal.Instant.from(instant), zone);
}

/** The instant at which the day is over in the zone: its following midnight. What is due on a day is late from then on. */
export function endOfDayAt(date: CivilDate, zone: string): string {
  return ends.get(`${date} ${zone}`, () => endOf(date, zone));
}

function endOf(date: CivilDate, zone: string): string {
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

/** As all that is made here: so the order of the texts is that of the instants. */
function isPlain(instant: string): boolean {
  return instant.length === '2022-10-26T01:00:00.000Z'.length && instant.endsWith('Z');
}

function dateIn(instant: Temporal.Instant, zone: string): CivilDate {
  return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
}

function daysThatMeet(instant: string, zone: string): { date: CivilDate; until: string }[] {
  const days: { date: CivilDate; until: string }[] = [];
  const midnight = `${instant.slice(0, 10)}T00:00:00.000Z`;
  const over = text(Temporal.Instant.from(midnight).add({ hours: 24 }));
  for (let from = midnight; from < over; from = days.at(-1)?.until ?? over) {
    const date = dateIn(Temporal.Instant.from(from), zone);
    days.push({ date, until: endOfDayAt(date, zone) });
  }
  return days;
}

/** Answers that were worked out already: the same few days are asked for again and again, and each costs a tenth of a millisecond. */
class Known<Answer> {
  private readonly answers = new Map<string, Answer>();

  get(question: string, workOut: () => Answer): Answer {
    const known = this.answers.get(question);
    if (known !== undefined) return known;
    if (this.answers.size >= 10_000) this.answers.clear();
    const answer = workOut();
    this.answers.set(question, answer);
    return answer;
  }
}

const instants = new Known<string>();
const ends = new Known<string>();
const daysMet = new Known<readonly { date: CivilDate; until: string }[]>();

function text(instant: Temporal.Instant): string {
  return instant.toString({ smallestUnit: 'millisecond' });
}
