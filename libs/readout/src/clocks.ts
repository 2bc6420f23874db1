import type { CivilDate, FoundPeriod, Reading, Recurrence, WorkingCalendar } from '#libs/calendar';
import { findTimes, isDated, readPeriod, readRecurrence } from '#libs/calendar';
import { type EventDays, eventDaysOf } from './announced.ts';
import { isTranslated } from './language.ts';
import { fiscalYearEndIn, inFiscalYear, planYearOf } from './plan-year.ts';
import type { Span } from './span.ts';

/** A date a proposal could be due, and how it was counted: a `Deadline` of libs/directives. */
export interface ProposedDeadline {
  readonly date: CivilDate;
  readonly rule: string;
  readonly expression: string;
  readonly calendarVersion: string | null;
}

/** The words that set a time for a proposal, and what they come to. */
export interface ProposedClock {
  /** As they stand in the text: in the quote, or in the heading, column, label or bracket that says when. */
  readonly expression: string;
  /** By the default reading; null when that has to be asked for, or when the words set no date at all. */
  readonly date: CivilDate | null;
  /** What must be asked to come to a date (`year`, `event`, …), null when nothing. */
  readonly asks: Reading['asks'];
  /** Every reading that comes to a date, the default first when it is one of them. */
  readonly readings: readonly (ProposedDeadline & Pick<Reading, 'assumes' | 'workingDay' | 'provisional'>)[];
}

/** The clocks of one text, read against one meeting; each expression is read once. */
export interface Clocks {
  /** The periods that set a time, in order. */
  readonly periods: readonly FoundPeriod[];
  /** Days to come that are named without a word that sets a time: `at 0600 on September 25`. */
  readonly days: readonly FoundPeriod[];
  read(period: FoundPeriod): ProposedClock;
  recurrence(period: FoundPeriod): Recurrence | null;
}

const SETS_TIME: readonly FoundPeriod['class'][] = ['deadline', 'event', 'recurring', 'open'];

/** Finds the clocks of a text, which is given as it is read and folded, and reads them when asked to. */
export function clocksOf(text: string, folded: string, meetingDate: CivilDate, calendar: WorkingCalendar): Clocks {
  const known = new Map<string, readonly Reading[]>();
  const planYear = planYearOf(folded, meetingDate);
  // A plan's stretches are those of its year; a day may still lie before that.
  const inPlan = (readings: readonly Reading[], { expression, year }: Pick<FoundPeriod, 'expression' | 'year'>) => {
    const [first] = readings;
    const isOpen =
      first === undefined ||
      first.asks === 'year' ||
      (first.date && !first.rule.startsWith('day.') && !/^(?:natural|working|recurring)/.test(first.rule));
    return planYear !== null && year === null && isOpen
      ? readPeriod(expression, meetingDate, calendar, planYear)
      : readings;
  };
  const fiscalYearEnd = fiscalYearEndIn(folded);
  const countsIn = isTranslated(folded);
  const asSaid = (readings: readonly Reading[]) => {
    const said = inFiscalYear(readings, fiscalYearEnd, { meetingDate, calendar });
    return countsIn ? countingIn(said) : said;
  };
  const readAgainst = ({ expression, year }: FoundPeriod, from: CivilDate, eventDay: CivilDate | null) => {
    const key = `${year ?? ''}\n${from}\n${eventDay ?? ''}\n${expression}`;
    const read =
      known.get(key) ?? asSaid(inPlan(readPeriod(expression, from, calendar, year, eventDay), { expression, year }));
    known.set(key, read);
    return read;
  };
  const readings = (period: FoundPeriod) => readAgainst(period, meetingDate, null);
  const dayOf = (period: FoundPeriod) => readings(period)[0]?.date ?? null;
  // What was over before the meeting is no clock; what hangs on an event or has no date still is one.
  const isClock = (period: FoundPeriod) =>
    SETS_TIME.includes(period.class) && (period.class !== 'deadline' || readings(period).length > 0);
  const isToCome = (period: FoundPeriod) => {
    const [first] = period.class === 'mention' ? readings(period) : [];
    return (
      first !== undefined && first.date !== null && first.date > meetingDate && first.assumes !== 'year-after-meeting'
    );
  };
  const times = findTimes(text);
  const periods = times.filter(isClock);
  const days = times.filter(isToCome);
  const eventDay: EventDays = eventDaysOf(
    folded,
    times.flatMap((period) => {
      const names = period.class === 'mention' || period.class === 'deadline';
      const [first = period.expression] = SPAN.exec(period.expression)?.slice(1) ?? [];
      const day = names ? dayOf({ ...period, expression: first }) : null;
      return day === null || day <= meetingDate ? [] : [{ start: period.start, end: period.end, day }];
    }),
  );
  const placeOf = new Map(periods.map((period, i) => [period, i]));
  const before = (period: FoundPeriod) => periods[(placeOf.get(period) ?? 0) - 1] ?? null;

  /** What comes again begins with the start its sentence gives; what follows `thereafter`, after the clock before. */
  const readInPlace = (period: FoundPeriod): readonly Reading[] => {
    const previous = before(period);
    if (period.class === 'recurring' && previous !== null && STARTS.test(previous.expression)) {
      const isOfSentence = !/[。;!?\n]|\.\s/.test(folded.slice(previous.end, period.start));
      const start = isOfSentence ? dayOf(previous) : null;
      if (start !== null && start > meetingDate) return readAgainst(period, start, null);
    }
    const next = periods[(placeOf.get(period) ?? 0) + 1];
    if (period.class === 'recurring' && next && next.start - period.end < 3 && STARTS.test(next.expression)) {
      const start = dayOf(next);
      if (start !== null && start > meetingDate) return readAgainst(period, start, null);
    }
    if (period.class !== 'event') return readings(period);
    const follows = /\bthereafter$/i.test(period.expression) && previous !== null;
    return readAgainst(period, meetingDate, follows ? dayOf(previous) : eventDay(period));
  };
  return {
    periods,
    days,
    read: (period) => clockOf(period.expression, readInPlace(period)),
    recurrence: ({ expression }) => readRecurrence(expression),
  };
}

/** `before` stands for 前 in a translation, and counts a named day in. */
function countingIn(readings: readonly Reading[]): readonly Reading[] {
  if (readings[0]?.rule !== 'day.before') return readings;
  return [
    ...readings.filter(({ rule }) => rule === 'day.named'),
    ...readings.filter(({ rule }) => rule !== 'day.named'),
  ];
}

/** The day that a span begins with. */
const SPAN = /^(.{2,16}?[日号號])\s?[至到\-－—–~～]/;

/** From when something that comes again does so: 自4月起, from July. */
const STARTS = /起$|^(?:from|starting|beginning|effective|commencing|as of)\b/i;

function clockOf(expression: string, readings: readonly Reading[]): ProposedClock {
  const [byDefault] = readings;
  return {
    expression,
    date: byDefault?.date ?? null,
    asks: byDefault?.asks ?? null,
    readings: readings.filter(isDated).map(({ date, rule, calendarVersion, assumes, workingDay, provisional }) => ({
      ...{ date, rule, expression, calendarVersion, assumes, workingDay, provisional },
    })),
  };
}

const RANK: Readonly<Record<string, number>> = { deadline: 3, event: 2, recurring: 1, open: 0 };
/** How long something goes on that may come again meanwhile. */
const LASTS = /^(?:through|until|till)\b|为?止$/i;
const NAMES_DAY = /\d[日号]|[周期][一二三四五六日天]|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d(?:st|nd|rd|th)\b/i;
const LIMIT = /[前内止]$|^(?:by|before|within|no later|not later|until|on or before|due)\b/i;

/** What comes again on a day that is named is that day first, however long it goes on. */
function rankOf({ class: what, expression }: FoundPeriod): number {
  if (STARTS.test(expression)) return 0.8;
  if (what === 'deadline' && LASTS.test(expression)) return 1.05;
  return what === 'recurring' && NAMES_DAY.test(expression) ? 1.1 : (RANK[what] ?? 0);
}

/** Which of the periods within a span is the clock of what is told there; null when there is none. */
export function clockIn(span: Span, periods: readonly FoundPeriod[]): FoundPeriod | null {
  let best: FoundPeriod | null = null;
  let highest = -1;
  for (const period of periods) {
    if (period.start < span.start || period.end > span.end) continue;
    const rank = rankOf(period) + (LIMIT.test(period.expression) ? 0.5 : 0);
    if (rank > highest) {
      best = period;
      highest = rank;
    }
  }
  return best;
}

/** The periods that lie in a stretch, of all in their order. */
export function periodsIn(periods: readonly FoundPeriod[], { start, end }: Span): readonly FoundPeriod[] {
  let low = 0;
  let high = periods.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((periods[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let last = low;
  while ((periods[last]?.end ?? Number.POSITIVE_INFINITY) <= end) last += 1;
  return periods.slice(low, last);
}
