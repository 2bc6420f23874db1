import type { CivilDate } from '../civil-date.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import { PERIOD_RULES } from './period-rules.ts';
import type { Reading } from './reading.ts';

/** A period expression in a text: `expression === text.slice(start, end)`. */
export interface FoundPeriod {
  readonly expression: string;
  readonly start: number;
  readonly end: number;
  readonly class: PeriodClass;
  /** The words earlier in the sentence that name the year this expression leaves out (`2023年`, `next year`), else null. */
  readonly year: string | null;
}

/**
 * What an expression does in its sentence. The first four set a time for something to be done:
 * - `deadline`: it comes to a date (`60天`, `10月底前`, `by the end of Q4`);
 * - `recurring`: it comes again (`每月5日前`, `monthly`): see `readRecurrence`;
 * - `event`: it hangs on something whose date the text does not give (`下次会议前`, `within 10 days of receipt`);
 * - `open`: it urges without a date (`尽快`, `as soon as practicable`).
 * The others are times, but no clocks:
 * - `mention`: a day or a span that is merely named (`10月26日，市长主持召开`, `on October 26`);
 * - `value`: a measure, a standard of service, a term, an age (`一个工作日内办结`, `有效期三年`, `24小时值班`);
 * - `past`: what lies behind (`过去60天`, `截至9月14日`, `2019年以来`).
 */
export const PERIOD_CLASSES = ['deadline', 'recurring', 'event', 'open', 'mention', 'value', 'past'] as const;
export type PeriodClass = (typeof PERIOD_CLASSES)[number];

/** How much of the text around an expression can tell that it is none. */
const NEIGHBOURHOOD = 16;

const wholly = PERIOD_RULES.map((rule) => ({ ...rule, pattern: new RegExp(`^(?:${rule.pattern.source})$`, 'iu') }));

/**
 * All defensible dates for a period expression (`60天`, `the fourth quarter`) said at a meeting of that date, the default
 * first, no date twice. Empty when the words are no such expression, or when its end lies before the meeting: then the
 * year is not guessed.
 */
export function readPeriod(expression: string, meetingDate: CivilDate, calendar: WorkingCalendar): readonly Reading[] {
  const words = expression.trim();
  for (const rule of wholly) {
    const match = rule.pattern.exec(words);
    if (match === null) continue;
    const readings = rule.read(match.groups ?? {}, { meetingDate, calendar });
    return readings.filter(
      ({ date }, i) =>
        (date === null || date >= meetingDate) && i === readings.findIndex((earlier) => earlier.date === date),
    );
  }
  return [];
}

/**
 * The period expressions in a text that `readPeriod` understands, in order, none overlapping another. Left out are those
 * whose neighbours say that they are something else: a span in the past, a recurrence, an age, or a period counted
 * from an event whose date is not the meeting's.
 */
export function findPeriods(text: string): readonly FoundPeriod[] {
  const found: FoundPeriod[] = [];
  for (const { pattern, notAfter, notBefore, ambiguous } of PERIOD_RULES) {
    for (const match of text.matchAll(new RegExp(pattern.source, 'giu'))) {
      if (ambiguous?.(match.groups ?? {})) continue;
      const start = match.index;
      const end = start + match[0].length;
      if (notAfter.test(text.slice(Math.max(0, start - NEIGHBOURHOOD), start))) continue;
      if (notBefore.test(text.slice(end, end + NEIGHBOURHOOD))) continue;
      found.push({ expression: match[0], start, end, class: 'deadline', year: null });
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let covered = 0;
  return found.filter(({ start, end }) => {
    if (start < covered) return false;
    covered = end;
    return true;
  });
}
