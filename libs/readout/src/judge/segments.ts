import type { FoundPeriod } from '#libs/calendar';
import type { Span } from '../span.ts';

/** Classes of periods that set a time of their own, so that a second one begins a second thing to do. */
const SETS_TIME = new Set<FoundPeriod['class']>(['deadline', 'event', 'recurring']);

export function setsTime(period: FoundPeriod): boolean {
  return SETS_TIME.has(period.class);
}

/** Whether words are a time and hardly more, so that what is to be done by it comes behind. */
function isBare(words: Span, timed: readonly FoundPeriod[]): boolean {
  let rest = words.end - words.start;
  for (const period of timed) if (isIn(period, words)) rest -= period.end - period.start;
  return rest <= 1 && timed.some((period) => isIn(period, words));
}

/** A time within what comes again belongs to it: 每月抽检,次月5日前公开. */
const CLOSES_ROUND = /^(?:次[月周日年季]|翌[月日年])/;

export function isIn(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/**
 * Puts clauses together into things to do: a new one begins at a clause that opens one by its own words, and at a clause
 * with a time of its own when the words before have one already.
 */
export function segmentsOf(
  clauses: readonly Span[],
  periods: readonly FoundPeriod[],
  opens: (clause: Span, before: Span | null) => boolean,
): readonly Span[] {
  const timed = periods.filter(setsTime);
  const segments: Span[] = [];
  let current: Span | null = null;
  let hasTime = false;
  for (const clause of clauses) {
    const own = timed.some((period) => isIn(period, clause) && !CLOSES_ROUND.test(period.expression));
    if (current !== null && !isBare(current, timed) && ((own && hasTime) || opens(clause, current))) {
      segments.push(current);
      current = null;
      hasTime = false;
    }
    current = current === null ? clause : { start: current.start, end: clause.end };
    hasTime ||= timed.some((period) => isIn(period, clause));
  }
  if (current !== null) segments.push(current);
  return segments;
}
