import type { CivilDate, WorkingCalendar } from '#libs/calendar';
import { addDays } from '#libs/calendar';
import { type Instant, Rejection } from '#libs/event-sourcing';
import type { LightThresholds } from '../lights/light.ts';
import { SLIP_COLOURS, type SlipColour } from '../terms.ts';
import type { TaskCommand } from './commands.ts';
import { taskDecider } from './decide.ts';
import type { TaskFacts } from './facts.ts';
import type { ExistingTask } from './state.ts';

/** What a person may do to a task. The others come only with another command; which ladder reminds of it is chosen where it is shown. */
export type TaskDeed = Exclude<
  TaskCommand['type'],
  'AssignTask' | 'LabelTask' | 'MoveWithDirective' | 'RecomputeTaskDeadline' | 'EndTask' | 'ChooseLadder'
>;

/** When it is asked. */
export interface Present {
  readonly at: Instant;
  readonly today: CivilDate;
  readonly zone: string;
  readonly calendar: WorkingCalendar;
  /** By which lights are decided; a slip is for a light. */
  readonly thresholds: LightThresholds;
}

/**
 * The deeds that this state lets pass when they are well said, in the order of a task's life. The decider itself is asked, so
 * that no rule is told twice. What depends on other items (open parts, the date of the directive) is judged when the command comes.
 */
export function possibleDeeds(task: ExistingTask, present: Present): TaskDeed[] {
  const colours = possibleSlips(task, present);
  return trials(task, present.today, colours).flatMap((trial) => (passes(trial, task, present) ? trial.type : []));
}

/** The colours of which a slip may be sent now, the mildest first. */
export function possibleSlips(task: ExistingTask, present: Present): SlipColour[] {
  return SLIP_COLOURS.filter((colour) => passes(slip(colour, present.today), task, present));
}

function passes(trial: Trial, task: ExistingTask, { at, ...day }: Present): boolean {
  const relatives = { ceiling: null, openChildren: 0, latestChildDue: null, directiveOpen: true, parentOpen: true };
  const facts: TaskFacts = { ...day, ...relatives };
  try {
    return taskDecider.decide({ ...trial, at, by: 'trial' }, task, facts).length > 0;
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}

type Unstamped<C> = C extends TaskCommand ? Omit<C, 'at' | 'by'> : never;
type Trial = Unstamped<Extract<TaskCommand, { type: TaskDeed }>>;

const ID = 'trial';
const WORDS = '-';

/** Each deed once, said as well as it can be. */
function trials(task: ExistingTask, today: CivilDate, slips: readonly SlipColour[]): readonly Trial[] {
  const { leadUnit, coUnits, deadline, pendingExtension, percent, reports } = task;
  const later = addDays(deadline && deadline.date > today ? deadline.date : today, 1);
  const standing = reports.findLast(({ returned }) => !returned);
  const requestId = pendingExtension?.requestId ?? ID;
  const because = { reason: WORDS };
  const unanswered = task.slips.find(({ answeredAt }) => answeredAt === null);
  const weekly = { kind: 'weekly', weekday: 1, time: '17:00', roll: 'next' } as const;
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
    ...slips.slice(0, 1).map((colour) => slip(colour, today)),
    ...(unanswered ? [{ type: 'AnswerSlip', slipId: unanswered.slipId, text: WORDS } as const] : []),
    { type: 'RecordRemark', remarkId: ID, text: WORDS },
    { type: 'DecomposeTask', children: [{ taskId: ID, title: WORDS, leadUnit, dueDate: null }] },
    { type: 'ReassignTask', leadUnit: ID, coUnits, ...because },
    { type: 'SuspendTask', clock: 'runs', ...because },
    { type: 'ResumeTask', ...because },
    { type: 'SetFeedbackCycle', cycle: task.cycle === null ? weekly : null },
    { type: 'ClaimCompletion', text: WORDS, evidence: [WORDS] },
    { type: 'ReturnCompletion', ...because },
    { type: 'CloseTask', kind: 'implemented', reason: '' },
    { type: 'LookBackAtTask', lookBackId: ID, finding: 'ok', text: '' },
    { type: 'ReopenTask', ...because, dueDate: deadline === null ? null : later },
  ];
}

function slip(colour: SlipColour, today: CivilDate): Trial {
  return { type: 'IssueSlip', slipId: ID, number: ID, colour, text: WORDS, answerBy: today };
}
