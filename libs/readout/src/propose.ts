import type { CivilDate, Reading, WorkingCalendar } from '#libs/calendar';
import { findPeriods, isDated, readPeriod } from '#libs/calendar';
import { normalise } from './normalise.ts';
import type { Quote } from './quote.ts';
import { selectQuote } from './quote.ts';
import type { Candidate } from './rules.ts';
import { datedCandidates, undatedCandidates } from './rules.ts';
import { outlineOf } from './spans.ts';
import { titleOf } from './title.ts';
import type { ReadoutLanguage } from './words.ts';
import { languageOf } from './words.ts';

/** A date a proposal could be due, and how it was counted: a `Deadline` of libs/directives. */
export interface ProposedDeadline {
  readonly date: CivilDate;
  readonly rule: string;
  readonly expression: string;
  readonly calendarVersion: string | null;
}

/** Words that a clerk may register as a directive. */
export interface Proposal {
  readonly quote: Quote;
  /** Short, in the language of the text. */
  readonly title: string;
  /** The words that set a time, and every defensible date for them, default first; null when the quote sets none. */
  readonly clock: { readonly expression: string; readonly readings: readonly ProposedDeadline[] } | null;
  /** Which rule of the reader fired. */
  readonly rule: Candidate['rule'];
}

/** What was read from a text. The quotes' offsets count in `text`, the normalised one. */
export interface Proposals {
  readonly language: ReadoutLanguage;
  readonly text: string;
  readonly proposals: readonly Proposal[];
}

/**
 * Reads a text and proposes what could be registered, in order of the quotes, no two of them overlapping. It only
 * proposes: no unit, no target and no year is made up, and a clock is given only with its words. Never throws,
 * whatever the text; `meetingDate` must be a civil date.
 */
export function propose(
  text: string,
  { meetingDate, calendar }: { meetingDate: CivilDate; calendar: WorkingCalendar },
): Proposals {
  const plain = normalise(text);
  const language = languageOf(plain);
  const outline = outlineOf(plain);
  const source = { text: plain, language, outline };
  const readings = remembering((expression) => readPeriod(expression, meetingDate, calendar));
  const periods = findPeriods(plain).filter(({ expression }) => readings(expression).length > 0);
  const dated = datedCandidates(source, periods);
  const datedSentences = new Set(dated.map(({ span }) => outline.sentence(span).start));
  const undated = undatedCandidates(source).filter(({ span }) => !datedSentences.has(outline.sentence(span).start));
  const candidates = [...dated, ...undated].sort((a, b) => a.span.start - b.span.start);

  const proposals: Proposal[] = [];
  const seen = new Set<string>();
  let covered = 0;
  for (const { span, rule, period } of candidates) {
    if (span.start < covered) continue;
    const quote = selectQuote(plain, span.start, span.end);
    const clock = period && clockOf(period.expression, readings(period.expression));
    // A slogan is said more than once; it is one push.
    const matter = rule === 'push' ? `push ${clock?.readings[0]?.date}` : quote.exact;
    if (seen.has(matter)) continue;
    seen.add(matter);
    covered = span.end;
    proposals.push({ quote, title: titleOf(quote.exact, language), clock, rule });
  }
  return { language, text: plain, proposals };
}

function clockOf(expression: string, readings: readonly Reading[]): Proposal['clock'] {
  return {
    expression,
    readings: readings
      .filter(isDated)
      .map(({ date, rule, calendarVersion }) => ({ date, rule, expression, calendarVersion })),
  };
}

function remembering<T>(read: (words: string) => T): (words: string) => T {
  const known = new Map<string, T>();
  return (words) => {
    const value = known.get(words) ?? read(words);
    known.set(words, value);
    return value;
  };
}
