import type { CivilDate } from '../civil-date.ts';
import { daysBetween, yearOf } from '../civil-date.ts';
import { wholeNumber } from './numbers.ts';
import type { Draft } from './period-rule.ts';
import type { ReadingContext } from './reading.ts';

const NUMBERED = '(?:(?:19|20|21)\\d\\d|[一二][〇零九一][〇零一二三四五六七八九]{2})';
/** A year of the Republic, in use in Taiwan: 114年 is 2025. */
const REPUBLIC = '(?:民国_)?1[01]\\d_年(?=_?\\d{1,2}_?月)';

/** Words that name a year, in folded text, caught as `year`. */
export const ZH_YEAR = `(?<year>${NUMBERED}_年度?|${REPUBLIC}|今年|本年度?|当年|明年|来年|次年|翌年|后年|去年|上一?年|前年)`;
/** The same after an English day, month, quarter or half: `2023`, `of this year`, `next year`. */
export const EN_YEAR =
  '(?:,? (?:of |in )?(?:the )?(?:(?:calendar )?year )?(?<year>(?:19|20|21)\\d\\d|this year|(?:the )?(?:next|following|coming) year|the year|last year|the same year))';

const OFFSETS: readonly (readonly [RegExp, number])[] = [
  [/^(?:明年|来年|次年|翌年)|(?:next|following|coming)\s/, 1],
  [/^后年/, 2],
  [/^(?:去年|上一?年)|last\s/, -1],
  [/^前年/, -2],
  [/^(?:今年|本年|当年)|this\s|the\s/, 0],
];

/** The year that words name; null when they name none. */
export function yearNamed(words: string | undefined, meetingDate: CivilDate): number | null {
  if (words === undefined) return null;
  const digits = new RegExp(NUMBERED).exec(words)?.[0];
  if (digits !== undefined) return wholeNumber(digits);
  const republican = /^(?:民国\s?)?(1[01]\d)\s?年/u.exec(words)?.[1];
  if (republican !== undefined) return Number(republican) + 1911;
  const offset = OFFSETS.find(([pattern]) => pattern.test(words))?.[1];
  return offset === undefined ? null : yearOf(meetingDate) + offset;
}

/** About a quarter. */
const STALE_DAYS = 92;

/**
 * What `place` gives in the year that is meant: the one that is named; else the one named earlier in the sentence; else
 * the meeting's, if what is set does not lie behind it; else the next. Only where it lies a few weeks behind, so that the
 * text may well speak of what is over, the year is asked for, and the next offered. Whatever the words do not name is
 * stated as an assumption.
 */
export function inYear(
  words: string | undefined,
  context: ReadingContext,
  place: (year: number) => readonly Draft[],
): readonly Draft[] {
  const { meetingDate, yearNamedBefore } = context;
  const named = yearNamed(words, meetingDate);
  if (named !== null) return place(named);
  const before = yearNamed(yearNamedBefore ?? undefined, meetingDate);
  if (before !== null) {
    const drafts = place(before);
    const end = latest(drafts);
    // A year that is over was said of something else.
    if (end !== null && end >= meetingDate) return drafts.map((draft) => ({ ...draft, assumes: 'year-named-before' }));
  }

  const year = yearOf(meetingDate);
  const inMeetingYear = place(year);
  const last = latest(inMeetingYear);
  if (last !== null && last >= meetingDate) {
    return inMeetingYear.map((draft) => ({ ...draft, assumes: 'year-of-meeting' }));
  }
  const following = place(year + 1).map((draft): Draft => ({ ...draft, assumes: 'year-after-meeting' }));
  const [first] = following;
  if (first === undefined || first.date === null || last === null) return following;
  const isStale = daysBetween(last, meetingDate) <= STALE_DAYS;
  return isStale ? [{ rule: first.rule, date: null, asks: 'year' }, ...following] : following;
}

function latest(drafts: readonly Draft[]): CivilDate | null {
  return drafts.reduce<CivilDate | null>(
    (latest, { date }) => (date !== null && (latest === null || date > latest) ? date : latest),
    null,
  );
}
