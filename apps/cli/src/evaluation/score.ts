import type { Proposals } from '#libs/readout';
import type { Gold, GoldDirective } from './gold.ts';

/** How many of how many. */
export interface Share {
  readonly hit: number;
  readonly of: number;
}

/** How the reader did on one text, or on all of them. */
export interface Score {
  /** Directives found; optional ones are not counted. */
  readonly recall: Share;
  /** Proposals that are directives; those that are optional ones are not counted. */
  readonly precision: Share;
  /** Traps that a proposal takes for directives: the fewer the better. */
  readonly traps: Share;
  /** Of the directives found: the deadline's words to the letter, its date by the default reading, the lead unit. */
  readonly expressions: Share;
  readonly dates: Share;
  readonly leadUnits: Share;
}

/** What went wrong, for whoever works on the rules. */
export interface Miss {
  readonly kind: 'missed' | 'false' | 'trap' | 'expression' | 'date' | 'lead-unit';
  readonly quote: string;
  readonly expected?: string | null;
  readonly given?: string | null;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Holds what was proposed against the gold. A quote that is not in the text is a directive missed. */
export function scoreOf(gold: Gold, { text, proposals }: Proposals): { score: Score; misses: readonly Miss[] } {
  const misses: Miss[] = [];
  const place = (quote: string): Stretch | null => {
    const start = text.indexOf(quote.normalize('NFC'));
    return start < 0 ? null : { start, end: start + quote.normalize('NFC').length };
  };
  const matched = gold.directives.map((directive) => {
    const at = place(directive.quote);
    const close = at === null ? [] : proposals.filter(({ quote }) => matches(at, quote));
    const best = close.reduce<(typeof close)[number] | null>(
      (one, other) => (one && at && likeness(at, one.quote) >= likeness(at, other.quote) ? one : other),
      null,
    );
    return { directive, close, best };
  });

  const required = matched.filter(({ directive }) => !directive.optional);
  for (const { directive, best } of required) if (!best) misses.push({ kind: 'missed', quote: directive.quote });
  const good = new Set(required.flatMap(({ close }) => close));
  const allowed = new Set(matched.flatMap(({ close }) => close));
  const wrong = proposals.filter((proposal) => !allowed.has(proposal));
  for (const { quote, rule, confidence } of wrong)
    misses.push({ kind: 'false', quote: quote.exact, given: `${rule} ${confidence}` });

  const traps = gold.not_directives.map(({ quote }) => {
    const at = place(quote);
    return at === null ? undefined : proposals.find((proposal) => !good.has(proposal) && matches(at, proposal.quote));
  });
  for (const trap of traps) if (trap) misses.push({ kind: 'trap', quote: trap.quote.exact });

  const found = required.flatMap(({ directive, best }) => (best ? [{ directive, best }] : []));
  const compare = (
    kind: Miss['kind'],
    same: boolean,
    directive: GoldDirective,
    expected: string | null,
    given: string | null,
  ) => {
    if (!same) misses.push({ kind, quote: directive.quote, expected, given });
    return same;
  };
  const count = (tests: readonly boolean[]): Share => ({ hit: tests.filter(Boolean).length, of: tests.length });
  return {
    score: {
      recall: { hit: found.length, of: required.length },
      precision: { hit: good.size, of: good.size + wrong.length },
      traps: { hit: traps.filter(Boolean).length, of: traps.length },
      expressions: count(
        found.map(({ directive, best }) => {
          const given = best.clock?.expression ?? null;
          const expected = directive.deadline_expression;
          return compare('expression', sameWords(given, expected), directive, expected, given);
        }),
      ),
      dates: count(
        found.map(({ directive, best }) => {
          const given = best.clock?.date ?? null;
          const expected = directive.resolved_due_date;
          const same = given === expected || (expected === null && directive.alternatives.includes(given ?? ''));
          return compare('date', same, directive, expected, given);
        }),
      ),
      leadUnits: count(
        found.map(({ directive, best }) =>
          compare(
            'lead-unit',
            sameUnit(best.leadUnit, directive.lead_unit),
            directive,
            directive.lead_unit,
            best.leadUnit,
          ),
        ),
      ),
    },
    misses,
  };
}

/** Adds scores up, text by text. */
export function sumOf(scores: readonly Score[]): Score {
  const sum = (pick: (score: Score) => Share): Share => ({
    hit: scores.reduce((total, score) => total + pick(score).hit, 0),
    of: scores.reduce((total, score) => total + pick(score).of, 0),
  });
  return {
    recall: sum((score) => score.recall),
    precision: sum((score) => score.precision),
    traps: sum((score) => score.traps),
    expressions: sum((score) => score.expressions),
    dates: sum((score) => score.dates),
    leadUnits: sum((score) => score.leadUnits),
  };
}

/** Two stretches match when they share half of the shorter one, or more. */
function matches(a: Stretch, b: Stretch): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared > 0 && 2 * shared >= Math.min(a.end - a.start, b.end - b.start);
}

/** How much of both together they share. */
function likeness(a: Stretch, b: Stretch): number {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return shared / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

function sameWords(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : plain(a) === plain(b);
}

/** A unit is the same when the names are, but for articles; or when one is the first of the other's list. */
function sameUnit(given: string | null, expected: string | null): boolean {
  if (given === null || expected === null) return given === expected;
  const [a, b] = [plain(given), plain(expected)];
  return (
    a === b ||
    (a.length > 1 && (b.startsWith(`${a}、`) || b.startsWith(`${a},`))) ||
    (b.length > 1 && a.startsWith(`${b}、`))
  );
}

function plain(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^(?:the|all)\s/, '')
    .replace(/\s+/g, ' ')
    .trim();
}
