import {
  type Audience,
  type ExistingTask,
  holdersOf,
  type Id,
  type OrganisationState,
  officeOf,
} from '#libs/directives';

/** Everybody who holds a post. */
export function postHolders({ posts }: OrganisationState): Id[] {
  return [...new Set(Object.values(posts).flatMap(({ holder }) => (holder ? [holder.personId] : [])))];
}

/** The organisation as it stands with the posts of those who are not `present` empty: who was disabled holds none. */
export function withPresentHolders(
  organisation: OrganisationState,
  present: (personId: Id) => boolean,
): OrganisationState {
  const posts = Object.entries(organisation.posts).map(([id, post]) => {
    const holder = post.holder && present(post.holder.personId) ? post.holder : null;
    return [id, { ...post, holder }] as const;
  });
  return { ...organisation, posts: Object.fromEntries(posts) };
}

/** Somebody who is to be told, and for whom: null when it is meant for their own post. */
export interface Addressee {
  readonly personId: Id;
  readonly standIn: 'head' | 'office' | null;
}

/** Those who are asked one after the other, until one of them can be reached. */
type Tier = readonly Addressee[];

/**
 * Whom a step is for, at the moment of asking: a successor inherits what was planned for another. Where nobody holds the
 * post, or no address of its holders works, the head of the unit is told as well, and after that the office's clerks, at
 * once. Empty when nobody holds any of these posts.
 */
export function addresseesOf(
  audiences: readonly Audience[],
  task: Pick<ExistingTask, 'leadUnit' | 'coUnits' | 'leaderInCharge'>,
  organisation: OrganisationState,
  isReached: (personId: Id) => boolean,
): Addressee[] {
  const addressees = audiences
    .flatMap((audience) => chainsOf(audience, task, organisation))
    .flatMap((chain) => told(chain, isReached))
    // Whoever is told for a post of their own does not stand in as well.
    .sort((a, b) => Number(a.standIn !== null) - Number(b.standIn !== null));
  return addressees.filter(({ personId }, i) => addressees.findIndex((one) => one.personId === personId) === i);
}

function chainsOf(
  audience: Audience,
  { leadUnit, coUnits, leaderInCharge }: Parameters<typeof addresseesOf>[1],
  organisation: OrganisationState,
): Tier[][] {
  const clerks = holdersIn(officeOf(organisation), 'clerk', organisation);
  const office = tier(clerks.length > 0 ? clerks : holdersIn(officeOf(organisation), 'head', organisation), 'office');
  const unit = (unitId: Id): Tier[] => {
    const heads = holdersIn(unitId, 'head', organisation);
    const hasLiaison = Object.values(organisation.posts).some(
      (post) => post.unitId === unitId && post.duty === 'liaison',
    );
    if (!hasLiaison) return [tier(heads, null), office];
    return [tier(holdersIn(unitId, 'liaison', organisation), null), tier(heads, 'head'), office];
  };
  switch (audience) {
    case 'responsible':
      return [unit(leadUnit)];
    case 'co-units':
      return coUnits.map(unit);
    case 'head':
      return [[tier(holdersIn(leadUnit, 'head', organisation), null), office]];
    case 'office':
      return [[office.map(({ personId }) => ({ personId, standIn: null }))]];
    case 'leader-in-charge': {
      const leader = organisation.posts[leaderInCharge ?? '']?.holder;
      return [[tier(leader ? [leader.personId] : [], null), office]];
    }
  }
  return audience satisfies never;
}

function told(chain: readonly Tier[], isReached: (personId: Id) => boolean): Addressee[] {
  const enough = chain.findIndex((addressees) => addressees.some(({ personId }) => isReached(personId)));
  return chain.slice(0, enough === -1 ? chain.length : enough + 1).flat();
}

function tier(personIds: readonly Id[], standIn: Addressee['standIn']): Tier {
  return personIds.map((personId) => ({ personId, standIn }));
}

function holdersIn(unitId: Id | null, duty: 'clerk' | 'head' | 'liaison', organisation: OrganisationState): Id[] {
  return unitId === null ? [] : holdersOf(organisation, { unitId, duty });
}
