import type { CivilDate } from '#libs/calendar';
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
}

export const emptyOrganisation: OrganisationState = { version: 0, units: {}, posts: {}, roles: {} };
