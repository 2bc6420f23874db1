const FULL_MONTHS = 'january|february|march|april|may|june|july|august|september|october|november|december';
/** Months as they are written in folded text; `monthCalled` reads them. */
export const EN_MONTH = `(?:${FULL_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)`;
const FULL_WEEKDAYS = 'monday|tuesday|wednesday|thursday|friday|saturday|sunday';
/** Days of the week; their short forms are other words too often. */
export const WEEKDAYS = FULL_WEEKDAYS;
export const EN_DAY = '(?<day>[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?';
const HOUR =
  '(?:the )?(?:close of business|close of play|cob|eob|end of (?:the )?(?:business |working )?day|(?:12 )?noon|midnight|\\d{1,2}(?::\\d\\d)?(?: )?(?:a\\.?m\\.?|p\\.?m\\.?)|\\d{1,2}:\\d\\d|[012]\\d[0-5]\\d(?: hours)?)(?: on| of)?,?';
/** What makes a point in time a limit, caught as `prep`; with an hour of the day, which is not kept. */
export const EN_PREPOSITION = `(?<prep>by|before|prior to|on or before|(?:no|not) later than|until|till|through|due(?: on| by)?:?|deadline(?: is| of)?:?|ahead of|in advance of|as of)(?: ${HOUR})?`;

const months = new Map<string, number>();
for (const [i, name] of FULL_MONTHS.split('|').entries()) months.set(name, i + 1).set(name.slice(0, 3), i + 1);
months.set('sept', 9);
const weekdays = new Map(FULL_WEEKDAYS.split('|').map((name, i) => [name, i + 1]));

/** 1 to 12; null when it is no month. */
export function monthCalled(name: string): number | null {
  return months.get(name) ?? null;
}

/** Monday 1 to Sunday 7; null when it is no day of the week. */
export function weekdayCalled(name: string): number | null {
  return weekdays.get(name) ?? null;
}

/** 1 to 4 for `first` or `1st` to `fourth`, else the last. */
export function ordinalCalled(name: string): number | 'last' {
  const at = ['first', 'second', 'third', 'fourth'].indexOf(name);
  if (at >= 0) return at + 1;
  return /^\d/.test(name) ? Number(name.slice(0, 1)) : 'last';
}

/** Whether a limit is set before the point that is named, and not by it. */
export function isBefore({ prep = '' }: Readonly<Record<string, string | undefined>>): boolean {
  return /^(?:before|prior|ahead|in advance)/.test(prep);
}
