import type { FoundPeriod } from '#libs/calendar';
import type { Outline, Span } from './spans.ts';
import { trim } from './spans.ts';
import type { ReadoutLanguage } from './words.ts';
import { WORDS } from './words.ts';

/** Words of a text that look like something to be done, and by when if they say it. */
export interface Candidate {
  readonly span: Span;
  readonly rule: 'push' | 'limit' | 'unit-must';
  readonly period: FoundPeriod | null;
}

/** A text as the rules look at it. */
export interface Source {
  readonly text: string;
  readonly language: ReadoutLanguage;
  readonly outline: Outline;
}

/** What is to be done by, or for, each of the periods, in their order; a period in a mere report gives nothing. */
export function datedCandidates(source: Source, periods: readonly FoundPeriod[]): readonly Candidate[] {
  return periods.flatMap((period, i) => {
    const clause = source.outline.clause(period);
    if (WORDS[source.language].report.test(source.text.slice(clause.start, clause.end))) return [];
    const place = { period, clause, previous: periods[i - 1], next: periods[i + 1] };
    return push(source, place) ?? limit(source, place) ?? [];
  });
}

/** A period, the clause it stands in, and its neighbours. */
interface Place {
  readonly period: FoundPeriod;
  readonly clause: Span;
  readonly previous: FoundPeriod | undefined;
  readonly next: FoundPeriod | undefined;
}

/** A call to exert oneself for a period: "fight for 60 days", 决战四季度, "launch a 60-day campaign". */
function push({ text, language }: Source, { period, clause, next }: Place): Candidate | null {
  const words = WORDS[language];
  const before = text.slice(clause.start, period.start);
  const call = [...before.matchAll(words.push)].at(-1);
  if (call !== undefined && before.length - call.index - call[0].length <= words.pushReach) {
    // Another period in the clause has a call of its own: the quote stops before it.
    const end = next !== undefined && next.start < clause.end ? period.end : clause.end;
    return { span: trim(text, { start: clause.start + call.index, end }), rule: 'push', period };
  }
  if (words.launch.test(before) && words.campaign.test(text.slice(period.end, clause.end))) {
    return { span: trim(text, clause), rule: 'push', period };
  }
  return null;
}

/** What somebody has to do, with the sentence that says by when; a sentence of several limits is parted before each. */
function limit({ text, language, outline }: Source, { period, clause, previous, next }: Place): Candidate | null {
  const words = WORDS[language];
  const sentence = outline.sentence(period);
  const start = previous !== undefined && previous.start >= sentence.start ? clause.start : sentence.start;
  const endsBefore = next !== undefined && next.start < sentence.end ? outline.clause(next).start : sentence.end;
  const end = Math.max(endsBefore, period.end);
  if (!words.limit.test(period.expression) && !words.obligation.test(text.slice(start, end))) return null;
  return { span: withoutSaying(trim(text, { start, end }), text, words.saying), rule: 'limit', period };
}

/** Units that are told to do something without a time, in order. */
export function undatedCandidates({ text, language, outline }: Source): readonly Candidate[] {
  const { unitMust, saying } = WORDS[language];
  return [...text.matchAll(unitMust)].map((match) => {
    const place = { start: match.index, end: match.index + match[0].length };
    const span = trim(text, { start: outline.clause(place).start, end: outline.sentence(place).end });
    return { span: withoutSaying(span, text, saying), rule: 'unit-must', period: null };
  });
}

function withoutSaying({ start, end }: Span, text: string, saying: RegExp): Span {
  return { start: start + (saying.exec(text.slice(start, end))?.[0].length ?? 0), end };
}
