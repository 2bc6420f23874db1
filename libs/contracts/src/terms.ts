import { z } from 'zod';
import type {
  CampaignStatus as CampaignStatusTerm,
  ClosureKind as ClosureKindTerm,
  DirectiveStatus as DirectiveStatusTerm,
  Duty as DutyTerm,
  Label as LabelTerm,
  Light as LightTerm,
  Role as RoleTerm,
  SlipColour as SlipColourTerm,
  TaskDeed as TaskDeedTerm,
  TaskStatus as TaskStatusTerm,
  UnitKind as UnitKindTerm,
} from '#libs/directives';

/** Every term once, under itself. With `satisfies` the compiler refuses a term that is missing here or too many. */
type Each<Term extends string> = { readonly [T in Term]: T };

export const ClosureKind = z
  .enum({
    implemented: 'implemented',
    partly: 'partly',
    'not-implemented': 'not-implemented',
    overtaken: 'overtaken',
  } satisfies Each<ClosureKindTerm>)
  .meta({ id: 'ClosureKind', description: 'How a directive or a task was finished.' });

export const SlipColour = z
  .enum({ blue: 'blue', yellow: 'yellow', red: 'red' } satisfies Each<SlipColourTerm>)
  .meta({ id: 'SlipColour', description: 'Blue: due soon. Yellow: behind, or sent back. Red: late.' });

export const Label = z
  .enum({ public: 'public', internal: 'internal', sensitive: 'sensitive' } satisfies Each<LabelTerm>)
  .meta({ id: 'Label', description: 'How far an item may be known; as a clearance, up to which label somebody sees.' });

export const Role = z
  .enum({
    clerk: 'clerk',
    liaison: 'liaison',
    leader: 'leader',
    auditor: 'auditor',
    administrator: 'administrator',
    'security-officer': 'security-officer',
  } satisfies Each<RoleTerm>)
  .meta({ id: 'Role', description: 'What a person may do, apart from what their posts let them see.' });

export const Duty = z
  .enum({ leader: 'leader', head: 'head', liaison: 'liaison', clerk: 'clerk' } satisfies Each<DutyTerm>)
  .meta({ id: 'Duty', description: 'What the holder of a post answers for.' });

export const UnitKind = z
  .enum({ office: 'office', unit: 'unit' } satisfies Each<UnitKindTerm>)
  .meta({ id: 'UnitKind', description: '`office` is the supervision office itself; there is one.' });

export const LanguageTag = z.enum(['zh', 'en']).meta({ id: 'Language' });
export type LanguageTag = z.infer<typeof LanguageTag>;

export const DirectiveStatus = z
  .enum({
    proposed: 'proposed',
    dropped: 'dropped',
    registered: 'registered',
    issued: 'issued',
    merged: 'merged',
    superseded: 'superseded',
    cancelled: 'cancelled',
    closed: 'closed',
  } satisfies Each<Exclude<DirectiveStatusTerm, 'none'>>)
  .meta({ id: 'DirectiveStatus' });
export type DirectiveStatus = z.infer<typeof DirectiveStatus>;

export const CampaignStatus = z
  .enum({ open: 'open', closed: 'closed' } satisfies Each<Exclude<CampaignStatusTerm, 'none'>>)
  .meta({ id: 'CampaignStatus' });
export type CampaignStatus = z.infer<typeof CampaignStatus>;

export const TaskStatus = z
  .enum({
    assigned: 'assigned',
    disputed: 'disputed',
    'signed-for': 'signed-for',
    active: 'active',
    suspended: 'suspended',
    'in-review': 'in-review',
    closed: 'closed',
    ended: 'ended',
  } satisfies Each<Exclude<TaskStatusTerm, 'none'>>)
  .meta({ id: 'TaskStatus' });
export type TaskStatus = z.infer<typeof TaskStatus>;

export const Light = z
  .enum({
    overdue: 'overdue',
    'due-soon': 'due-soon',
    behind: 'behind',
    'on-track': 'on-track',
    done: 'done',
    'not-signed': 'not-signed',
    suspended: 'suspended',
  } satisfies Each<LightTerm>)
  .meta({ id: 'Light', description: 'Computed from events, calendar, time and thresholds; never a state.' });
export type Light = z.infer<typeof Light>;

export const TaskDeed = z
  .enum({
    SignForTask: 'SignForTask',
    DisputeTask: 'DisputeTask',
    UpholdAssignment: 'UpholdAssignment',
    ReassignTask: 'ReassignTask',
    StartTask: 'StartTask',
    DecomposeTask: 'DecomposeTask',
    ReportProgress: 'ReportProgress',
    ReturnReport: 'ReturnReport',
    RequestExtension: 'RequestExtension',
    GrantExtension: 'GrantExtension',
    RefuseExtension: 'RefuseExtension',
    RedateTask: 'RedateTask',
    UrgeTask: 'UrgeTask',
    SuspendTask: 'SuspendTask',
    ResumeTask: 'ResumeTask',
    ClaimCompletion: 'ClaimCompletion',
    ReturnCompletion: 'ReturnCompletion',
    CloseTask: 'CloseTask',
    LookBackAtTask: 'LookBackAtTask',
    ReopenTask: 'ReopenTask',
    RecordRemark: 'RecordRemark',
    IssueSlip: 'IssueSlip',
    AnswerSlip: 'AnswerSlip',
    SetFeedbackCycle: 'SetFeedbackCycle',
  } satisfies Each<TaskDeedTerm>)
  .meta({ id: 'TaskDeed', description: 'A command that a person may give to a task.' });
export type TaskDeed = z.infer<typeof TaskDeed>;
