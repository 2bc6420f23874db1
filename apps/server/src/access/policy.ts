import type {
  CampaignCommand,
  DirectiveCommand,
  ErasureCommand,
  OrganisationCommand,
  ReadoutCommand,
  Role,
  SettingsCommand,
  TaskCommand,
} from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { maySee, type Placement } from '../read-models/visibility.ts';
import type { Viewer } from './viewer.ts';

/**
 * How somebody stands to an item: in the office; holding a post in its lead unit, or in a co-unit; its leader in charge;
 * or holding a post in, or above, one of its units. `founding`: to no item, while nobody is security officer yet.
 */
type Relation = 'office' | 'lead' | 'co' | 'in-charge' | 'above' | 'founding';

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
  RecordRemark: LEADERS,
  AcknowledgeAlerts: 'signed-in',
  SnoozeAlerts: 'signed-in',

  // After a restore: whoever decides what was sent already neither sends nor receives
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
  KeepPeople: ADMINISTRATORS,
  ResetPassword: [...ADMINISTRATORS, ...SECURITY_OFFICERS], // the officers' the security officer, the others' the administrator
} as const satisfies Record<CommandOfAPerson, Rule> & Record<string, Rule>;
export type Action = keyof typeof POLICY;

/** Those that come only with another command need no rule: nobody can send them. */
type Accompanying =
  | 'LabelTask'
  | 'RequoteDirective'
  | 'AssignTask'
  | 'MoveWithDirective'
  | 'EndTask'
  | 'ReopenDirective';
type CommandOfAPerson =
  | Exclude<(DirectiveCommand | TaskCommand)['type'], Accompanying>
  | CampaignCommand['type']
  | OrganisationCommand['type']
  | SettingsCommand['type']
  | ErasureCommand['type']
  | ReadoutCommand['type']
  | 'AcknowledgeAlerts'
  | 'SnoozeAlerts';

/**
 * Throws `item.not-found` when the viewer may not see the item, which is not told apart from one that is not there, and
 * `access.denied` when they may see it and may not do this. Without an item, only relations to the office count.
 */
export function permit(viewer: Viewer, action: Action, item: Placement | null = null): void {
  if (item !== null && !maySee(viewer, item)) throw new Rejection('item.not-found');
  if (!isPermitted(viewer, action, item)) throw new Rejection('access.denied', { action });
}

/** Whether a viewer who may see the item may do this to it. */
export function isPermitted(viewer: Viewer, action: Action, item: Placement | null): boolean {
  const rule: Rule = POLICY[action];
  if (typeof rule === 'string') return true;
  const held = item === null ? standing(viewer) : relations(viewer, item);
  return rule.some(({ role, when }) => viewer.roles.includes(role) && (!when || when.some((one) => held.has(one))));
}

/** Whether some item could be found with which the viewer may do this: what can be told before an item is known. */
export function mayEver(viewer: Viewer, action: Action): boolean {
  const rule: Rule = POLICY[action];
  return typeof rule === 'string' || rule.some(({ role }) => viewer.roles.includes(role));
}

function standing(viewer: Viewer): Set<Relation> {
  return new Set([
    ...(viewer.isOffice ? (['office'] as const) : []),
    ...(viewer.isFounding ? (['founding'] as const) : []),
  ]);
}

function relations(viewer: Viewer, item: Placement): Set<Relation> {
  const held = standing(viewer);
  const units = item.leadUnit === null ? item.coUnits : [item.leadUnit, ...item.coUnits];
  if (item.leadUnit !== null && viewer.unitIds.includes(item.leadUnit)) held.add('lead');
  if (item.coUnits.some((unit) => viewer.unitIds.includes(unit))) held.add('co');
  if (item.leaderInCharge !== null && viewer.leaderPostIds.includes(item.leaderInCharge)) held.add('in-charge');
  if (units.some((unit) => viewer.visibleUnitIds.includes(unit))) held.add('above');
  return held;
}
