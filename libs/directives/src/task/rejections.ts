import { Rejection } from '#libs/event-sourcing';
import type { ExistingTask, OpenTask, TaskState, TaskUnderWay } from './state.ts';

/** Every answer "not allowed" of a task. Stable for clients; each has a sentence in `libs/messages`. */
export const TASK_REJECTIONS = [
  'task.not-found',
  'task.exists',
  'task.directive-not-open',
  'task.parent-not-open',
  'task.unit-twice',
  'task.due-in-past',
  'task.after-directive-date',
  'task.after-parent-date',
  'task.before-part-date',
  'task.already-signed-for',
  'task.not-signed-for',
  'task.disputed',
  'task.not-disputed',
  'task.same-units',
  'task.suspended',
  'task.not-suspended',
  'task.in-review',
  'task.not-in-review',
  'task.closed',
  'task.not-closed',
  'task.ended',
  'task.children-missing',
  'task.open-children',
  'task.not-its-unit',
  'task.percent-invalid',
  'task.period-reported',
  'task.report-unknown',
  'task.standing',
  'task.extension-too-late',
  'task.extension-not-later',
  'task.extension-pending',
  'task.extension-unknown',
  'task.extension-answered',
  'task.evidence-missing',
  'task.phases-not-in-order',
  'task.slip-open',
  'task.slip-not-higher',
  'task.slip-without-ground',
  'task.slip-unknown',
] as const;
export type TaskRejection = (typeof TASK_REJECTIONS)[number];

export function reject(code: TaskRejection, params: Rejection['params'] = {}): never {
  throw new Rejection<TaskRejection>(code, params);
}

/** What stands in the way of a command, by the status that does. */
const HINDRANCE = {
  none: 'task.not-found',
  assigned: 'task.not-signed-for',
  disputed: 'task.disputed',
  suspended: 'task.suspended',
  'in-review': 'task.in-review',
  closed: 'task.closed',
  ended: 'task.ended',
} as const satisfies Record<Exclude<TaskState, TaskUnderWay>['status'], TaskRejection>;

export function rejectStatus(task: Exclude<TaskState, TaskUnderWay>): never {
  return reject(HINDRANCE[task.status]);
}

export function requireExisting(task: TaskState): ExistingTask {
  return task.status === 'none' ? rejectStatus(task) : task;
}

export function requireOpen(task: TaskState): OpenTask {
  return task.status === 'none' || task.status === 'closed' || task.status === 'ended' ? rejectStatus(task) : task;
}

export function requireUnderWay(task: TaskState): TaskUnderWay {
  return task.status === 'signed-for' || task.status === 'active' ? task : rejectStatus(task);
}
