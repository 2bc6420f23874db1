import type { CivilDate } from '#libs/calendar';
import type { Command } from '#libs/event-sourcing';
import type { FeedbackCycle } from '../feedback/cycle.ts';
import type { ClosureKind, Deadline, EvidenceFile, Id, Label, SlipColour } from '../terms.ts';

/** Hands a task to one lead unit. Sent when a directive is issued and when a task is decomposed. */
export type AssignTask = Command<
  'AssignTask',
  {
    directiveId: Id;
    parentTaskId: Id | null;
    number: string;
    title: string;
    leadUnit: Id;
    coUnits: readonly Id[];
    leaderInCharge: Id | null;
    deadline: Deadline | null;
    /** One that the settings know; left out: `default`. */
    ladder?: string | undefined;
    cycle?: FeedbackCycle | null | undefined;
    /** Of what it is part of; left out: `DEFAULT_LABEL`. */
    label?: Label | undefined;
  }
>;
export type SignForTask = Command<'SignForTask'>;
export type DisputeTask = Command<'DisputeTask', { reason: string }>;
export type UpholdAssignment = Command<'UpholdAssignment', { reason: string }>;
export type ReassignTask = Command<'ReassignTask', { leadUnit: Id; coUnits: readonly Id[]; reason: string }>;
export type StartTask = Command<'StartTask'>;
export type DecomposeTask = Command<
  'DecomposeTask',
  { children: readonly { taskId: Id; title: string; leadUnit: Id; dueDate: CivilDate | null }[] }
>;
export type ReportProgress = Command<
  'ReportProgress',
  {
    reportId: Id;
    unit: Id;
    percent: number;
    text: string;
    period: string | null;
    files?: readonly EvidenceFile[];
  }
>;
export type ReturnReport = Command<'ReturnReport', { reportId: Id; reason: string }>;
export type RequestExtension = Command<'RequestExtension', { requestId: Id; to: CivilDate; reason: string }>;
/** `to` is the new date the office grants: the one asked for, or another after the present one. */
export type GrantExtension = Command<'GrantExtension', { requestId: Id; to: CivilDate }>;
export type RefuseExtension = Command<'RefuseExtension', { requestId: Id; reason: string }>;
/** The office sets another date, earlier or later, for a reason of its own. */
export type RedateTask = Command<'RedateTask', { to: CivilDate; reason: string }>;
/** What may be done many times carries an id (report, request, urge, remark, look-back): the same id twice is a repeat. */
export type UrgeTask = Command<'UrgeTask', { urgeId: Id; text: string }>;
export type SuspendTask = Command<'SuspendTask', { reason: string; clock: 'runs' | 'stops' }>;
export type ResumeTask = Command<'ResumeTask', { reason: string }>;
export type ClaimCompletion = Command<
  'ClaimCompletion',
  { text: string; evidence: readonly string[]; files?: readonly EvidenceFile[] }
>;
export type ReturnCompletion = Command<'ReturnCompletion', { reason: string }>;
export type CloseTask = Command<'CloseTask', { kind: ClosureKind; reason: string }>;
export type LookBackAtTask = Command<'LookBackAtTask', { lookBackId: Id; finding: 'ok' | 'problem'; text: string }>;
export type ReopenTask = Command<'ReopenTask', { reason: string; dueDate: CivilDate | null }>;
export type RecordRemark = Command<'RecordRemark', { remarkId: Id; text: string }>;
/** `number` is taken by the same append. */
export type IssueSlip = Command<
  'IssueSlip',
  { slipId: Id; number: string; colour: SlipColour; text: string; answerBy: CivilDate }
>;
export type AnswerSlip = Command<'AnswerSlip', { slipId: Id; text: string }>;
/** `ladder` is one that the settings know. */
export type ChooseLadder = Command<'ChooseLadder', { ladder: string }>;
export type SetFeedbackCycle = Command<'SetFeedbackCycle', { cycle: FeedbackCycle | null }>;
/** Sent with the recomputing of its directive's date, which it has inherited, in the same append. */
export type MoveWithDirective = Command<'MoveWithDirective', { to: CivilDate }>;
/** The office's word on a date of the task's own that a newer calendar makes a day of rest: it stands, or moves. */
export type RecomputeTaskDeadline = Command<'RecomputeTaskDeadline', { deadline: Deadline }>;
/** Sent with the end of its directive, in the same append. */
export type EndTask = Command<'EndTask', { cause: 'merged' | 'superseded' | 'cancelled'; reason: string }>;

/** Sent with the labelling of its directive, in the same append. */
export type LabelTask = Command<'LabelTask', { label: Label; reason: string }>;

export type TaskCommand =
  | AssignTask
  | SignForTask
  | DisputeTask
  | UpholdAssignment
  | ReassignTask
  | StartTask
  | DecomposeTask
  | ReportProgress
  | ReturnReport
  | RequestExtension
  | GrantExtension
  | RefuseExtension
  | RedateTask
  | UrgeTask
  | SuspendTask
  | ResumeTask
  | ClaimCompletion
  | ReturnCompletion
  | CloseTask
  | LookBackAtTask
  | ReopenTask
  | RecordRemark
  | IssueSlip
  | AnswerSlip
  | ChooseLadder
  | MoveWithDirective
  | RecomputeTaskDeadline
  | SetFeedbackCycle
  | EndTask
  | LabelTask;
