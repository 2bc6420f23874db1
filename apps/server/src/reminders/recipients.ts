import { type Audience, type Id, type OrganisationState, officeClerks, responsibleFor } from '#libs/directives';

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

/**
 * Whom a step is for, at the moment of asking: a successor inherits what was planned for another. Empty when nobody
 * holds any post that answers for the unit, not even in the office.
 */
export function recipientsOf(audience: Audience, leadUnit: Id, organisation: OrganisationState): Id[] {
  return audience === 'office' ? officeClerks(organisation) : responsibleFor(organisation, leadUnit);
}
