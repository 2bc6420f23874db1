import type { CivilDate } from '#libs/calendar';
import type { DomainEvent } from '#libs/event-sourcing';
import type { ClosureKind, Deadline, Id, Label, Quote, QuotedClock } from '../terms.ts';

// The names and fields below are the stored format: they are kept for years.

export type DirectiveProposed = DomainEvent<
  'DirectiveProposed',
  {
    readoutId: Id;
    quote: Quote;
    title: string;
    /** The clock's words and all defensible readings of them, default first; empty when the quote has no clock. */
    clock: QuotedClock | null;
    /** The rule of the reader that fired, or `by-hand`. */
    rule: string;
  }
>;
/** The whole of what the proposal says, as it is afterwards. */
export type ProposalRevised = DomainEvent<
  'ProposalRevised',
  { quote: Quote; title: string; clock: QuotedClock | null }
>;
/** Where its words stand in the corrected text of its readout, and what they are there. */
export type DirectiveRequoted = DomainEvent<'DirectiveRequoted', { quote: Quote; textHash: string }>;
export type DirectiveDropped = DomainEvent<
  'DirectiveDropped',
  {
    reason: string;
    /** The directive or proposal that it was merged into; null when it is not followed. */
    into: Id | null;
  }
>;
export type DirectiveRegistered = DomainEvent<
  'DirectiveRegistered',
  {
    /** Official number, `督〔2022〕1号`. */
    number: string;
    title: string;
    leadUnit: Id;
    coUnits: readonly Id[];
    /** Post of the leader in charge (分管领导), null when none is named. */
    leaderInCharge: Id | null;
    /** Null: standing, without a time limit. Default and ceiling of its tasks' dates. */
    deadline: Deadline | null;
    targets: readonly string[];
  }
>;
export type DirectiveIssued = DomainEvent<'DirectiveIssued', { taskIds: readonly Id[] }>;
export type DirectiveAmended = DomainEvent<
  'DirectiveAmended',
  /** The whole of what can be amended, as it is afterwards. */
  { title: string; deadline: Deadline | null; targets: readonly string[]; leaderInCharge: Id | null; reason: string }
>;
/**
 * The calendar by which its date was counted has a newer edition, and the office says what becomes of the date: it moves, or
 * stays as `from`.
 */
export type DirectiveDeadlineRecomputed = DomainEvent<
  'DirectiveDeadlineRecomputed',
  { from: CivilDate; deadline: Deadline }
>;
export type DirectiveMerged = DomainEvent<'DirectiveMerged', { into: Id; reason: string }>;
export type DirectiveSuperseded = DomainEvent<'DirectiveSuperseded', { successor: Id; reason: string }>;
export type DirectiveCancelled = DomainEvent<'DirectiveCancelled', { reason: string }>;
export type DirectiveClosed = DomainEvent<'DirectiveClosed', { kind: ClosureKind; summary: string }>;
/** One of its tasks was reopened after the directive was closed. */
export type DirectiveReopened = DomainEvent<'DirectiveReopened', { taskId: Id; reason: string }>;

/** Its tasks get the label with it. */
export type DirectiveLabelled = DomainEvent<'DirectiveLabelled', { label: Label; reason: string }>;

export type DirectiveEvent =
  | DirectiveProposed
  | ProposalRevised
  | DirectiveRequoted
  | DirectiveDropped
  | DirectiveRegistered
  | DirectiveIssued
  | DirectiveAmended
  | DirectiveDeadlineRecomputed
  | DirectiveMerged
  | DirectiveSuperseded
  | DirectiveCancelled
  | DirectiveClosed
  | DirectiveReopened
  | DirectiveLabelled;
