import type { CivilDate } from '#libs/calendar';
import type { Command } from '#libs/event-sourcing';
import type { Id, Label } from '../terms.ts';
import type { Duty, Role, UnitKind } from './events.ts';

export type AddUnit = Command<
  'AddUnit',
  { unitId: Id; parentId: Id | null; kind: UnitKind; name: { zh: string; en: string } }
>;
export type RenameUnit = Command<'RenameUnit', { unitId: Id; name: { zh: string; en: string } }>;
export type CreatePost = Command<
  'CreatePost',
  { postId: Id; unitId: Id; duty: Duty; title: { zh: string; en: string } }
>;
export type FillPost = Command<'FillPost', { postId: Id; personId: Id; from: CivilDate }>;
export type VacatePost = Command<'VacatePost', { postId: Id; reason: string }>;
export type GrantRole = Command<'GrantRole', { personId: Id; role: Role }>;
export type RevokeRole = Command<'RevokeRole', { personId: Id; role: Role; reason: string }>;

export type SetClearance = Command<'SetClearance', { personId: Id; clearance: Label; reason: string }>;

export type OrganisationCommand =
  | AddUnit
  | RenameUnit
  | CreatePost
  | FillPost
  | VacatePost
  | GrantRole
  | RevokeRole
  | SetClearance;
