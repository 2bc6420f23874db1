import type { Assumption, CivilDate, Question } from '#libs/calendar';

/** Ids are uuids. A person, a post, a unit and `system` are told apart by where the id stands. */
export type Id = string;

/** A date that is judged, and how it came about. */
export interface Deadline {
  readonly date: CivilDate;
  /**
   * Which rule gave the date: a reading's id of `libs/calendar` (`natural-days.after`), `set-by-hand`, `inherited` from
   * the directive or the parent task, or `after-suspension`.
   */
  readonly rule: string;
  /** The words of the readout it was read from, if any. */
  readonly expression: string | null;
  /** Version of the working calendar that was used, null when the rule needs none. */
  readonly calendarVersion: string | null;
  /** What the date takes for granted because the text does not say it; absent when that is nothing. */
  readonly assumes?: Assumption;
  /** Present when the holidays that bear on the date were not published yet when it was read. */
  readonly provisional?: true;
  /** Of a date that nobody counted: the edition of the calendar by which it is a day of rest, and by which the office said that it stands, or moved it. */
  readonly confirmedBy?: string;
}

/** The words that set a time, and what they come to. */
export interface QuotedClock {
  readonly expression: string;
  /** Every defensible date, the default first; empty when the words come to none by themselves. */
  readonly readings: readonly Deadline[];
  /** What a person has to say before there is a date; absent when that is nothing. */
  readonly asks?: Question;
}

/**
 * Where a quote stands: W3C TextQuoteSelector and TextPositionSelector in one, over the normalised text of the readout.
 * `exact === text.slice(start, end)`; offsets count UTF-16 code units.
 */
export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly start: number;
  readonly end: number;
}

/** What a readout was given as; its bytes lie in the table `readout_file` under their hash. */
export interface GivenFile {
  /** `sha256:<hex>` of the bytes. */
  readonly hash: string;
  /** Null for a text that was pasted. */
  readonly name: string | null;
  /** Media type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

/** A file that shows what a report says; its name and bytes lie in the table `evidence_file` under its id. */
export interface EvidenceFile {
  readonly fileId: Id;
  /** `sha256:<hex>` of the bytes. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
  /** Media type. */
  readonly type: string;
}

/** Colours of slips (督办单), from the mildest: due soon, behind or returned, late. */
export const SLIP_COLOURS = ['blue', 'yellow', 'red'] as const;
export type SlipColour = (typeof SLIP_COLOURS)[number];

/** How a directive or a task was finished. */
export const CLOSURE_KINDS = ['implemented', 'partly', 'not-implemented', 'overtaken'] as const;
export type ClosureKind = (typeof CLOSURE_KINDS)[number];

/**
 * How far an item may be known (公开、内部、敏感), the least first. Classified matter (国家秘密) has no label: it may not enter. A
 * person's clearance is one of them as well: they see no item above it.
 */
export const LABELS = ['public', 'internal', 'sensitive'] as const;
export type Label = (typeof LABELS)[number];
/** Of an item that nobody labelled, and of a person who was given no clearance. */
export const DEFAULT_LABEL: Label = 'internal';
