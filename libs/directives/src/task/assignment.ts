import { nextWorkingDay } from '#libs/calendar';
import type { Id } from '../terms.ts';
import { requireText, requireTitle } from '../text.ts';
import type {
  AssignTask,
  DecomposeTask,
  DisputeTask,
  ReassignTask,
  SignForTask,
  StartTask,
  UpholdAssignment,
} from './commands.ts';
import { inherited, requireNotPast, requireWithinCeiling } from './dates.ts';
import type { TaskEvent, TaskStarted } from './events.ts';
import type { TaskFacts } from './facts.ts';
import { reject, rejectStatus, requireExisting, requireOpen, requireUnderWay } from './rejections.ts';
import { requireCycle } from './reminding.ts';
import type { TaskState, TaskUnderWay } from './state.ts';

/** A task without a date of its own inherits the ceiling. Sign-for time is one working day. */
export function assign(command: AssignTask, task: TaskState, facts: TaskFacts): TaskEvent[] {
  const { type, ladder, cycle, label, ...given } = command;
  if (task.status !== 'none') {
    const repeated = task.directiveId === given.directiveId && task.number === given.number;
    return repeated ? [] : reject('task.exists', { number: task.number });
  }
  if (!facts.directiveOpen) reject('task.directive-not-open');
  if (!facts.parentOpen) reject('task.parent-not-open');
  requireDistinct(given.leadUnit, given.coUnits);
  const title = requireTitle(given.title);
  const deadline = given.deadline ?? inherited(facts.ceiling);
  if (deadline !== null) {
    requireNotPast(deadline.date, facts);
    requireWithinCeiling(deadline.date, facts, given.parentTaskId);
  }
  const chosen = {
    ...(ladder !== undefined && { ladder }),
    ...(cycle && { cycle: requireCycle(cycle) }),
    ...(label && { label }),
  };
  return [{ type: 'TaskAssigned', ...given, title, deadline, signBy: signBy(facts), ...chosen }];
}

export function signFor({ at, by }: SignForTask, state: TaskState): TaskEvent[] {
  const task = requireExisting(state);
  if (task.signedForAt !== null) return [];
  if (task.status !== 'assigned') return rejectStatus(task);
  return [{ type: 'TaskSignedFor', at, by }];
}

/** Only before signing for: whoever signed has accepted. */
export function dispute({ at, by, reason }: DisputeTask, task: TaskState): TaskEvent[] {
  if (task.status === 'disputed') return [];
  if (requireOpen(task).signedForAt !== null) reject('task.already-signed-for');
  return [{ type: 'TaskDisputed', at, by, reason: requireText('reason', reason) }];
}

export function uphold({ at, by, reason }: UpholdAssignment, task: TaskState, facts: TaskFacts): TaskEvent[] {
  if (requireOpen(task).last === 'AssignmentUpheld') return [];
  if (task.status !== 'disputed') reject('task.not-disputed');
  return [{ type: 'AssignmentUpheld', at, by, reason: requireText('reason', reason), signBy: signBy(facts) }];
}

/** The office may change the units until completion is claimed; the new lead unit signs for the task anew. */
export function reassign(command: ReassignTask, state: TaskState, facts: TaskFacts): TaskEvent[] {
  const task = state.status === 'assigned' || state.status === 'disputed' ? state : requireUnderWay(state);
  const { at, by, leadUnit, coUnits } = command;
  requireDistinct(leadUnit, coUnits);
  if (task.leadUnit === leadUnit && sameUnits(task.coUnits, coUnits)) {
    return task.status === 'disputed' ? reject('task.same-units') : [];
  }
  const reason = requireText('reason', command.reason);
  return [{ type: 'TaskReassigned', at, by, leadUnit, coUnits, reason, signBy: signBy(facts) }];
}

export function start(command: StartTask, task: TaskState): TaskEvent[] {
  return startedBy(command, requireUnderWay(task));
}

/** The children themselves are assigned by `AssignTask` in the same append, where their dates are held to this task's. */
export function decompose(command: DecomposeTask, state: TaskState): TaskEvent[] {
  const task = requireUnderWay(state);
  const { at, by, children } = command;
  if (children.length === 0) reject('task.children-missing');
  const childTaskIds = children.map((child) => child.taskId).filter((id) => !task.childTaskIds.includes(id));
  if (childTaskIds.length === 0) return [];
  return [...startedBy(command, task), { type: 'TaskDecomposed', at, by, childTaskIds }];
}

/** Whoever works on a task that was only signed for has started it. */
export function startedBy({ at, by }: { at: string; by: string }, task: TaskUnderWay): TaskStarted[] {
  return task.status === 'active' ? [] : [{ type: 'TaskStarted', at, by }];
}

function signBy({ calendar, today }: TaskFacts) {
  return nextWorkingDay(calendar, today);
}

function requireDistinct(leadUnit: Id, coUnits: readonly Id[]): void {
  if (new Set([leadUnit, ...coUnits]).size <= coUnits.length) reject('task.unit-twice');
}

function sameUnits(some: readonly Id[], others: readonly Id[]): boolean {
  return some.length === others.length && some.every((unit) => others.includes(unit));
}
