import { type CivilDate, isDated, readPeriod, type WorkingCalendar } from '#libs/calendar';
import type { QuotedWords } from '#libs/contracts';
import type { Quote, QuotedClock } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { selectQuote } from '#libs/readout';
import { dated } from '../reading/dated.ts';

/** The place of the words that a clerk means. Throws `readout.quote-missing` and `readout.quote-ambiguous`. */
export function quoteIn(text: string, { exact, start }: QuotedWords, at = ''): Quote {
  const place = start ?? text.indexOf(exact);
  if (!text.startsWith(exact, place) || place < 0)
    throw new Rejection('readout.quote-missing', { pointer: `${at}/quote/exact` });
  const isOnly = text.indexOf(exact, place + 1) < 0;
  if (start === undefined && !isOnly) throw new Rejection('readout.quote-ambiguous', { pointer: `${at}/quote/start` });
  return selectQuote(text, place, place + exact.length);
}

/** The clock of words that a clerk names, by the same rules as in an import. Throws `readout.expression-unknown`. */
export function clockOf(
  expression: string | null,
  { meetingDate, calendar }: { meetingDate: CivilDate; calendar: WorkingCalendar },
  at = '',
): QuotedClock | null {
  if (expression === null) return null;
  const readings = readPeriod(expression, meetingDate, calendar).filter(isDated);
  if (readings.length === 0)
    throw new Rejection('readout.expression-unknown', { expression, pointer: `${at}/expression` });
  return { expression, readings: readings.map((reading) => dated(reading, expression)) };
}
