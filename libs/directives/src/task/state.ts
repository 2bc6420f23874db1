import type { CivilDate } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';
import type { FeedbackCycle } from '../feedback/cycle.ts';
import type { ClosureKind, Deadline, Id, Label, SlipColour } from '../terms.ts';
import type { TaskEvent } from './events.ts';

/** One progress report. A returned one counts no more: neither its percent nor its period. */
export interface TaskReport {
  readonly reportId: Id;
  readonly unit: Id;
  /** The task's percent by this report; null in a co-unit's, which does not change it. */
  readonly percent: number | null;
  readonly period: string | null;
  readonly at: Instant;
  readonly returned: boolean;
}

/** An extension that was asked for and waits for the office's answer. */
export interface PendingExtension {
  readonly requestId: Id;
  readonly to: CivilDate;
  readonly reason: string;
  readonly requestedAt: Instant;
}

/** What became of a request. `lapsed`: completion was claimed, or the task changed hands, before an answer. */
export interface AnsweredExtension {
  readonly requestId: Id;
  readonly outcome: 'granted' | 'refused' | 'lapsed';
  /** The date granted; null when none was. */
  readonly to: CivilDate | null;
}

/** A slip, and whether it was answered. */
export interface Slip {
  readonly slipId: Id;
  readonly number: string;
  readonly colour: SlipColour;
  readonly answerBy: CivilDate;
  readonly answeredAt: Instant | null;
}

export interface Suspension {
  readonly at: Instant;
  readonly clock: 'runs' | 'stops';
  /** What the task was before, and will be again. */
  readonly resumesAs: 'signed-for' | 'active';
}

export interface Closure {
  readonly at: Instant;
  readonly kind: ClosureKind;
}

/** What is known of every task, whatever its status; each status below narrows it. */
export interface TaskFields {
  /** Events folded so far: the version of the stream. */
  readonly version: number;
  readonly directiveId: Id;
  readonly parentTaskId: Id | null;
  readonly childTaskIds: readonly Id[];
  readonly number: string;
  readonly title: string;
  readonly leadUnit: Id;
  readonly coUnits: readonly Id[];
  readonly leaderInCharge: Id | null;
  /** Absent: `DEFAULT_LABEL`. */
  readonly label?: Label;
  /** The date at assignment, for ever: no extension overwrites it. */
  readonly originalDeadline: Deadline | null;
  /** The date that is judged; null for a standing task. */
  readonly deadline: Deadline | null;
  /** The version that last fixed the date or the responsible unit. Reminders are keyed by it. */
  readonly dueVersion: number;
  /** Since when the task has run as it does now; no reminder and no silence is counted from before. */
  readonly runningSince: Instant;
  readonly assignedAt: Instant;
  /** The day by whose end the lead unit should have signed for it. */
  readonly signBy: CivilDate;
  readonly signedForAt: Instant | null;
  /** By the lead unit's last report that was not returned; 0 before. */
  readonly percent: number;
  /** When any of its units last gave a report that was not returned. */
  readonly lastReportAt: Instant | null;
  readonly reports: readonly TaskReport[];
  readonly pendingExtension: PendingExtension | null;
  readonly answeredExtensions: readonly AnsweredExtension[];
  readonly slips: readonly Slip[];
  /** The ladder by which it is reminded of, and since when; null: since its assignment. */
  readonly ladder: string;
  readonly ladderSince: Instant | null;
  /** When its lead unit reports, apart from the date; `since` when it was set. */
  readonly cycle: (FeedbackCycle & { readonly since: Instant }) | null;
  /** When one of its units last did something about it. */
  readonly actedAt: Instant | null;
  readonly urgeIds: readonly Id[];
  readonly remarkIds: readonly Id[];
  readonly lookBackIds: readonly Id[];
  /** How often a claim of completion was sent back. */
  readonly timesReturned: number;
  /** When completion was claimed, while that claim stands. */
  readonly claimedAt: Instant | null;
  readonly suspension: Suspension | null;
  readonly closure: Closure | null;
  /** The last event: tells the repeat of a command that leads back to an earlier status, as resuming does. */
  readonly last: TaskEvent['type'];
}

interface Unhindered extends TaskFields {
  readonly claimedAt: null;
  readonly suspension: null;
  readonly closure: null;
}
interface NotSignedFor extends Unhindered {
  readonly signedForAt: null;
  readonly pendingExtension: null;
}
interface AtWork extends Unhindered {
  readonly signedForAt: Instant;
}

export interface NoTask {
  readonly status: 'none';
  readonly version: 0;
}
export interface AssignedTask extends NotSignedFor {
  readonly status: 'assigned';
}
export interface DisputedTask extends NotSignedFor {
  readonly status: 'disputed';
}
export interface SignedForTask extends AtWork {
  readonly status: 'signed-for';
}
export interface ActiveTask extends AtWork {
  readonly status: 'active';
}
export interface SuspendedTask extends TaskFields {
  readonly status: 'suspended';
  readonly signedForAt: Instant;
  readonly claimedAt: null;
  readonly suspension: Suspension;
  readonly closure: null;
}
export interface TaskInReview extends TaskFields {
  readonly status: 'in-review';
  readonly signedForAt: Instant;
  readonly pendingExtension: null;
  readonly claimedAt: Instant;
  readonly suspension: null;
  readonly closure: null;
}
export interface ClosedTask extends TaskFields {
  readonly status: 'closed';
  readonly signedForAt: Instant;
  readonly pendingExtension: null;
  readonly suspension: null;
  readonly closure: Closure;
}
export interface EndedTask extends Unhindered {
  readonly status: 'ended';
  readonly pendingExtension: null;
  readonly endedAt: Instant;
  readonly cause: 'merged' | 'superseded' | 'cancelled';
}

/** Signed for and not held up: the statuses in which the lead unit works. */
export type TaskUnderWay = SignedForTask | ActiveTask;
export type OpenTask = AssignedTask | DisputedTask | TaskUnderWay | SuspendedTask | TaskInReview;
export type ExistingTask = OpenTask | ClosedTask | EndedTask;
export type TaskState = NoTask | ExistingTask;
export type TaskStatus = TaskState['status'];

export const noTask: NoTask = { status: 'none', version: 0 };

/** Open: somebody still has to do something about it. */
export function isOpen(task: TaskState): task is OpenTask {
  return task.status !== 'none' && task.status !== 'closed' && task.status !== 'ended';
}
