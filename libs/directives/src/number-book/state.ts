import type { Id } from '../terms.ts';

/** The numbers of one prefix and year. */
export interface NumberBookState {
  /** Events folded so far: the version of the stream. */
  readonly version: number;
  /** The last sequence taken; 0 when none was. */
  readonly last: number;
  /** Which directive took which sequence. */
  readonly taken: Readonly<Record<Id, number>>;
}

export const emptyNumberBook: NumberBookState = { version: 0, last: 0, taken: {} };
