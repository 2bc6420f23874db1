import type { CivilDate } from '#libs/calendar';
import type { DomainEvent } from '#libs/event-sourcing';
import type { Id, Label } from '../terms.ts';

// The names and fields below are the stored format: they are kept for years.
// One stream holds the whole organisation: it changes seldom, is small, and is decided as a whole (a tree, one holder a post).

/** `office` is the supervision office (督查室) itself; there is one. */
export type UnitKind = 'office' | 'unit';
/** What the holder of a post answers for. Duties belong to posts, so a successor inherits them. */
const DUTIES = ['leader', 'head', 'liaison', 'clerk'] as const;
export type Duty = (typeof DUTIES)[number];
/** What a person may do, apart from what their posts let them see. */
export const ROLES = ['clerk', 'liaison', 'leader', 'auditor', 'administrator', 'security-officer'] as const;
export type Role = (typeof ROLES)[number];
/** The three officers (三员), of whom nobody is two: whoever runs the system, grants rights, or audits sees no business. */
export const OFFICERS = ['administrator', 'security-officer', 'auditor'] as const satisfies readonly Role[];
export type Officer = (typeof OFFICERS)[number];

export type UnitAdded = DomainEvent<
  'UnitAdded',
  { unitId: Id; parentId: Id | null; kind: UnitKind; name: { zh: string; en: string } }
>;
export type UnitRenamed = DomainEvent<'UnitRenamed', { unitId: Id; name: { zh: string; en: string } }>;
export type PostCreated = DomainEvent<
  'PostCreated',
  { postId: Id; unitId: Id; duty: Duty; title: { zh: string; en: string } }
>;
/** A post has one holder at a time: filling it replaces whoever held it. */
export type PostFilled = DomainEvent<'PostFilled', { postId: Id; personId: Id; from: CivilDate }>;
export type PostVacated = DomainEvent<'PostVacated', { postId: Id; personId: Id; reason: string }>;
export type RoleGranted = DomainEvent<'RoleGranted', { personId: Id; role: Role }>;
export type RoleRevoked = DomainEvent<'RoleRevoked', { personId: Id; role: Role; reason: string }>;

/** How far somebody may know: up to which label they see items that are theirs to see. */
export type ClearanceSet = DomainEvent<'ClearanceSet', { personId: Id; clearance: Label; reason: string }>;

/**
 * From the one day to the other, both included, the deputy may do what the holder may by this post. It ends by itself, also
 * when the post gets another holder or none.
 */
export type PostDelegated = DomainEvent<
  'PostDelegated',
  { delegationId: Id; postId: Id; holderId: Id; deputyId: Id; from: CivilDate; to: CivilDate; reason: string }
>;
export type DelegationRevoked = DomainEvent<'DelegationRevoked', { delegationId: Id; reason: string }>;

/** What is open at a post passes from one person to another; it waits for both to sign. */
export type HandOverOpened = DomainEvent<
  'HandOverOpened',
  { handOverId: Id; postId: Id; outgoingId: Id; incomingId: Id }
>;
/** The sheet as of this position was signed by the one who leaves. */
export type PostHandedOver = DomainEvent<'PostHandedOver', { handOverId: Id; position: number }>;
/** The same sheet was signed by the one who comes. */
export type PostTakenOver = DomainEvent<'PostTakenOver', { handOverId: Id; position: number }>;

export type OrganisationEvent =
  | UnitAdded
  | UnitRenamed
  | PostCreated
  | PostFilled
  | PostVacated
  | RoleGranted
  | RoleRevoked
  | ClearanceSet
  | PostDelegated
  | DelegationRevoked
  | HandOverOpened
  | PostHandedOver
  | PostTakenOver;
