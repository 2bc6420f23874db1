import type { CivilDate } from '#libs/calendar';
import type { DomainEvent } from '#libs/event-sourcing';
import type { FeedbackCycle } from '../feedback/cycle.ts';
import type { ClosureKind, Deadline, EvidenceFile, Id, Label, SlipColour } from '../terms.ts';

// The names and fields below are the stored format: they are kept for years.

export type TaskAssigned = DomainEvent<
  'TaskAssigned',
  {
    directiveId: Id;
    /** Set when the task is part of another (分解). */
    parentTaskId: Id | null;
    /** The directive's number and a sequence: `督〔2022〕1号-01`. */
    number: string;
    title: string;
    leadUnit: Id;
    coUnits: readonly Id[];
    leaderInCharge: Id | null;
    deadline: Deadline | null;
    /** The day by whose end the lead unit should have signed for it. */
    signBy: CivilDate;
    /** The ladder by which it is reminded of; absent: `default`. */
    ladder?: string;
    /** Absent or null: without one. */
    cycle?: FeedbackCycle | null;
    /** Its directive's, or its parent task's, at the time; absent: `DEFAULT_LABEL`. */
    label?: Label;
  }
>;
export type TaskSignedFor = DomainEvent<'TaskSignedFor'>;
export type TaskDisputed = DomainEvent<'TaskDisputed', { reason: string }>;
/** The office keeps the task with the unit that disputed it. */
export type AssignmentUpheld = DomainEvent<'AssignmentUpheld', { reason: string; signBy: CivilDate }>;
export type TaskReassigned = DomainEvent<
  'TaskReassigned',
  { leadUnit: Id; coUnits: readonly Id[]; reason: string; signBy: CivilDate }
>;
export type TaskStarted = DomainEvent<'TaskStarted'>;
export type TaskDecomposed = DomainEvent<'TaskDecomposed', { childTaskIds: readonly Id[] }>;
export type ProgressReported = DomainEvent<
  'ProgressReported',
  {
    reportId: Id;
    /** The unit that reports: the lead unit or a co-unit. Only the lead unit's percent becomes the task's. */
    unit: Id;
    percent: number;
    text: string;
    /** The period it answers, `2022-W44`; null for a report nobody asked for. */
    period: string | null;
    /** Absent: none. */
    files?: readonly EvidenceFile[];
  }
>;
export type ReportReturned = DomainEvent<'ReportReturned', { reportId: Id; reason: string }>;
export type ExtensionRequested = DomainEvent<
  'ExtensionRequested',
  { requestId: Id; to: CivilDate; reason: string; percent: number }
>;
export type ExtensionGranted = DomainEvent<'ExtensionGranted', { requestId: Id; from: CivilDate; deadline: Deadline }>;
export type ExtensionRefused = DomainEvent<'ExtensionRefused', { requestId: Id; reason: string }>;
/** `from` is null for a task that was standing until then. */
export type TaskRedated = DomainEvent<'TaskRedated', { from: CivilDate | null; deadline: Deadline; reason: string }>;
export type TaskUrged = DomainEvent<'TaskUrged', { urgeId: Id; text: string }>;
/** `clock`: does the deadline wait while the task is suspended (`stops`) or not (`runs`)? */
export type TaskSuspended = DomainEvent<'TaskSuspended', { reason: string; clock: 'runs' | 'stops' }>;
/** `deadline` is the one in force afterwards: moved by the days suspended when the clock had stopped. */
export type TaskResumed = DomainEvent<'TaskResumed', { reason: string; deadline: Deadline | null }>;
export type CompletionClaimed = DomainEvent<
  'CompletionClaimed',
  { text: string; evidence: readonly string[]; files?: readonly EvidenceFile[] }
>;
export type CompletionReturned = DomainEvent<'CompletionReturned', { reason: string }>;
export type TaskClosed = DomainEvent<'TaskClosed', { kind: ClosureKind; reason: string }>;
export type TaskLookedBack = DomainEvent<'TaskLookedBack', { lookBackId: Id; finding: 'ok' | 'problem'; text: string }>;
export type TaskReopened = DomainEvent<'TaskReopened', { reason: string; deadline: Deadline | null }>;
export type LeaderRemarked = DomainEvent<'LeaderRemarked', { remarkId: Id; text: string }>;
/** A numbered slip (督办单) that the lead unit has to answer by the end of a day. */
export type SlipIssued = DomainEvent<
  'SlipIssued',
  { slipId: Id; number: string; colour: SlipColour; text: string; answerBy: CivilDate }
>;
export type SlipAnswered = DomainEvent<'SlipAnswered', { slipId: Id; text: string }>;
/** Its directive's date, which it has inherited, was counted anew by a newer edition of the calendar. */
export type TaskDeadlineRecomputed = DomainEvent<'TaskDeadlineRecomputed', { from: CivilDate; deadline: Deadline }>;
/** The office reminds of it by another ladder. */
export type LadderChosen = DomainEvent<'LadderChosen', { ladder: string }>;
/** When the lead unit reports from now on, apart from the date; null: only as it likes. */
export type FeedbackCycleSet = DomainEvent<'FeedbackCycleSet', { cycle: FeedbackCycle | null }>;
/** Its directive was merged, superseded or cancelled. */
export type TaskEnded = DomainEvent<'TaskEnded', { cause: 'merged' | 'superseded' | 'cancelled'; reason: string }>;

/** With its directive. */
export type TaskLabelled = DomainEvent<'TaskLabelled', { label: Label; reason: string }>;

export type TaskEvent =
  | TaskAssigned
  | TaskSignedFor
  | TaskDisputed
  | AssignmentUpheld
  | TaskReassigned
  | TaskStarted
  | TaskDecomposed
  | ProgressReported
  | ReportReturned
  | ExtensionRequested
  | ExtensionGranted
  | ExtensionRefused
  | TaskRedated
  | TaskUrged
  | TaskSuspended
  | TaskResumed
  | CompletionClaimed
  | CompletionReturned
  | TaskClosed
  | TaskLookedBack
  | TaskReopened
  | LeaderRemarked
  | SlipIssued
  | SlipAnswered
  | TaskDeadlineRecomputed
  | LadderChosen
  | FeedbackCycleSet
  | TaskEnded
  | TaskLabelled;
