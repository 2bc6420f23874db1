import { addDays, type CivilDate } from '#libs/calendar';

/** Over how many days back the two rates are taken that the forecast rests on. */
const SPANS = [7, 28] as const;

/** When all will be done; null: never, at that rate. */
export interface Forecast {
  readonly earliest: CivilDate | null;
  readonly latest: CivilDate | null;
}

/**
 * The days on which all of `scope` is done if closing goes on as in the last 7 days, and as in the last 28 (or since the
 * first day, when that is later): the sooner and the later of the two. `done` is the count at the end of each day, the
 * last one today; null while nothing was closed in those days, and nothing can be said.
 */
export function forecast(done: readonly number[], scope: number, today: CivilDate): Forecast | null {
  const now = done.at(-1) ?? 0;
  if (now >= scope) return { earliest: today, latest: today };
  const days = SPANS.map((span) => {
    const back = Math.min(span, done.length - 1);
    const rate = back > 0 ? (now - (done.at(-1 - back) ?? 0)) / back : 0;
    return rate > 0 ? Math.ceil((scope - now) / rate) : null;
  });
  const known = days.filter((day) => day !== null);
  if (known.length === 0) return null;
  return {
    earliest: addDays(today, Math.min(...known)),
    latest: known.length < days.length ? null : addDays(today, Math.max(...known)),
  };
}
