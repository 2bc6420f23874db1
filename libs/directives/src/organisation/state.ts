import type { CivilDate } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { Id, Label } from '../terms.ts';
import type { Duty, Role, UnitKind } from './events.ts';

export interface Unit {
  readonly parentId: Id | null;
  readonly kind: UnitKind;
  readonly name: { readonly zh: string; readonly en: string };
}
export interface Post {
  readonly unitId: Id;
  readonly duty: Duty;
  readonly title: { readonly zh: string; readonly en: string };
  readonly holder: { readonly personId: Id; readonly from: CivilDate } | null;
  /** Who held the post before it became empty; absent while it is held, and when nobody ever did. */
  readonly lastHolderId?: Id;
}

/** A sheet of what is open at a post, which both have to sign. */
export interface HandOverSheet {
  readonly postId: Id;
  readonly outgoingId: Id;
  readonly incomingId: Id;
  readonly openedAt: Instant;
  /** What the sheet shows: the log up to it; null until the first signs. */
  readonly position: number | null;
  readonly handedOverAt: Instant | null;
  readonly takenOverAt: Instant | null;
}

/** Somebody stands in for a post's holder for a while. */
export interface Delegation {
  readonly postId: Id;
  readonly holderId: Id;
  readonly deputyId: Id;
  /** Both days are included. */
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** Revoked, or the post has had another holder since; that its last day is over does not show here. */
  readonly ended: boolean;
}

/** The whole organisation, by id. The order of the keys means nothing: a kept state does not preserve it. */
export interface OrganisationState {
  /** Events folded so far: the version of the stream. */
  readonly version: number;
  readonly units: Readonly<Record<Id, Unit>>;
  readonly posts: Readonly<Record<Id, Post>>;
  /** By person. */
  readonly roles: Readonly<Record<Id, readonly Role[]>>;
  /** By person; absent, and who is not in it: `DEFAULT_LABEL`. */
  readonly clearances?: Readonly<Record<Id, Label>>;
  /** Absent: there never was any. */
  readonly handOvers?: Readonly<Record<Id, HandOverSheet>>;
  /** Absent: none was ever made. */
  readonly delegations?: Readonly<Record<Id, Delegation>>;
}

export const emptyOrganisation: OrganisationState = { version: 0, units: {}, posts: {}, roles: {} };
