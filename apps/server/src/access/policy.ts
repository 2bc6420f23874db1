import type { Id, Role } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { maySee, type Placement } from '../read-models/visibility.ts';
import type { CommandOfAPerson } from './commands-of-people.ts';
import { type Capacity, capacitiesOf, type Viewer } from './viewer.ts';

/**
 * How somebody stands to an item: in the office; holding a post in its lead unit, or in a co-unit; its leader in charge;
 * or holding a post in, or above, one of its units. `holder`: holding the very post that it is about. `founding`: to no item, while nobody is security officer yet.
 */
type Relation = 'office' | 'lead' | 'co' | 'in-charge' | 'above' | 'holder' | 'founding';

/** A role that may do it; when relations are named, one of them must hold as well. */
interface Grant {
  readonly role: Role;
  readonly when?: readonly Relation[];
}

/** Anybody at all; whoever is signed in; whoever has one of the grants; or nobody but in demo mode. */
export type Rule = 'anybody' | 'signed-in' | 'demo' | readonly Grant[];

const THE_OFFICE: Rule = [{ role: 'clerk', when: ['office'] }];
const THE_LEAD_UNIT: Rule = [{ role: 'liaison', when: ['lead'] }];
const ITS_UNITS: Rule = [{ role: 'liaison', when: ['lead', 'co'] }];
const LEADERS: Rule = [{ role: 'leader', when: ['in-charge', 'above', 'office'] }];
/** Whoever holds the post, by whatever role they have for it, or the office for them. */
const ITS_HOLDER: Rule = [
  { role: 'clerk', when: ['holder', 'office'] },
  { role: 'liaison', when: ['holder'] },
  { role: 'leader', when: ['holder'] },
];
/** The three officers (三员): one runs the system, one grants, one audits; none of them is among the readers below. */
const ADMINISTRATORS: Rule = [{ role: 'administrator' }];
const SECURITY_OFFICERS: Rule = [{ role: 'security-officer' }];
const AUDITORS: Rule = [{ role: 'auditor' }];
/** Lists are cut to what the reader may see, and single items outside of it are not found (read-models/visibility.ts). */
const READERS: Rule = [{ role: 'clerk' }, { role: 'liaison' }, { role: 'leader' }];

/** The table of who may what. A route that is not in it does not start; a command that is not in it does not compile. */
export const POLICY = {
  // At the door
  ReadStatus: 'anybody',
  ReadHealth: 'anybody',
  ReadApiReference: 'anybody',
  ReadCalendarFeed: 'anybody', // its address is the secret
  SignIn: 'anybody',
  SetUp: 'anybody',
  KeepOwnSession: 'signed-in',
  KeepOwnFactors: 'signed-in',
  KeepOwnTokens: 'signed-in',
  KeepOwnPreferences: 'signed-in',
  KeepOwnDevices: 'signed-in',
  KeepOwnCalendarFeeds: 'signed-in',
  KeepOwnViews: 'signed-in',
  MoveClock: 'demo',

  // Reading
  ReadOrganisation: 'signed-in',
  ReadSettings: 'signed-in',
  ReadSeal: 'signed-in',
  ReadOwnInbox: 'signed-in',
  FollowChanges: 'signed-in',
  ReadReadouts: READERS,
  ReadProposals: THE_OFFICE,
  ReadMovedDates: THE_OFFICE,
  ReadDirectives: READERS,
  ReadTasks: READERS,
  ReadCampaigns: READERS,
  ReadOverview: READERS,
  ReadDashboard: READERS,
  ReadReport: READERS,
  ExportReport: READERS,
  SearchItems: READERS,
  ReadDeliveries: [{ role: 'auditor' }, ...THE_OFFICE],
  ReadTold: [{ role: 'auditor' }],
  ReadHold: [{ role: 'auditor' }, ...THE_OFFICE],
  ReadEvents: AUDITORS,
  ReadAuditEntries: AUDITORS,
  ReadPeople: [...ADMINISTRATORS, ...SECURITY_OFFICERS],

  // Readouts, directives and campaigns: the office
  ImportReadout: THE_OFFICE,
  CorrectReadout: THE_OFFICE,
  ProposeDirective: THE_OFFICE,
  ReviseProposal: THE_OFFICE,
  DropDirective: THE_OFFICE,
  RegisterDirective: THE_OFFICE,
  IssueDirective: THE_OFFICE,
  AmendDirective: THE_OFFICE,
  RecomputeDeadline: THE_OFFICE,
  MergeDirective: THE_OFFICE,
  SupersedeDirective: THE_OFFICE,
  CancelDirective: THE_OFFICE,
  CloseDirective: THE_OFFICE,
  LabelDirective: THE_OFFICE,

  OpenCampaign: THE_OFFICE,
  AmendCampaign: THE_OFFICE,
  AddDirectives: THE_OFFICE,
  RemoveDirectives: THE_OFFICE,
  CloseCampaign: THE_OFFICE,

  // What somebody wrote and should not have: it cannot be undone, so that it is the office's to answer for
  EraseText: THE_OFFICE,

  // Tasks: the lead unit does the work, a co-unit may report its share, the office hands out and judges
  SignForTask: THE_LEAD_UNIT,
  DisputeTask: THE_LEAD_UNIT,
  StartTask: THE_LEAD_UNIT,
  DecomposeTask: THE_LEAD_UNIT,
  ReportProgress: ITS_UNITS,
  AddEvidenceFile: ITS_UNITS,
  RequestExtension: THE_LEAD_UNIT,
  ClaimCompletion: THE_LEAD_UNIT,
  UpholdAssignment: THE_OFFICE,
  ReassignTask: THE_OFFICE,
  ReturnReport: THE_OFFICE,
  GrantExtension: THE_OFFICE,
  RefuseExtension: THE_OFFICE,
  RedateTask: THE_OFFICE,
  RecomputeTaskDeadline: THE_OFFICE,
  UrgeTask: THE_OFFICE,
  SuspendTask: THE_OFFICE,
  ResumeTask: THE_OFFICE,
  ReturnCompletion: THE_OFFICE,
  CloseTask: THE_OFFICE,
  LookBackAtTask: THE_OFFICE,
  ReopenTask: THE_OFFICE,
  IssueSlip: THE_OFFICE,
  AnswerSlip: THE_LEAD_UNIT,
  ChooseLadder: THE_OFFICE,
  SetFeedbackCycle: THE_OFFICE,
  SetLadder: THE_OFFICE,
  SetLightThresholds: THE_OFFICE,
  RecordRemark: LEADERS,
  AcknowledgeAlerts: 'signed-in',
  SnoozeAlerts: 'signed-in',

  // After a restore: whoever decides what was sent already neither sends nor receives. The one command of an auditor (ADR 22)
  ReleaseMessages: AUDITORS,

  // Where reminders go besides: whoever adds a place sends there what they may see, which is everything
  KeepDestinations: THE_OFFICE,
  ResendMessages: THE_OFFICE,

  // Accounts and posts are the system administrator's, and what somebody may do is the security officer's: neither alone lets anybody in
  AddUnit: ADMINISTRATORS,
  RenameUnit: ADMINISTRATORS,
  CreatePost: ADMINISTRATORS,
  FillPost: ADMINISTRATORS,
  VacatePost: ADMINISTRATORS,
  AppointSecurityOfficer: [...SECURITY_OFFICERS, { role: 'administrator', when: ['founding'] }],
  GrantRole: SECURITY_OFFICERS,
  RevokeRole: SECURITY_OFFICERS,
  SetClearance: SECURITY_OFFICERS,
  // Who stands in for an absent holder is theirs to say, in person: a deputy names no deputy
  DelegatePost: ITS_HOLDER,
  RevokeDelegation: ITS_HOLDER,
  OpenHandOver: ITS_HOLDER,
  // Each by whom the sheet names; others but the office are told that there is none
  ReadHandOvers: 'signed-in',
  HandOver: 'signed-in',
  TakeOver: 'signed-in',
  KeepPeople: ADMINISTRATORS,
  ResetPassword: [...ADMINISTRATORS, ...SECURITY_OFFICERS], // the officers' the security officer, the others' the administrator
} as const satisfies Record<CommandOfAPerson, Rule> & Record<string, Rule>;
export type Action = keyof typeof POLICY;

/**
 * Throws `item.not-found` when the viewer may not see the item, which is not told apart from one that is not there, and
 * `access.denied` when they may see it and may not do this. Without an item, only relations to the office count. Answers
 * with the capacity in which they may: their own wherever it suffices.
 */
export function permit(viewer: Viewer, action: Action, item: Placement | null = null): Capacity {
  if (item !== null && !maySee(viewer, item)) throw new Rejection('item.not-found');
  const [capacity] = capacitiesFor(viewer, action, item);
  if (!capacity) throw new Rejection('access.denied', { action });
  return capacity;
}

/** `permit` for what is done about a post: in nobody's place. */
export function permitForPost(viewer: Viewer, action: Action, postId: Id): void {
  const [own] = capacitiesOf(viewer);
  const held = standing(viewer, own);
  if (own.postIds.includes(postId)) held.add('holder');
  if (!isGranted(POLICY[action], own, held)) throw new Rejection('access.denied', { action });
}

/** Whether a viewer who may see the item may do this to it. */
export function isPermitted(viewer: Viewer, action: Action, item: Placement | null): boolean {
  return capacitiesFor(viewer, action, item).length > 0;
}

/** In which capacities a viewer who may see the item may do this to it, their own first. */
export function capacitiesFor(viewer: Viewer, action: Action, item: Placement | null): Capacity[] {
  return capacitiesOf(viewer).filter((capacity) => {
    const held = item === null ? standing(viewer, capacity) : relations(viewer, capacity, item);
    return isGranted(POLICY[action], capacity, held);
  });
}

function isGranted(rule: Rule, { roles }: Capacity, held: ReadonlySet<Relation>): boolean {
  if (typeof rule === 'string') return true;
  return rule.some(({ role, when }) => roles.includes(role) && (!when || when.some((one) => held.has(one))));
}

/** Whether some item could be found with which the viewer may do this: what can be told before an item is known. */
export function mayEver(viewer: Viewer, action: Action): boolean {
  const rule: Rule = POLICY[action];
  return typeof rule === 'string' || rule.some(({ role }) => viewer.roles.includes(role));
}

function standing(viewer: Viewer, capacity: Capacity): Set<Relation> {
  return new Set([
    ...(capacity.isOffice ? (['office'] as const) : []),
    ...(viewer.isFounding ? (['founding'] as const) : []),
  ]);
}

function relations(viewer: Viewer, capacity: Capacity, item: Placement): Set<Relation> {
  const held = standing(viewer, capacity);
  const units = item.leadUnit === null ? item.coUnits : [item.leadUnit, ...item.coUnits];
  if (item.leadUnit !== null && capacity.unitIds.includes(item.leadUnit)) held.add('lead');
  if (item.coUnits.some((unit) => capacity.unitIds.includes(unit))) held.add('co');
  if (item.leaderInCharge !== null && capacity.leaderPostIds.includes(item.leaderInCharge)) held.add('in-charge');
  if (units.some((unit) => capacity.visibleUnitIds.includes(unit))) held.add('above');
  return held;
}
