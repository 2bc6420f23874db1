import type { FoundPeriod } from '#libs/calendar';
import type { Span } from '../span.ts';

/** What a sentence is that proposes nothing. */
export type SentenceClass =
  | 'heading'
  | 'assessment'
  | 'slogan'
  | 'attendance'
  | 'permission'
  | 'standing-rule'
  | 'conditional'
  | 'other';

/**
 * Why words are proposed:
 * - `push`: a call to exert oneself for a period; `limit`: something to be done by a time;
 * - `unit-must`, `unit-will`, `assigned`: a named unit is told, says what it will do, or is given the matter;
 * - `must`: a word obliges; `request`: somebody is asked; `resolved`: a motion orders it;
 * - `imperative`: an item of a list, or a demand, that begins with what to do; `row`: the task of a table's row.
 */
export type ProposalRule =
  | 'push'
  | 'limit'
  | 'unit-must'
  | 'unit-will'
  | 'assigned'
  | 'must'
  | 'request'
  | 'resolved'
  | 'imperative'
  | 'row';

/** Words that look like something to be done. */
export interface Matter {
  readonly span: Span;
  readonly rule: ProposalRule;
  /** The more of what tells a task and the less of what does not, the higher; a matter is proposed from `ENOUGH` on. */
  readonly score: number;
  readonly lead: Span | null;
  readonly co: readonly Span[];
  /** What was looked past to see it: a condition, a slogan in front. */
  readonly about: SentenceClass;
}

export const ENOUGH = 1.95;

/** A sentence of a text, as it is judged. All spans count in the folded reading text. */
export interface Sentence {
  readonly span: Span;
  readonly text: string;
  /** The clocks in it, in order. */
  readonly periods: readonly FoundPeriod[];
  /** An item of a list or a cell of a table. */
  readonly listed: boolean;
  /** The task of a table's row, or of words with a label for the lead or the time. */
  readonly assigned: boolean;
  /** Behind a semicolon, under the clock with which its sentence opens. */
  readonly opened: boolean;
  /** Under a heading of aims and principles, where what has neither time nor number is no task. */
  readonly inAims: boolean;
  /** How the speech it belongs to goes on: demanding, merely pointing out, or neither. */
  readonly mood: 'demands' | 'points-out' | null;
  /** The unit that the sentence before told to do something. */
  readonly carried: Span | null;
  /** Whether a name is one that the deployment knows as a unit's. */
  isKnown(name: string): boolean;
}

/** What a sentence comes to. */
export interface Judgement {
  readonly matters: readonly Matter[];
  /** Of what is not proposed. */
  readonly class: SentenceClass;
  readonly mood: Sentence['mood'];
  /** The unit that a sentence without a subject goes on with; null when the subject is somebody else. */
  readonly carries: Span | null;
  /** The unit that was told or given something last, with which what follows a semicolon goes on. */
  readonly assigns: Span | null;
}
