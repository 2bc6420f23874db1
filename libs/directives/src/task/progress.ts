import { addDays, civilDateAt, daysBetween } from '#libs/calendar';
import type { Deadline } from '../terms.ts';
import { requireText } from '../text.ts';
import { startedBy } from './assignment.ts';
import type { RecordRemark, ReportProgress, ResumeTask, ReturnReport, SuspendTask, UrgeTask } from './commands.ts';
import { requireWithinCeiling } from './dates.ts';
import type { TaskEvent } from './events.ts';
import type { TaskFacts } from './facts.ts';
import { reject, requireExisting, requireOpen, requireUnderWay } from './rejections.ts';
import type { SuspendedTask, TaskState } from './state.ts';

/** One report of a unit answers one period; after it was returned the unit may answer that period again. */
export function reportProgress(command: ReportProgress, state: TaskState): TaskEvent[] {
  const { at, by, reportId, unit, percent, period, files = [] } = command;
  if (requireExisting(state).reports.some((report) => report.reportId === reportId)) return [];
  const task = requireUnderWay(state);
  if (unit !== task.leadUnit && !task.coUnits.includes(unit)) reject('task.not-its-unit', { unit });
  if (!Number.isInteger(percent) || percent < 0 || percent > 100) reject('task.percent-invalid', { percent });
  const text = requireText('text', command.text);
  const answers = task.reports.filter((report) => report.unit === unit && !report.returned);
  if (period !== null && answers.some((report) => report.period === period)) reject('task.period-reported', { period });
  const said = { at, by, reportId, unit, percent, text, period, ...(files.length > 0 && { files }) };
  return [...startedBy(command, task), { type: 'ProgressReported', ...said }];
}

export function returnReport({ at, by, reportId, reason }: ReturnReport, task: TaskState): TaskEvent[] {
  const report = requireOpen(task).reports.find((candidate) => candidate.reportId === reportId);
  if (report === undefined) return reject('task.report-unknown', { reportId });
  if (report.returned) return [];
  return [{ type: 'ReportReturned', at, by, reportId, reason: requireText('reason', reason) }];
}

export function urge({ at, by, urgeId, text }: UrgeTask, task: TaskState): TaskEvent[] {
  if (requireExisting(task).urgeIds.includes(urgeId)) return [];
  requireOpen(task);
  return [{ type: 'TaskUrged', at, by, urgeId, text: requireText('text', text) }];
}

/** A leader may remark on a task at any time, also after it was closed. */
export function remark({ at, by, remarkId, text }: RecordRemark, task: TaskState): TaskEvent[] {
  if (requireExisting(task).remarkIds.includes(remarkId)) return [];
  return [{ type: 'LeaderRemarked', at, by, remarkId, text: requireText('text', text) }];
}

export function suspend({ at, by, reason, clock }: SuspendTask, task: TaskState): TaskEvent[] {
  if (task.status === 'suspended' && task.suspension.clock === clock) return [];
  requireUnderWay(task);
  return [{ type: 'TaskSuspended', at, by, reason: requireText('reason', reason), clock }];
}

export function resume({ at, by, reason }: ResumeTask, state: TaskState, facts: TaskFacts): TaskEvent[] {
  const task = requireExisting(state);
  if (task.last === 'TaskResumed') return [];
  if (task.status !== 'suspended') return reject('task.not-suspended');
  const deadline = deadlineAfter(task, facts);
  return [{ type: 'TaskResumed', at, by, reason: requireText('reason', reason), deadline }];
}

/** A stopped clock gives back the natural days the task was suspended. */
function deadlineAfter({ deadline, suspension, parentTaskId }: SuspendedTask, facts: TaskFacts): Deadline | null {
  const days = daysBetween(civilDateAt(suspension.at, facts.zone), facts.today);
  if (deadline === null || suspension.clock === 'runs' || days === 0) return deadline;
  const date = addDays(deadline.date, days);
  requireWithinCeiling(date, facts, parentTaskId);
  return { ...deadline, date, rule: 'after-suspension' };
}
