import type { Roll } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';

/**
 * Whom a step is for: who answers for the lead unit, its head, who answers for the co-units, the supervision office, or
 * the leader in charge. Who that is, is asked when the step is claimed.
 */
export const AUDIENCES = ['responsible', 'head', 'co-units', 'office', 'leader-in-charge'] as const;
export type Audience = (typeof AUDIENCES)[number];

/**
 * What a step counts from: the date that is judged, the day to sign for it by, the day it was assigned, or the day a
 * report is due (`report`, only of a task with a feedback cycle; the step then comes once for every period).
 */
export const ANCHORS = ['deadline', 'sign-by', 'assignment', 'report'] as const;
export type Anchor = (typeof ANCHORS)[number];

/**
 * When a step is withheld although its day has come: the task is signed for; its lead unit has ever reported; the lead
 * unit has done something since the last alert (`acted-on`); or it has, or somebody who was told has acknowledged that
 * alert (`acknowledged`). So a step that goes further up comes only while the last one was left lying.
 */
export const UNLESSES = ['signed-for', 'reported', 'acted-on', 'acknowledged'] as const;
export type Unless = (typeof UNLESSES)[number];

/** Negative: before. A month without such a day ends with its last. */
export type Offset = { readonly days: number } | { readonly workingDays: number } | { readonly months: number };

/** One step of a ladder. */
export interface Step {
  /** Names the step in plans, deliveries and events. A step that keeps its name counts as sent where it was sent. */
  readonly rule: string;
  /** What people read; null: `libs/messages` has it under the rule. */
  readonly title: { readonly zh: string; readonly en: string } | null;
  readonly to: readonly Audience[];
  readonly from: Anchor;
  readonly after: Offset;
  /** Where the step goes when its day is one of rest. */
  readonly roll: Roll;
  /** Local time, `17:00`; null: the receiver's digest hour. */
  readonly time: string | null;
  /** Names of channels; null: all that reach the receiver. The inbox has every alert. */
  readonly channels: readonly string[] | null;
  readonly unless: Unless | null;
  /** Comes again every so many working days until it does not matter any more; null: once. */
  readonly repeatsEvery: number | null;
}

/** A named policy of reminding. */
export interface Ladder {
  /** `13710` */
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Of a preset 0; raised by one with every change by the office. */
  readonly version: number;
  /** Since when it is as it is; null for a preset. */
  readonly since: Instant | null;
  readonly steps: readonly Step[];
}

/** The ladder of a task that names none. */
export const DEFAULT_LADDER = 'default';
