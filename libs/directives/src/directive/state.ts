import type { Instant } from '#libs/event-sourcing';
import type { ClosureKind, Deadline, Id, Label, Quote, QuotedClock } from '../terms.ts';

/** What the reader (or a clerk) proposed: known of every directive. */
export interface ProposalFields {
  /** Events folded so far: the version of the stream. */
  readonly version: number;
  readonly readoutId: Id;
  readonly quote: Quote;
  readonly title: string;
  readonly clock: QuotedClock | null;
  /** The rule of the reader that fired, or `by-hand`. */
  readonly rule: string;
  readonly proposedAt: Instant;
  /** Absent: `DEFAULT_LABEL`. */
  readonly label?: Label;
}

/** What registering adds. */
export interface RegisteredFields extends ProposalFields {
  readonly number: string;
  readonly leadUnit: Id;
  readonly coUnits: readonly Id[];
  readonly leaderInCharge: Id | null;
  /** The date at registration, for ever: no amendment overwrites it. */
  readonly originalDeadline: Deadline | null;
  /** Default and ceiling of its tasks' dates; null: standing. */
  readonly deadline: Deadline | null;
  readonly targets: readonly string[];
  readonly registeredAt: Instant;
  /** The tasks it was issued as, without their children; empty before. */
  readonly taskIds: readonly Id[];
}

export interface NoDirective {
  readonly status: 'none';
  readonly version: 0;
}
export interface ProposedDirective extends ProposalFields {
  readonly status: 'proposed';
}
export interface DroppedDirective extends ProposalFields {
  readonly status: 'dropped';
  readonly droppedAt: Instant;
  readonly into: Id | null;
}
export interface RegisteredDirective extends RegisteredFields {
  readonly status: 'registered';
}
export interface IssuedDirective extends RegisteredFields {
  readonly status: 'issued';
  readonly issuedAt: Instant;
}
export interface MergedDirective extends RegisteredFields {
  readonly status: 'merged';
  readonly endedAt: Instant;
  readonly into: Id;
}
export interface SupersededDirective extends RegisteredFields {
  readonly status: 'superseded';
  readonly endedAt: Instant;
  readonly successor: Id;
}
export interface CancelledDirective extends RegisteredFields {
  readonly status: 'cancelled';
  readonly endedAt: Instant;
}
export interface ClosedDirective extends RegisteredFields {
  readonly status: 'closed';
  readonly issuedAt: Instant;
  readonly closedAt: Instant;
  readonly kind: ClosureKind;
}

/** It has a number and is not over: it may be amended, and other directives may merge into it. */
export type OpenDirective = RegisteredDirective | IssuedDirective;
export type ExistingDirective =
  | ProposedDirective
  | DroppedDirective
  | OpenDirective
  | MergedDirective
  | SupersededDirective
  | CancelledDirective
  | ClosedDirective;
export type DirectiveState = NoDirective | ExistingDirective;
export type DirectiveStatus = DirectiveState['status'];

export const noDirective: NoDirective = { status: 'none', version: 0 };

/** Open: registered or issued, so that it can be amended and others may merge into it. */
export function isOpenDirective(directive: DirectiveState): directive is OpenDirective {
  return directive.status === 'registered' || directive.status === 'issued';
}
