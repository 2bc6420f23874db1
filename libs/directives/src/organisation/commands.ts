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
export type FillPost = Command<'FillPost', { postId: Id; personId: Id; from: CivilDate; handOverId?: Id }>;
export type VacatePost = Command<'VacatePost', { postId: Id; reason: string }>;
export type GrantRole = Command<'GrantRole', { personId: Id; role: Role }>;
export type RevokeRole = Command<'RevokeRole', { personId: Id; role: Role; reason: string }>;

export type SetClearance = Command<'SetClearance', { personId: Id; clearance: Label; reason: string }>;

/** The holder is away from the one day to the other, both included; `today` is the day on which it is decided. */
export type DelegatePost = Command<
  'DelegatePost',
  {
    delegationId: Id;
    postId: Id;
    deputyId: Id;
    from: CivilDate;
    to: CivilDate;
    reason: string;
    today: CivilDate;
  }
>;
export type RevokeDelegation = Command<'RevokeDelegation', { delegationId: Id; reason: string }>;

export type OpenHandOver = Command<'OpenHandOver', { handOverId: Id; postId: Id; incomingId: Id }>;
/** `position`: what the sheet showed that is signed. */
export type HandOver = Command<'HandOver', { handOverId: Id; position: number }>;
export type TakeOver = Command<'TakeOver', { handOverId: Id; position: number }>;

export type OrganisationCommand =
  | AddUnit
  | RenameUnit
  | CreatePost
  | FillPost
  | VacatePost
  | GrantRole
  | RevokeRole
  | SetClearance
  | DelegatePost
  | RevokeDelegation
  | OpenHandOver
  | HandOver
  | TakeOver;
