import { requireText } from '../text.ts';
import { startedBy } from './assignment.ts';
import type { ClaimCompletion, CloseTask, EndTask, LookBackAtTask, ReopenTask, ReturnCompletion } from './commands.ts';
import { requireNotPast, requireWithinCeiling, setByHand } from './dates.ts';
import type { TaskEvent } from './events.ts';
import type { TaskFacts } from './facts.ts';
import { reject, requireExisting, requireOpen, requireUnderWay } from './rejections.ts';
import type { TaskState } from './state.ts';

/** The unit says it is done and shows why. Claimed is not verified: the office closes, or sends it back. */
export function claimCompletion(command: ClaimCompletion, state: TaskState, facts: TaskFacts): TaskEvent[] {
  if (state.status === 'in-review') return [];
  const task = requireUnderWay(state);
  const { at, by, files = [] } = command;
  requireNoOpenChildren(facts);
  const text = requireText('text', command.text);
  const evidence = command.evidence.map((item) => item.trim()).filter((item) => item !== '');
  if (evidence.length === 0 && files.length === 0) reject('task.evidence-missing');
  const claim = { at, by, text, evidence, ...(files.length > 0 && { files }) };
  return [...startedBy(command, task), { type: 'CompletionClaimed', ...claim }];
}

export function returnCompletion({ at, by, reason }: ReturnCompletion, task: TaskState): TaskEvent[] {
  if (requireOpen(task).last === 'CompletionReturned') return [];
  if (task.status !== 'in-review') reject('task.not-in-review');
  return [{ type: 'CompletionReturned', at, by, reason: requireText('reason', reason) }];
}

/**
 * Implemented, wholly or partly, only what was claimed and checked. Not implemented or overtaken, the office may close
 * a task from signing on, since nobody claims that.
 */
export function close(command: CloseTask, task: TaskState, facts: TaskFacts): TaskEvent[] {
  const { at, by, kind } = command;
  if (task.status === 'closed' && task.closure.kind === kind) return [];
  if (task.status !== 'in-review') {
    if (task.status !== 'suspended') requireUnderWay(task);
    if (kind === 'implemented' || kind === 'partly') reject('task.not-in-review');
  }
  requireNoOpenChildren(facts);
  const reason = kind === 'implemented' ? command.reason.trim() : requireText('reason', command.reason);
  return [{ type: 'TaskClosed', at, by, kind, reason }];
}

/** A problem found does not reopen the task: that is for the office to decide. */
export function lookBack(command: LookBackAtTask, task: TaskState): TaskEvent[] {
  const { at, by, lookBackId, finding } = command;
  if (requireExisting(task).lookBackIds.includes(lookBackId)) return [];
  if (task.status !== 'closed') reject('task.not-closed');
  const text = finding === 'ok' ? command.text.trim() : requireText('text', command.text);
  return [{ type: 'TaskLookedBack', at, by, lookBackId, finding, text }];
}

/** Without a new date the old one stands, and with it its lateness. */
export function reopen({ at, by, reason, dueDate }: ReopenTask, state: TaskState, facts: TaskFacts): TaskEvent[] {
  const task = requireExisting(state);
  if (task.last === 'TaskReopened') return [];
  if (task.status !== 'closed') reject('task.not-closed');
  if (!facts.directiveOpen) reject('task.directive-not-open');
  if (!facts.parentOpen) reject('task.parent-not-open');
  if (dueDate !== null) {
    requireNotPast(dueDate, facts);
    requireWithinCeiling(dueDate, facts, task.parentTaskId);
  }
  const deadline = dueDate === null ? task.deadline : setByHand(dueDate);
  return [{ type: 'TaskReopened', at, by, reason: requireText('reason', reason), deadline }];
}

export function end({ at, by, cause, reason }: EndTask, task: TaskState): TaskEvent[] {
  if (task.status === 'ended' && task.cause === cause) return [];
  requireOpen(task);
  return [{ type: 'TaskEnded', at, by, cause, reason: requireText('reason', reason) }];
}

function requireNoOpenChildren({ openChildren }: TaskFacts): void {
  if (openChildren > 0) reject('task.open-children', { count: openChildren });
}
