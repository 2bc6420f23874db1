import type { CivilDate } from '../civil-date.ts';
import type { Assumption, PeriodClass, Question, ReadingContext, ReadingRule, Recurrence } from './reading.ts';

/** What the named groups of a pattern caught. */
export type Groups = Readonly<Record<string, string | undefined>>;

/** The folded text on either side of an expression, as far as it can tell what the expression is. */
export interface Around {
  readonly before: string;
  readonly after: string;
}

/** A reading before the calendar is asked about its date. */
export interface Draft {
  readonly rule: ReadingRule;
  readonly date: CivilDate | null;
  readonly asks?: Question;
  readonly assumes?: Assumption;
}

/** One way of saying a period. A further way is a further entry. */
export interface PeriodRule {
  /**
   * Source of a pattern over folded text (`fold.ts`). It repeats nothing without a bound and no repetition twice, so
   * that no text makes it slow.
   */
  readonly pattern: string;
  /** What the words are where they stand; null when they are no period at all. */
  classify(groups: Groups, around: Around): PeriodClass | null;
  /** Every defensible reading, default first; empty when the numbers are none (`13月底`). */
  read(groups: Groups, context: ReadingContext): readonly Draft[];
  recurrence?(groups: Groups): Recurrence | null;
}

const BLANK = '(?:[ \\t]{1,3}|[ \\t]?\\n[ \\t]{0,3})';

/** An English pattern: each blank may be up to three, or a line end, and the words stand apart from others. */
export function english(pattern: string): string {
  return `(?<![\\w$.-]|\\d,)(?:${pattern.replaceAll(' ', BLANK)})(?![\\w])`;
}

/** A Chinese pattern: `_` is where typesetters may leave a blank. */
export function chinese(pattern: string): string {
  return pattern.replaceAll('_', '\\s?');
}
