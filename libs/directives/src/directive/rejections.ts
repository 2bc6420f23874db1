import { Rejection } from '#libs/event-sourcing';
import type { DirectiveState } from './state.ts';

/** Every answer "not allowed" of a directive. Stable for clients; each has a sentence in `libs/messages`. */
export const DIRECTIVE_REJECTIONS = [
  'directive.not-found',
  'directive.exists',
  'directive.quote-missing',
  'directive.not-registered',
  'directive.not-proposed',
  'directive.not-issued',
  'directive.already-issued',
  'directive.dropped',
  'directive.merged',
  'directive.superseded',
  'directive.cancelled',
  'directive.closed',
  'directive.unit-twice',
  'directive.due-before-meeting',
  'directive.due-before-tasks',
  'directive.not-counted',
  'directive.tasks-missing',
  'directive.target-not-open',
  'directive.open-tasks',
] as const;
export type DirectiveRejection = (typeof DIRECTIVE_REJECTIONS)[number];

export function reject(code: DirectiveRejection, params: Rejection['params'] = {}): never {
  throw new Rejection<DirectiveRejection>(code, params);
}

/** What stands in the way of a command, by the status that does. */
const HINDRANCE = {
  none: 'directive.not-found',
  proposed: 'directive.not-registered',
  dropped: 'directive.dropped',
  registered: 'directive.not-issued',
  issued: 'directive.already-issued',
  merged: 'directive.merged',
  superseded: 'directive.superseded',
  cancelled: 'directive.cancelled',
  closed: 'directive.closed',
} as const satisfies Record<DirectiveState['status'], DirectiveRejection>;

export function rejectStatus(directive: DirectiveState): never {
  return reject(HINDRANCE[directive.status]);
}
