import { fold } from './fold.ts';
import { PERIOD_RULES } from './grammar.ts';
import type { PeriodClass } from './reading.ts';
import { yearsIn } from './year-before.ts';

/** A period expression in a text: `expression === text.slice(start, end)`. Offsets count UTF-16 code units. */
export interface FoundPeriod {
  readonly expression: string;
  readonly start: number;
  readonly end: number;
  readonly class: PeriodClass;
  /** Words earlier in the sentence that name the year this one leaves out (`2023年`, `next year`), else null. */
  readonly year: string | null;
}

/** How much of the text around an expression can tell what it is. */
const NEIGHBOURHOOD = 24;

const CLOCKS: ReadonlySet<PeriodClass> = new Set(['deadline', 'recurring', 'event', 'open']);

const patterns = PERIOD_RULES.map((rule) => ({ rule, pattern: new RegExp(rule.pattern, 'gu') }));

/**
 * The period expressions in a text that set a time for something to be done, in order, none overlapping another; each
 * can be read with `readPeriod`. Takes time in proportion to the text. Never throws.
 */
export function findPeriods(text: string): readonly FoundPeriod[] {
  return findTimes(text).filter((period) => CLOCKS.has(period.class));
}

/** As `findPeriods`, with the times that are no clocks: mentions, values and what lies in the past. */
export function findTimes(text: string): readonly FoundPeriod[] {
  const folded = fold(text);
  const found: { start: number; end: number; class: PeriodClass; namesYear: boolean }[] = [];
  for (const { rule, pattern } of patterns) {
    for (const match of folded.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const before = folded.slice(Math.max(0, start - NEIGHBOURHOOD), start);
      const after = folded.slice(end, end + NEIGHBOURHOOD);
      const groups = match.groups ?? {};
      const kind = rule.classify(groups, { before, after });
      if (kind !== null) found.push({ start, end, class: kind, namesYear: groups.year !== undefined });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const yearBefore = yearsIn(folded);
  let covered = 0;
  return found.flatMap(({ start, end, class: kind, namesYear }) => {
    if (start < covered) return [];
    covered = end;
    const year = namesYear ? null : yearBefore(start);
    return [{ expression: text.slice(start, end), start, end, class: kind, year }];
  });
}
