import { type CivilDate, chinaCalendar, type Recurrence, type WorkingCalendar, weekendsCalendar } from '#libs/calendar';
import { clocksOf, type ProposedClock } from './clocks.ts';
import type { Found } from './complete.ts';
import { confidenceOf } from './confidence.ts';
import type { ProposalRule, SentenceClass } from './judge/judgement.ts';
import { isTranslated, languageOf } from './language.ts';
import { readingTextOf } from './layout/reading-text.ts';
import { normalise } from './normalise.ts';
import type { Quote } from './quote.ts';
import { selectQuote } from './quote.ts';
import { read } from './read.ts';
import type { Span } from './span.ts';
import { type Target, targetIn } from './targets.ts';
import { type ReadoutLanguage, titleOf } from './title.ts';
import { type KnownUnit, unitNamesOf } from './units/known-units.ts';
import { listed } from './units/mentions.ts';

/** Words that a clerk may register as a directive. */
export interface Proposal {
  readonly quote: Quote;
  /** Short, in the language of the text. */
  readonly title: string;
  /** The words that set a time, in the quote or beside it, and every defensible date for them; null when none are. */
  readonly clock: ProposedClock | null;
  /** Who is to see it done, in the words of the text; null when it does not say. */
  readonly leadUnit: string | null;
  /** Who is to join in, in the words of the text. */
  readonly coUnits: readonly string[];
  /** Those of the units named that the deployment knows, by its own names. */
  readonly knownUnits: readonly { readonly words: string; readonly name: string }[];
  readonly recurrence: Recurrence | null;
  readonly target: Target | null;
  /** Which rule of the reader fired. */
  readonly rule: ProposalRule;
  /** From 0 to 1: to sort by, not a probability. */
  readonly confidence: number;
}

/** A sentence from which nothing is proposed, and what it is instead. */
export interface Unproposed {
  readonly quote: Quote;
  readonly class: SentenceClass;
}

/** What was read from a text. The quotes' offsets count in `text`, the normalised one. */
export interface Proposals {
  readonly language: ReadoutLanguage;
  readonly text: string;
  readonly proposals: readonly Proposal[];
  readonly other: readonly Unproposed[];
}

export interface ReadingOptions {
  readonly meetingDate: CivilDate;
  /** Of the deployment; when it names none, a Chinese text has China's and an English one Monday to Friday. */
  readonly calendar?: WorkingCalendar;
  /** The units of the deployment, against which those of the text are matched. */
  readonly units?: readonly KnownUnit[];
}

/**
 * Reads a text and proposes what could be registered, in order of the quotes, no two of them overlapping; every other
 * sentence is classed. It only proposes: no unit, no target and no year is made up, and a clock is given only with its
 * words. Never throws, whatever the text, in time proportional to it; `meetingDate` must be a civil date.
 */
export function propose(text: string, { meetingDate, calendar: own, units = [] }: ReadingOptions): Proposals {
  const plain = normalise(text);
  const language = languageOf(plain);
  const reading = readingTextOf(plain);
  const calendar = own ?? (language === 'zh' || isTranslated(reading.folded) ? chinaCalendar : weekendsCalendar);
  const clocks = clocksOf(reading.text, reading.folded, meetingDate, calendar);
  const names = unitNamesOf(units);
  const { found, other } = read(reading.folded, clocks, names.isKnown);
  const words = ({ start, end }: Span) => reading.text.slice(start, end);
  const quoteOf = (span: Span) => {
    const { start, end } = reading.locate(span);
    return selectQuote(plain, start, end);
  };

  const proposalOf = (matter: Found): Proposal => {
    const clock = matter.period && clocks.read(matter.period);
    const spoken = words(matter.span);
    const leadUnit = matter.lead && words(matter.lead);
    const coUnits = matter.co.flatMap((span) => listed(words(span)));
    const mentioned = leadUnit === null ? coUnits : [leadUnit, ...coUnits];
    return {
      quote: quoteOf(matter.span),
      title: titleOf(spoken, language, [leadUnit ?? '', clock?.expression ?? '']),
      clock,
      leadUnit,
      coUnits,
      knownUnits: mentioned.flatMap((unit) => {
        const known = names.unitNamed(unit);
        return known ? [{ words: unit, name: known.name }] : [];
      }),
      recurrence: matter.period && clocks.recurrence(matter.period),
      target: targetIn(spoken, reading.folded.slice(matter.span.start, matter.span.end)),
      rule: matter.rule,
      confidence: confidenceOf(matter, clock),
    };
  };

  return {
    ...{ language, text: plain },
    proposals: withoutRepeats(found.map(proposalOf)),
    other: other.map((one) => ({ quote: quoteOf(one), class: one.class })),
  };
}

/** A slogan is said more than once; it is one push. And what is said twice in the same words is one matter. */
function withoutRepeats(proposals: readonly Proposal[]): readonly Proposal[] {
  const seen = new Set<string>();
  return proposals.filter(({ rule, clock, quote, leadUnit }) => {
    const matter = rule === 'push' ? `push ${clock?.date}` : `${quote.exact}\n${leadUnit}\n${clock?.date}`;
    const isNew = !seen.has(matter);
    seen.add(matter);
    return isNew;
  });
}
