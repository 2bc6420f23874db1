import type { CivilDate } from '#libs/calendar';
import {
  clearanceOf,
  type Id,
  isOfficer,
  type Label,
  type OrganisationState,
  officeHeldBy,
  officeOf,
  postsOf,
  type Role,
  rolesOf,
  runningDelegations,
  unitsAtOrBelow,
} from '#libs/directives';
import type { EventMeta } from '#libs/event-store';
import type { Language } from '#libs/messages';

/** What somebody may do, and what posts let them see. */
export interface Standing {
  readonly roles: readonly Role[];
  readonly postIds: readonly Id[];
  /** Those of them whose duty is `leader`: they are in charge of an item when it names one of these. */
  readonly leaderPostIds: readonly Id[];
  /** The units in which these posts lie. */
  readonly unitIds: readonly Id[];
  /** Those units and every unit below them: an item is visible when its lead unit or a co-unit is among these. */
  readonly visibleUnitIds: readonly Id[];
  /** One of the posts lies in the supervision office, which sees everything. */
  readonly isOffice: boolean;
}

/** In which capacity somebody acts: in their own, or as the deputy of a post's holder, with that post alone. */
export interface Capacity extends Standing {
  readonly under: EventMeta['delegation'] | null;
}

/** Who asks, and what they may see today, in all their capacities together. Made anew for every request. */
export interface Viewer extends Standing {
  readonly personId: Id;
  readonly language: Language;
  /** They see no item with a label above it, in whatever capacity. */
  readonly clearance: Label;
  /** Nobody is security officer yet: the system administrator appoints the first one. */
  readonly isFounding: boolean;
  /** Their own first; absent: that alone. What is done needs one that suffices by itself. */
  readonly capacities?: readonly Capacity[];
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
 * The viewer that a person is in this organisation on a day of business time; somebody it does not know has no roles and
 * sees nothing. One of the three officers holds no posts here, whatever the organisation says, and so sees no item.
 */
export function viewerOf(
  person: { id: Id; language: Language },
  organisation: OrganisationState,
  today: CivilDate,
): Viewer {
  const isAnOfficer = officeHeldBy(organisation, person.id) !== null;
  const own: Capacity = {
    ...standing(organisation, rolesOf(organisation, person.id), isAnOfficer ? [] : postsOf(organisation, person.id)),
    under: null,
  };
  const capacities = [own, ...asDeputy(organisation, person.id, today)];
  return {
    personId: person.id,
    language: person.language,
    ...together(capacities),
    clearance: clearanceOf(organisation, person.id),
    isFounding: !Object.values(organisation.roles).some((roles) => roles.includes('security-officer')),
    ...(capacities.length > 1 && { capacities }),
  };
}

/** The capacities of a viewer, their own first. */
export function capacitiesOf(viewer: Viewer): readonly [Capacity, ...Capacity[]] {
  const [own = { ...viewer, under: null }, ...others] = viewer.capacities ?? [];
  return [own, ...others];
}

/** With what a holder may do today by the post, and no more: without the three officers' roles, and without other posts of theirs. */
function asDeputy(organisation: OrganisationState, personId: Id, today: CivilDate): Capacity[] {
  return runningDelegations(organisation, today)
    .filter(({ deputyId }) => deputyId === personId)
    .flatMap(({ delegationId, postId, holderId }) => {
      const post = organisation.posts[postId];
      const roles = rolesOf(organisation, holderId).filter((role) => !isOfficer(role));
      const under = { delegationId, postId, holderId };
      return post ? [{ ...standing(organisation, roles, [{ postId, ...post }]), under }] : [];
    });
}

function standing(
  organisation: OrganisationState,
  roles: readonly Role[],
  posts: ReturnType<typeof postsOf>,
): Standing {
  const unitIds = [...new Set(posts.map(({ unitId }) => unitId))];
  return {
    roles,
    postIds: posts.map(({ postId }) => postId),
    leaderPostIds: posts.filter(({ duty }) => duty === 'leader').map(({ postId }) => postId),
    unitIds,
    visibleUnitIds: [...new Set(unitIds.flatMap((unitId) => unitsAtOrBelow(organisation, unitId)))],
    isOffice: unitIds.includes(officeOf(organisation) ?? ''),
  };
}

function together(capacities: readonly Standing[]): Standing {
  const all = <T>(of: (one: Standing) => readonly T[]) => [...new Set(capacities.flatMap(of))];
  return {
    roles: all(({ roles }) => roles),
    postIds: all(({ postIds }) => postIds),
    leaderPostIds: all(({ leaderPostIds }) => leaderPostIds),
    unitIds: all(({ unitIds }) => unitIds),
    visibleUnitIds: all(({ visibleUnitIds }) => visibleUnitIds),
    isOffice: capacities.some(({ isOffice }) => isOffice),
  };
}
