import type { CivilDate, WorkingCalendar } from '#libs/calendar';
import { addDays } from '#libs/calendar';
import { type Instant, Rejection } from '#libs/event-sourcing';
import type { TaskCommand } from './commands.ts';
import { taskDecider } from './decide.ts';
import type { TaskFacts } from './facts.ts';
import type { ExistingTask } from './state.ts';

/**
 * What a person may do to a task. The others come only with another command; or they say how it is reminded of, or are
 * slips, whose grounds hang on more than the state, and are always let through to the decider.
 */
export type TaskDeed = Exclude<
  TaskCommand['type'],
  | 'AssignTask'
  | 'LabelTask'
  | 'MoveWithDirective'
  | 'EndTask'
  | 'ChooseLadder'
  | 'SetFeedbackCycle'
  | 'IssueSlip'
  | 'AnswerSlip'
>;

/** When it is asked. */
export interface Present {
  readonly at: Instant;
  readonly today: CivilDate;
  readonly zone: string;
  readonly calendar: WorkingCalendar;
}

/**
 * The deeds that this state lets pass when they are well said, in the order of a task's life. The decider itself is asked, so
 * that no rule is told twice. What depends on other items (open parts, the date of the directive) is judged when the command comes.
 */
export function possibleDeeds(task: ExistingTask, { at, ...day }: Present): TaskDeed[] {
  const relatives = { ceiling: null, openChildren: 0, latestChildDue: null, directiveOpen: true, parentOpen: true };
  const facts: TaskFacts = { ...day, ...relatives };
  return trials(task, day.today).flatMap((trial) => {
    try {
      return taskDecider.decide({ ...trial, at, by: 'trial' }, task, facts).length > 0 ? trial.type : [];
    } catch (error) {
      if (error instanceof Rejection) return [];
      throw error;
    }
  });
}

type Unstamped<C> = C extends TaskCommand ? Omit<C, 'at' | 'by'> : never;
type Trial = Unstamped<Extract<TaskCommand, { type: TaskDeed }>>;

const ID = 'trial';
const WORDS = '-';

/** Each deed once, said as well as it can be. */
function trials(task: ExistingTask, today: CivilDate): readonly Trial[] {
  const { leadUnit, coUnits, deadline, pendingExtension, percent, reports } = task;
  const later = addDays(deadline && deadline.date > today ? deadline.date : today, 1);
  const standing = reports.findLast(({ returned }) => !returned);
  const requestId = pendingExtension?.requestId ?? ID;
  const because = { reason: WORDS };
  return [
    { type: 'SignForTask' },
    { type: 'DisputeTask', ...because },
    { type: 'UpholdAssignment', ...because },
    { type: 'StartTask' },
    { type: 'ReportProgress', reportId: ID, unit: leadUnit, percent, text: WORDS, period: null },
    { type: 'ReturnReport', reportId: standing?.reportId ?? ID, ...because },
    { type: 'RequestExtension', requestId: ID, to: later, ...because },
    { type: 'GrantExtension', requestId, to: pendingExtension?.to ?? later },
    { type: 'RefuseExtension', requestId, ...because },
    { type: 'RedateTask', to: later, ...because },
    { type: 'UrgeTask', urgeId: ID, text: WORDS },
    { type: 'RecordRemark', remarkId: ID, text: WORDS },
    { type: 'DecomposeTask', children: [{ taskId: ID, title: WORDS, leadUnit, dueDate: null }] },
    { type: 'ReassignTask', leadUnit: ID, coUnits, ...because },
    { type: 'SuspendTask', clock: 'runs', ...because },
    { type: 'ResumeTask', ...because },
    { type: 'ClaimCompletion', text: WORDS, evidence: [WORDS] },
    { type: 'ReturnCompletion', ...because },
    { type: 'CloseTask', kind: 'implemented', reason: '' },
    { type: 'LookBackAtTask', lookBackId: ID, finding: 'ok', text: '' },
    { type: 'ReopenTask', ...because, dueDate: deadline === null ? null : later },
  ];
}
