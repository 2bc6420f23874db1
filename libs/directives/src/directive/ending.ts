import { requireText } from '../text.ts';
import type {
  CancelDirective,
  CloseDirective,
  MergeDirective,
  ReopenDirective,
  SupersedeDirective,
} from './commands.ts';
import type { DirectiveEvent } from './events.ts';
import type { DirectiveFacts } from './facts.ts';
import { reject, rejectStatus } from './rejections.ts';
import { type DirectiveState, isOpenDirective } from './state.ts';

export function merge(
  { at, by, into, reason }: MergeDirective,
  directive: DirectiveState,
  facts: DirectiveFacts,
): DirectiveEvent[] {
  if (directive.status === 'merged' && directive.into === into) return [];
  if (!isOpenDirective(directive)) return rejectStatus(directive);
  if (!facts.targetOpen) reject('directive.target-not-open');
  return [{ type: 'DirectiveMerged', at, by, into, reason: requireText('reason', reason) }];
}

export function supersede(
  command: SupersedeDirective,
  directive: DirectiveState,
  facts: DirectiveFacts,
): DirectiveEvent[] {
  const { at, by, successor, reason } = command;
  if (directive.status === 'superseded' && directive.successor === successor) return [];
  if (!isOpenDirective(directive)) return rejectStatus(directive);
  if (!facts.targetOpen) reject('directive.target-not-open');
  return [{ type: 'DirectiveSuperseded', at, by, successor, reason: requireText('reason', reason) }];
}

export function cancel({ at, by, reason }: CancelDirective, directive: DirectiveState): DirectiveEvent[] {
  if (directive.status === 'cancelled') return [];
  if (!isOpenDirective(directive)) return rejectStatus(directive);
  return [{ type: 'DirectiveCancelled', at, by, reason: requireText('reason', reason) }];
}

/** A clerk closes a directive when none of its tasks is open any more. */
export function close(
  { at, by, kind, summary }: CloseDirective,
  directive: DirectiveState,
  facts: DirectiveFacts,
): DirectiveEvent[] {
  if (directive.status === 'closed' && directive.kind === kind) return [];
  if (directive.status !== 'issued') return rejectStatus(directive);
  if (facts.openTasks > 0) reject('directive.open-tasks', { count: facts.openTasks });
  return [{ type: 'DirectiveClosed', at, by, kind, summary: requireText('summary', summary) }];
}

/** One of its tasks is reopened by the same append. An issued directive is open already. */
export function reopen({ at, by, taskId, reason }: ReopenDirective, directive: DirectiveState): DirectiveEvent[] {
  if (directive.status === 'issued') return [];
  if (directive.status !== 'closed') return rejectStatus(directive);
  return [{ type: 'DirectiveReopened', at, by, taskId, reason: requireText('reason', reason) }];
}
