import type { DomainEvent, Instant } from '#libs/event-sourcing';
import type { UnknownEventVersion } from './errors.ts';

/** Place in the whole log: 1, 2, 3, … without gaps, in the order of commits. */
export type Position = number;

/** Who and why, kept beside every event and never part of a decision. Ids only, no names. */
export interface EventMeta {
  /** Id of the person, or `system`. */
  readonly actor: string;
  /** One HTTP request or one job: everything it caused bears the same. */
  readonly correlationId: string;
  /** The idempotency key the command came with. */
  readonly commandId: string;
  /** Only where the actor's own rights did not suffice: as the deputy of whoever holds this post. */
  readonly delegation?: { readonly delegationId: string; readonly postId: string; readonly holderId: string };
}

export interface StoredEvent<E extends DomainEvent = DomainEvent> {
  readonly position: Position;
  readonly streamId: string;
  /** 1, 2, 3, … within the stream. */
  readonly version: number;
  /** The event as the code of today knows it: already upcast. */
  readonly event: E;
  readonly meta: EventMeta;
  /** Business time at the append, taken after the append lock: never decreases with position. */
  readonly recordedAt: Instant;
}

/** The folded state kept beside the log and written in the append's commit; also the snapshot from which commands are decided. */
export interface StateRow {
  /** `Decider.name` and `Decider.shape` of what was folded. */
  readonly decider: string;
  readonly shape: number;
  readonly body: object;
}

/** One stream's part in an append. With no events it is a guard: the append holds only if the stream is still at that version. */
export interface StreamAppend {
  readonly streamId: string;
  /** The version that the decision was made on; 0 for a stream that must not exist yet. */
  readonly expectedVersion: number;
  readonly events: readonly DomainEvent[];
  readonly state?: StateRow;
}

/** Remembers that a command was carried out, so that a retry gets the same answer and no second effect. Unique by actor and key. */
export interface Receipt {
  readonly actor: string;
  readonly key: string;
  /** `sha256:<hex>` of the command as it came; the same key with another one is an error of the caller. */
  readonly bodyHash: string;
  readonly status: number;
  readonly answer: unknown;
}
export interface StoredReceipt extends Receipt {
  /** Last position of the append, or the log's head when the command led to no events. */
  readonly position: Position;
}

/** All of `streams`, or none; together with the receipt. */
export interface Append {
  readonly streams: readonly StreamAppend[];
  readonly meta: EventMeta;
  readonly receipt?: Receipt;
}

export type AppendResult =
  | { readonly outcome: 'appended'; readonly position: Position }
  /** Some stream is not at its expected version (behind or ahead): nothing of this append was stored. */
  | { readonly outcome: 'conflict'; readonly streamId: string; readonly currentVersion: number }
  /** The receipt's actor and key are taken: nothing was stored; here is what was answered then. */
  | { readonly outcome: 'repeated'; readonly receipt: StoredReceipt };

export interface LoadedState {
  /** The stream's version, to be expected by the append. */
  readonly version: number;
  readonly state: StateRow;
}

/** A stream that a subscription could not apply and leaves out since; everything else went on. */
export interface ParkedStream {
  readonly subscription: string;
  readonly streamId: string;
  /** Of the first event that was not applied. */
  readonly position: Position;
  readonly error: string;
  /** Real time. */
  readonly parkedAt: Instant;
}

/** Where the library says what went wrong without anybody having asked. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  details: Readonly<Record<string, unknown>>,
) => void;

/** Is told of an event that is left out because this code does not know its type or version. */
export type SkipEvent = (position: Position, why: UnknownEventVersion) => void;
