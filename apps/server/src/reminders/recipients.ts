import type { CivilDate } from '#libs/calendar';
import {
  type Audience,
  type ExistingTask,
  type Id,
  type OrganisationState,
  officeOf,
  type Post,
  runningDelegations,
} from '#libs/directives';

/** Everybody who holds a post, or stands in for somebody who does, whenever. */
export function postHolders({ posts, delegations = {} }: OrganisationState): Id[] {
  const holders = Object.values(posts).flatMap(({ holder }) => (holder ? [holder.personId] : []));
  return [...new Set([...holders, ...Object.values(delegations).map(({ deputyId }) => deputyId)])];
}

/**
 * The organisation as it stands with the posts of those who are not `present` empty: who was disabled holds none. Of the
 * delegations, those that run on the day, to deputies who are present.
 */
export function withPresentHolders(
  organisation: OrganisationState,
  present: (personId: Id) => boolean,
  today: CivilDate,
): OrganisationState {
  const posts = Object.entries(organisation.posts).map(([id, post]) => {
    const holder = post.holder && present(post.holder.personId) ? post.holder : null;
    return [id, { ...post, holder }] as const;
  });
  const delegations = runningDelegations(organisation, today)
    .filter(({ deputyId }) => present(deputyId))
    .map(({ delegationId, ...delegation }) => [delegationId, delegation] as const);
  return { ...organisation, posts: Object.fromEntries(posts), delegations: Object.fromEntries(delegations) };
}

/** Somebody who is to be told, and for whom: null when it is meant for their own post. */
export interface Addressee {
  readonly personId: Id;
  readonly standIn: 'head' | 'office' | null;
  /** They are away and have a deputy, who is told outside: here it lies in the inbox alone. */
  readonly inboxOnly?: true;
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
    .sort((a, b) => rankOf(a) - rankOf(b));
  return addressees.filter(({ personId }, i) => addressees.findIndex((one) => one.personId === personId) === i);
}

function rankOf({ standIn, inboxOnly }: Addressee): number {
  return (inboxOnly ? 2 : 0) + (standIn === null ? 0 : 1);
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
      return [[office.map((addressee) => ({ ...addressee, standIn: null }))]];
    case 'leader-in-charge': {
      return [
        [
          tier(
            atPosts(organisation, ([id]) => id === leaderInCharge),
            null,
          ),
          office,
        ],
      ];
    }
  }
  return audience satisfies never;
}

function told(chain: readonly Tier[], isReached: (personId: Id) => boolean): Addressee[] {
  const enough = chain.findIndex((addressees) =>
    addressees.some(({ personId, inboxOnly }) => !inboxOnly && isReached(personId)),
  );
  return chain.slice(0, enough === -1 ? chain.length : enough + 1).flat();
}

type AtPost = Omit<Addressee, 'standIn'>;

function tier(people: readonly AtPost[], standIn: Addressee['standIn']): Tier {
  return people.map((person) => ({ ...person, standIn }));
}

function holdersIn(unitId: Id | null, duty: 'clerk' | 'head' | 'liaison', organisation: OrganisationState): AtPost[] {
  return atPosts(organisation, ([, post]) => post.unitId === unitId && post.duty === duty);
}

/** The holders of these posts, each once and in the order of their ids; behind whoever has one their deputy. */
function atPosts(organisation: OrganisationState, isMeant: (post: [Id, Post]) => boolean): AtPost[] {
  const people = Object.entries(organisation.posts)
    .filter(isMeant)
    .flatMap(([id, { holder }]): AtPost[] => {
      const deputy = Object.values(organisation.delegations ?? {}).find(({ postId }) => postId === id);
      if (!holder) return [];
      return deputy
        ? [{ personId: deputy.deputyId }, { personId: holder.personId, inboxOnly: true }]
        : [{ personId: holder.personId }];
    })
    .sort((a, b) => (a.personId < b.personId ? -1 : 1));
  return people.filter(({ personId }, i) => people.findIndex((one) => one.personId === personId) === i);
}
