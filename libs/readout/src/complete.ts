import type { FoundPeriod } from '#libs/calendar';
import { clockIn, periodsIn } from './clocks.ts';
import type { Matter } from './judge/judgement.ts';
import type { Assignment } from './layout/duties.ts';
import type { Sections } from './layout/sections.ts';
import type { Span } from './span.ts';

/** Something to be proposed, with what the words around it say of it. */
export interface Found extends Matter {
  readonly period: FoundPeriod | null;
}

/** A clock that stands alone in front: 到2025年底, …; …. */
export function openingClock(folded: string, { start }: Span, own: readonly FoundPeriod[]): FoundPeriod | null {
  const [first] = own;
  if (first === undefined || first.start - start > 2) return null;
  return first.class === 'deadline' && folded.charAt(first.end) === ',' ? first : null;
}

/** The one day to come that the words name; null when they name none, or several. */
function dayIn(quote: Span, days: readonly FoundPeriod[]): FoundPeriod | null {
  const [day, ...more] = periodsIn(days, quote);
  return more.length === 0 ? (day ?? null) : null;
}

/** What is known of the words around a matter: the clocks in its sentence, who it is assigned to, all clocks. */
export interface Around {
  readonly own: readonly FoundPeriod[];
  readonly beside: readonly Assignment[];
  readonly periods: readonly FoundPeriod[];
  readonly days: readonly FoundPeriod[];
  /** The clock that opens the sentence, for all that follows its semicolons. */
  readonly opening: FoundPeriod | null;
}

/** A matter with the lead, the co-units and the clock that the row, bracket, labels or headings around it give. */
export function completed(
  folded: string,
  matter: Matter,
  { own, beside, periods, days, opening }: Around,
  sections: Sections,
): Found {
  const assignment = beside.find(({ start, end }) => start <= matter.span.start && end > matter.span.start);
  const said = assignment?.said ?? null;
  const span =
    said && said.start > matter.span.start && said.start < matter.span.end && said.end >= matter.span.end - 1
      ? { start: matter.span.start, end: said.start }
      : matter.span;
  const quote = trimmedQuote(folded, span);
  const { duty } = assignment ?? {};
  const inner = clockIn(quote, own);
  const isOwn = matter.rule === 'push' || matter.lead !== null;
  return {
    ...matter,
    span: quote,
    lead: duty?.lead ?? matter.lead ?? (isOwn ? null : sections.lead),
    co: duty && duty.co.length > 0 ? duty.co : matter.co,
    period:
      inner ??
      opening ??
      (duty?.due ? clockIn(duty.due, periodsIn(periods, duty.due)) : null) ??
      dayIn(quote, days) ??
      sections.clock,
  };
}

function trimmedQuote(folded: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (to > from && /[\s,;:。.!?、]/.test(folded.charAt(to - 1))) to -= 1;
  while (from < to && /[\s,;:。、]/.test(folded.charAt(from))) from += 1;
  return { start: from, end: to };
}
