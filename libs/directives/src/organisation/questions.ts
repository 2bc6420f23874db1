import { DEFAULT_LABEL, type Id, LABELS, type Label } from '../terms.ts';
import { type Duty, OFFICERS, type Officer, type Role } from './events.ts';
import type { OrganisationState, Post } from './state.ts';

// Questions to the organisation. Answers with several ids are sorted, so that the same organisation gives the same bytes.

/** The unit, the one it is part of, and so on up to the root; empty for a unit that does not exist. */
export function unitsAtOrAbove(organisation: OrganisationState, unitId: Id): Id[] {
  const unit = organisation.units[unitId];
  if (unit === undefined) return [];
  return unit.parentId === null ? [unitId] : [unitId, ...unitsAtOrAbove(organisation, unit.parentId)];
}

/** The unit and all that are part of it, at any depth; empty for a unit that does not exist. */
export function unitsAtOrBelow(organisation: OrganisationState, unitId: Id): Id[] {
  return Object.keys(organisation.units)
    .filter((id) => unitsAtOrAbove(organisation, id).includes(unitId))
    .sort();
}

/** The supervision office; null before it was added. */
export function officeOf({ units }: OrganisationState): Id | null {
  return Object.keys(units).find((id) => units[id]?.kind === 'office') ?? null;
}

/** The persons who hold a post with the duty in the unit itself; each once. */
export function holdersOf({ posts }: OrganisationState, { unitId, duty }: { unitId: Id; duty: Duty }): Id[] {
  const holders = Object.values(posts)
    .filter((post) => post.unitId === unitId && post.duty === duty)
    .flatMap(({ holder }) => (holder === null ? [] : [holder.personId]));
  return [...new Set(holders)].sort();
}

/** The posts a person holds. */
export function postsOf({ posts }: OrganisationState, personId: Id): ({ readonly postId: Id } & Post)[] {
  return Object.entries(posts)
    .filter(([, post]) => post.holder?.personId === personId)
    .map(([postId, post]) => ({ postId, ...post }))
    .sort((a, b) => (a.postId < b.postId ? -1 : 1));
}

/**
 * Who answers for a unit's tasks: the holders of its liaison posts, else of its head's, else the office's clerks.
 * Empty when none of these posts is held.
 */
export function responsibleFor(organisation: OrganisationState, unitId: Id): Id[] {
  const liaisons = holdersOf(organisation, { unitId, duty: 'liaison' });
  if (liaisons.length > 0) return liaisons;
  const heads = holdersOf(organisation, { unitId, duty: 'head' });
  return heads.length > 0 ? heads : officeClerks(organisation);
}

/** The holders of clerk posts in the office. */
export function officeClerks(organisation: OrganisationState): Id[] {
  const office = officeOf(organisation);
  return office === null ? [] : holdersOf(organisation, { unitId: office, duty: 'clerk' });
}

export function isOfficer(role: Role): role is Officer {
  return OFFICERS.some((officer) => officer === role);
}

/** Which of the three officers somebody is, whatever else they were granted when that was still possible; null: none. */
export function officeHeldBy({ roles }: OrganisationState, personId: Id): Officer | null {
  return OFFICERS.find((officer) => roles[personId]?.includes(officer)) ?? null;
}

/** What a person may do: an officer that alone, anybody else all that they were granted. */
export function rolesOf(organisation: OrganisationState, personId: Id): readonly Role[] {
  const officer = officeHeldBy(organisation, personId);
  return officer === null ? (organisation.roles[personId] ?? []) : [officer];
}

/** Up to which label somebody sees what is theirs to see. */
export function clearanceOf({ clearances }: OrganisationState, personId: Id): Label {
  return clearances?.[personId] ?? DEFAULT_LABEL;
}

/** Whether a clearance lets an item with this label be read: no reading up. */
export function isCleared(clearance: Label, label: Label): boolean {
  return LABELS.indexOf(label) <= LABELS.indexOf(clearance);
}
