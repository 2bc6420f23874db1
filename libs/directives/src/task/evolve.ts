import { DEFAULT_LADDER } from '../reminders/ladder.ts';
import type { TaskAssigned, TaskEvent } from './events.ts';
import type {
  AnsweredExtension,
  AssignedTask,
  ExistingTask,
  SuspendedTask,
  TaskReport,
  TaskState,
  TaskUnderWay,
} from './state.ts';

/** Folds one event of a task. Throws on a history that `decide` cannot have given: a damaged stream. */
export function evolve(state: TaskState, event: TaskEvent): TaskState {
  if (state.status === 'none') return event.type === 'TaskAssigned' ? assigned(event) : impossible(state, event);

  const actedAt = ACTS_OF_UNITS.has(event.type) ? event.at : state.actedAt;
  const task = { ...state, version: state.version + 1, last: event.type, actedAt };
  /** The date or the unit was fixed anew. */
  const fixed = { dueVersion: task.version, runningSince: event.at };

  switch (event.type) {
    case 'TaskAssigned':
      return impossible(state, event);
    case 'TaskSignedFor':
      return { ...task, ...unhindered, status: 'signed-for', signedForAt: event.at };
    case 'TaskDisputed':
      return { ...task, ...unsigned, status: 'disputed' };
    case 'AssignmentUpheld':
      return { ...task, ...unsigned, ...fixed, status: 'assigned', signBy: event.signBy };
    case 'TaskReassigned': {
      const { leadUnit, coUnits, signBy } = event;
      return { ...task, ...lapsed(task), ...unsigned, ...fixed, status: 'assigned', leadUnit, coUnits, signBy };
    }
    case 'TaskStarted':
      return { ...task, ...signed(task, event), status: 'active' };
    case 'TaskDecomposed':
      return { ...task, childTaskIds: [...task.childTaskIds, ...event.childTaskIds] };

    case 'ProgressReported': {
      const { reportId, unit, period, at } = event;
      const percent = unit === task.leadUnit ? event.percent : null;
      return { ...task, ...counted([...task.reports, { reportId, unit, percent, period, at, returned: false }]) };
    }
    case 'ReportReturned':
      return {
        ...task,
        ...counted(task.reports.map((r) => (r.reportId === event.reportId ? { ...r, returned: true } : r))),
      };
    case 'TaskUrged':
      return { ...task, urgeIds: [...task.urgeIds, event.urgeId] };
    case 'LeaderRemarked':
      return { ...task, remarkIds: [...task.remarkIds, event.remarkId] };

    case 'SlipIssued': {
      const { slipId, number, colour, answerBy } = event;
      return { ...task, slips: [...task.slips, { slipId, number, colour, answerBy, answeredAt: null }] };
    }
    case 'SlipAnswered': {
      const answered = task.slips.map((slip) =>
        slip.slipId === event.slipId ? { ...slip, answeredAt: event.at } : slip,
      );
      return { ...task, slips: answered };
    }
    case 'TaskRedated':
    case 'TaskDeadlineRecomputed':
      return { ...task, ...fixed, deadline: event.deadline };
    case 'LadderChosen':
      return { ...task, ladder: event.ladder, ladderSince: event.at };
    case 'FeedbackCycleSet':
      return { ...task, cycle: event.cycle && { ...event.cycle, since: event.at } };

    case 'ExtensionRequested': {
      const { requestId, to, reason, at } = event;
      return { ...underWay(task, event), pendingExtension: { requestId, to, reason, requestedAt: at } };
    }
    case 'ExtensionGranted':
      return { ...task, ...answered(task, 'granted', event.deadline.date), ...fixed, deadline: event.deadline };
    case 'ExtensionRefused':
      return { ...task, ...answered(task, 'refused', null) };

    case 'TaskSuspended': {
      const was = underWay(task, event);
      const suspension = { at: event.at, clock: event.clock, resumesAs: was.status };
      return { ...was, status: 'suspended', suspension };
    }
    case 'TaskResumed': {
      const { resumesAs: status, clock } = suspended(task, event).suspension;
      const moved = clock === 'stops' ? fixed : { runningSince: event.at };
      const { deadline } = event;
      return { ...task, ...signed(task, event), ...moved, status, deadline };
    }

    case 'CompletionClaimed':
      return { ...task, ...signed(task, event), ...lapsed(task), status: 'in-review', claimedAt: event.at };
    case 'CompletionReturned': {
      const again = { runningSince: event.at, timesReturned: task.timesReturned + 1 };
      return { ...task, ...signed(task, event), ...again, status: 'active' };
    }
    case 'TaskClosed': {
      const closure = { at: event.at, kind: event.kind };
      return { ...task, ...signed(task, event), ...lapsed(task), status: 'closed', closure, claimedAt: task.claimedAt };
    }
    case 'TaskLookedBack':
      return { ...task, lookBackIds: [...task.lookBackIds, event.lookBackId] };
    case 'TaskReopened':
      return { ...task, ...signed(task, event), ...fixed, status: 'active', deadline: event.deadline };
    case 'TaskLabelled':
      return { ...task, label: event.label };
    case 'TaskEnded':
      return { ...task, ...lapsed(task), ...unhindered, status: 'ended', endedAt: event.at, cause: event.cause };
  }
  return event satisfies never;
}

const ACTS_OF_UNITS: ReadonlySet<TaskEvent['type']> = new Set([
  'TaskSignedFor',
  'TaskDisputed',
  'TaskStarted',
  'TaskDecomposed',
  'ProgressReported',
  'ExtensionRequested',
  'CompletionClaimed',
  'SlipAnswered',
]);
const unhindered = { claimedAt: null, suspension: null, closure: null } as const;
const unsigned = { ...unhindered, signedForAt: null, pendingExtension: null } as const;

function assigned(event: TaskAssigned): AssignedTask {
  const { type, at, by, ladder = DEFAULT_LADDER, cycle = null, ...given } = event;
  return {
    ...given,
    ...{ ladder, ladderSince: null, cycle: cycle && { ...cycle, since: at }, actedAt: null },
    ...unsigned,
    status: 'assigned',
    version: 1,
    childTaskIds: [],
    originalDeadline: event.deadline,
    dueVersion: 1,
    runningSince: at,
    assignedAt: at,
    percent: 0,
    lastReportAt: null,
    reports: [],
    answeredExtensions: [],
    slips: [],
    urgeIds: [],
    remarkIds: [],
    lookBackIds: [],
    timesReturned: 0,
    last: type,
  };
}

/** Percent and silence follow from the reports that count. */
function counted(reports: readonly TaskReport[]): Pick<ExistingTask, 'reports' | 'percent' | 'lastReportAt'> {
  const valid = reports.filter((report) => !report.returned);
  const percent = valid.findLast((report) => report.percent !== null)?.percent ?? 0;
  return { reports, percent, lastReportAt: valid.at(-1)?.at ?? null };
}

/** The pending request, if any, has its answer. */
function answered(
  { pendingExtension, answeredExtensions }: ExistingTask,
  outcome: AnsweredExtension['outcome'],
  to: AnsweredExtension['to'],
) {
  if (pendingExtension === null) return { pendingExtension, answeredExtensions };
  const answer = { requestId: pendingExtension.requestId, outcome, to };
  return { pendingExtension: null, answeredExtensions: [...answeredExtensions, answer] };
}

function lapsed(task: ExistingTask) {
  return answered(task, 'lapsed', null);
}

function signed(task: ExistingTask, event: TaskEvent) {
  return { ...unhindered, signedForAt: task.signedForAt ?? impossible(task, event) };
}

function underWay(task: ExistingTask, event: TaskEvent): TaskUnderWay {
  return task.status === 'signed-for' || task.status === 'active' ? task : impossible(task, event);
}

function suspended(task: ExistingTask, event: TaskEvent): SuspendedTask {
  return task.status === 'suspended' ? task : impossible(task, event);
}

function impossible(state: TaskState, event: TaskEvent): never {
  throw new Error(
    `${event.type} cannot follow version ${state.version} of a task that is ${state.status}: the stream is damaged.`,
  );
}
