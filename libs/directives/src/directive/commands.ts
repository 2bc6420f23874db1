import type { Command } from '#libs/event-sourcing';
import type { ClosureKind, Deadline, Id, Label, Quote, QuotedClock } from '../terms.ts';

export type ProposeDirective = Command<
  'ProposeDirective',
  {
    readoutId: Id;
    quote: Quote;
    title: string;
    clock: QuotedClock | null;
    rule: string;
  }
>;
/** The whole of what a proposal says, as a clerk puts it. */
export type ReviseProposal = Command<'ReviseProposal', { quote: Quote; title: string; clock: QuotedClock | null }>;
/** Sent with the correction of its readout, in the same append. */
export type RequoteDirective = Command<'RequoteDirective', { quote: Quote; textHash: string }>;
/** `into`: the directive or proposal that says it already; null when it is not followed at all. */
export type DropDirective = Command<'DropDirective', { reason: string; into: Id | null }>;
export type RegisterDirective = Command<
  'RegisterDirective',
  {
    title: string;
    leadUnit: Id;
    coUnits: readonly Id[];
    leaderInCharge: Id | null;
    deadline: Deadline | null;
    targets: readonly string[];
  }
>;
/** The tasks themselves are assigned by `AssignTask` in the same append; here only their ids. */
export type IssueDirective = Command<'IssueDirective', { taskIds: readonly Id[] }>;
export type AmendDirective = Command<
  'AmendDirective',
  { title: string; deadline: Deadline | null; targets: readonly string[]; leaderInCharge: Id | null; reason: string }
>;
/** `deadline`: by the present edition of the calendar, with the date as it moves, or as it was. */
export type RecomputeDeadline = Command<'RecomputeDeadline', { deadline: Deadline }>;
export type MergeDirective = Command<'MergeDirective', { into: Id; reason: string }>;
export type SupersedeDirective = Command<'SupersedeDirective', { successor: Id; reason: string }>;
export type CancelDirective = Command<'CancelDirective', { reason: string }>;
export type CloseDirective = Command<'CloseDirective', { kind: ClosureKind; summary: string }>;
/** Sent with the reopening of one of its tasks, in the same append. */
export type ReopenDirective = Command<'ReopenDirective', { taskId: Id; reason: string }>;

/** Its tasks are labelled in the same append. */
export type LabelDirective = Command<'LabelDirective', { label: Label; reason: string }>;

export type DirectiveCommand =
  | ProposeDirective
  | ReviseProposal
  | RequoteDirective
  | DropDirective
  | RegisterDirective
  | IssueDirective
  | AmendDirective
  | RecomputeDeadline
  | MergeDirective
  | SupersedeDirective
  | CancelDirective
  | CloseDirective
  | ReopenDirective
  | LabelDirective;
