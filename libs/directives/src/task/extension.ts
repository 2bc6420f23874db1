import { sameValue } from '../same-value.ts';
import { requireText } from '../text.ts';
import type {
  GrantExtension,
  MoveWithDirective,
  RecomputeTaskDeadline,
  RedateTask,
  RefuseExtension,
  RequestExtension,
} from './commands.ts';
import { requireNotPast, requireWithinCeiling, setByHand } from './dates.ts';
import type { TaskEvent } from './events.ts';
import type { TaskFacts } from './facts.ts';
import { reject, requireExisting, requireOpen, requireUnderWay } from './rejections.ts';
import type { AnsweredExtension, ExistingTask, PendingExtension, TaskState } from './state.ts';

/** Asked for on the due day at the latest: whoever asks later is already late. */
export function requestExtension(command: RequestExtension, state: TaskState, facts: TaskFacts): TaskEvent[] {
  const { at, by, requestId, to } = command;
  const known = requireExisting(state);
  if (known.pendingExtension?.requestId === requestId || answerTo(requestId, known)) return [];
  const task = requireUnderWay(state);
  if (task.deadline === null) return reject('task.standing');
  const { date } = task.deadline;
  if (task.pendingExtension !== null) reject('task.extension-pending', { to: task.pendingExtension.to });
  if (facts.today > date) reject('task.extension-too-late', { date });
  if (to <= date) reject('task.extension-not-later', { to, date });
  const reason = requireText('reason', command.reason);
  return [{ type: 'ExtensionRequested', at, by, requestId, to, reason, percent: task.percent }];
}

/** The answer may come after the due day: time in the office's queue is not the unit's. */
export function grantExtension(command: GrantExtension, state: TaskState, facts: TaskFacts): TaskEvent[] {
  const { at, by, requestId, to } = command;
  const answer = answerTo(requestId, requireExisting(state));
  if (answer?.outcome === 'granted' && answer.to === to) return [];
  const task = requireUnderWay(state);
  requirePending(requestId, task);
  if (task.deadline === null) return reject('task.standing');
  const { date } = task.deadline;
  if (to <= date) reject('task.extension-not-later', { to, date });
  requireNotPast(to, facts);
  requireWithinCeiling(to, facts, task.parentTaskId);
  return [{ type: 'ExtensionGranted', at, by, requestId, from: date, deadline: setByHand(to) }];
}

export function refuseExtension({ at, by, requestId, reason }: RefuseExtension, state: TaskState): TaskEvent[] {
  if (answerTo(requestId, requireExisting(state))?.outcome === 'refused') return [];
  requirePending(requestId, requireUnderWay(state));
  return [{ type: 'ExtensionRefused', at, by, requestId, reason: requireText('reason', reason) }];
}

/** A request that waits for its answer is answered first, so that none becomes pointless without anybody saying so. */
export function redate(command: RedateTask, state: TaskState, facts: TaskFacts): TaskEvent[] {
  const { at, by, to } = command;
  const task = requireOpen(state);
  const from = task.deadline?.date ?? null;
  if (from === to) return [];
  if (task.pendingExtension !== null) reject('task.extension-pending', { to: task.pendingExtension.to });
  requireNotPast(to, facts);
  requireWithinCeiling(to, facts, task.parentTaskId);
  const { latestChildDue } = facts;
  if (latestChildDue !== null && to < latestChildDue) reject('task.before-part-date', { to, latest: latestChildDue });
  const reason = requireText('reason', command.reason);
  return [{ type: 'TaskRedated', at, by, from, deadline: setByHand(to), reason }];
}

/** A date of its own stays where it is. */
export function moveWithDirective({ at, by, to }: MoveWithDirective, state: TaskState, facts: TaskFacts): TaskEvent[] {
  const { deadline, parentTaskId } = requireOpen(state);
  if (deadline?.rule !== 'inherited' || deadline.date === to) return [];
  requireWithinCeiling(to, facts, parentTaskId);
  return [{ type: 'TaskDeadlineRecomputed', at, by, from: deadline.date, deadline: { ...deadline, date: to } }];
}

/** Of a date of its own: one that it inherited goes with its directive's. */
export function recomputeTask(
  { at, by, deadline }: RecomputeTaskDeadline,
  state: TaskState,
  facts: TaskFacts,
): TaskEvent[] {
  const task = requireOpen(state);
  if (task.deadline === null) return reject('task.standing');
  if (sameValue(task.deadline, deadline)) return [];
  const { date } = deadline;
  if (date !== task.deadline.date) {
    if (task.pendingExtension !== null) reject('task.extension-pending', { to: task.pendingExtension.to });
    requireNotPast(date, facts);
    requireWithinCeiling(date, facts, task.parentTaskId);
  }
  return [{ type: 'TaskDeadlineRecomputed', at, by, from: task.deadline.date, deadline }];
}

function answerTo(requestId: string, task: ExistingTask): AnsweredExtension | undefined {
  return task.answeredExtensions.find((answer) => answer.requestId === requestId);
}

function requirePending(requestId: string, task: ExistingTask): PendingExtension {
  if (task.pendingExtension?.requestId === requestId) return task.pendingExtension;
  const answer = answerTo(requestId, task);
  return answer
    ? reject('task.extension-answered', { outcome: answer.outcome })
    : reject('task.extension-unknown', { requestId });
}
