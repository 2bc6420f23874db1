import { z } from 'zod';
import { CommandAnswer } from './answer.ts';
import { CivilDate, Id, LocalName, PersonRef, words } from './scalars.ts';
import { Duty, Label, Role, UnitKind } from './terms.ts';

export const AddUnit = z
  .strictObject({ parentId: Id.nullable().default(null), kind: UnitKind.default('unit'), name: LocalName })
  .meta({ id: 'AddUnit' });
export type AddUnit = z.infer<typeof AddUnit>;
export const RenameUnit = z.strictObject({ name: LocalName }).meta({ id: 'RenameUnit' });
export type RenameUnit = z.infer<typeof RenameUnit>;
export const CreatePost = z.strictObject({ unitId: Id, duty: Duty, title: LocalName }).meta({ id: 'CreatePost' });
export type CreatePost = z.infer<typeof CreatePost>;
/** `from` is today when it is left out. */
export const FillPost = z.strictObject({ personId: Id, from: CivilDate.optional() }).meta({ id: 'FillPost' });
export type FillPost = z.infer<typeof FillPost>;
export const VacatePost = z.strictObject({ reason: words(2000) }).meta({ id: 'VacatePost' });
export type VacatePost = z.infer<typeof VacatePost>;
export const SetClearance = z.strictObject({ clearance: Label, reason: words(2000) }).meta({ id: 'SetClearance' });
export type SetClearance = z.infer<typeof SetClearance>;
export const GrantRole = z.strictObject({ role: Role }).meta({ id: 'GrantRole' });
export type GrantRole = z.infer<typeof GrantRole>;
export const RevokeRole = z.strictObject({ role: Role, reason: words(2000) }).meta({ id: 'RevokeRole' });
export type RevokeRole = z.infer<typeof RevokeRole>;

/** The deputy may do what the holder may by the post, from the one day to the other, both included. */
export const DelegatePost = z
  .strictObject({ deputyId: Id, from: CivilDate, to: CivilDate, reason: words(2000) })
  .meta({ id: 'DelegatePost' });
export type DelegatePost = z.infer<typeof DelegatePost>;
export const RevokeDelegation = z.strictObject({ reason: words(2000) }).meta({ id: 'RevokeDelegation' });
export type RevokeDelegation = z.infer<typeof RevokeDelegation>;

/** Every command on the organisation answers with its id and version; what it made stands beside. */
export const OrganisationAnswer = CommandAnswer.extend({
  unitId: Id.optional(),
  postId: Id.optional(),
  personId: Id.optional(),
  delegationId: Id.optional(),
  handOverId: Id.optional(),
}).meta({ id: 'OrganisationAnswer' });
export type OrganisationAnswer = z.infer<typeof OrganisationAnswer>;

export const Delegation = z.object({ id: Id, deputy: PersonRef, from: CivilDate, to: CivilDate }).meta({
  id: 'Delegation',
  description: 'Somebody stands in for the holder of a post, on both days and between them.',
});
export type Delegation = z.infer<typeof Delegation>;

export const Post = z
  .object({
    id: Id,
    unitId: Id,
    duty: Duty,
    title: LocalName,
    holder: PersonRef.nullable(),
    since: CivilDate.nullable(),
    delegations: z.array(Delegation).meta({ description: 'Those that run or are to come.' }),
  })
  .meta({ id: 'Post' });
export type Post = z.infer<typeof Post>;

export const Unit = z
  .object({ id: Id, parentId: Id.nullable(), kind: UnitKind, name: LocalName, posts: z.array(Post) })
  .meta({ id: 'Unit' });
export type Unit = z.infer<typeof Unit>;

/** All units, parents before children, with their posts and holders. The `ETag` is `version`. */
export const Organisation = z
  .object({ id: Id, version: z.int().nonnegative(), units: z.array(Unit) })
  .meta({ id: 'Organisation' });
export type Organisation = z.infer<typeof Organisation>;
