import {
  clearanceOf,
  type Id,
  type Label,
  type OrganisationState,
  officeHeldBy,
  officeOf,
  postsOf,
  type Role,
  rolesOf,
  unitsAtOrBelow,
} from '#libs/directives';
import type { Language } from '#libs/messages';

/** Who asks, and what their posts let them see today. Made anew for every request. */
export interface Viewer {
  readonly personId: Id;
  readonly language: Language;
  readonly roles: readonly Role[];
  /** The posts they hold. */
  readonly postIds: readonly Id[];
  /** Those of them whose duty is `leader`: they are in charge of an item when it names one of these. */
  readonly leaderPostIds: readonly Id[];
  /** The units in which these posts lie. */
  readonly unitIds: readonly Id[];
  /** Those units and every unit below them: an item is visible when its lead unit or a co-unit is among these. */
  readonly visibleUnitIds: readonly Id[];
  /** They hold a post in the supervision office, which sees everything. */
  readonly isOffice: boolean;
  /** They see no item with a label above it. */
  readonly clearance: Label;
  /** Nobody is security officer yet: the system administrator appoints the first one. */
  readonly isFounding: boolean;
}

/** What no person does: the first set-up, and due jobs. It may change the organisation and sees no item. */
export const SYSTEM: Viewer = {
  personId: 'system',
  language: 'en',
  roles: ['administrator', 'security-officer'],
  postIds: [],
  leaderPostIds: [],
  unitIds: [],
  visibleUnitIds: [],
  isOffice: false,
  clearance: 'public',
  isFounding: false,
};

/**
 * The viewer that a person is in this organisation; somebody it does not know has no roles and sees nothing. One of the
 * three officers holds no posts here, whatever the organisation says, and so sees no item.
 */
export function viewerOf(person: { id: Id; language: Language }, organisation: OrganisationState): Viewer {
  const posts = officeHeldBy(organisation, person.id) === null ? postsOf(organisation, person.id) : [];
  const unitIds = [...new Set(posts.map(({ unitId }) => unitId))];
  return {
    personId: person.id,
    language: person.language,
    roles: rolesOf(organisation, person.id),
    postIds: posts.map(({ postId }) => postId),
    leaderPostIds: posts.filter(({ duty }) => duty === 'leader').map(({ postId }) => postId),
    unitIds,
    visibleUnitIds: [...new Set(unitIds.flatMap((unitId) => unitsAtOrBelow(organisation, unitId)))],
    isOffice: unitIds.includes(officeOf(organisation) ?? ''),
    clearance: clearanceOf(organisation, person.id),
    isFounding: !Object.values(organisation.roles).some((roles) => roles.includes('security-officer')),
  };
}
