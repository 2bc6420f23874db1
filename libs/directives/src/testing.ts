import fc from 'fast-check';
import { addDays } from '#libs/calendar';
import { type Instant, Rejection } from '#libs/event-sourcing';
import { due, on } from './examples.ts';
import type { FeedbackCycle } from './feedback/cycle.ts';
import { defaultThresholds, type LightThresholds } from './lights/light.ts';
import type { TaskCommand } from './task/commands.ts';
import { taskDecider } from './task/decide.ts';
import type { TaskEvent } from './task/events.ts';
import { assigned, taskFacts } from './task/examples.ts';
import type { TaskFacts } from './task/facts.ts';
import { noTask, type TaskState } from './task/state.ts';
import { CLOSURE_KINDS } from './terms.ts';

/** One command of a random history, and what came of it. */
export interface Attempt {
  readonly command: TaskCommand;
  readonly facts: TaskFacts;
  readonly before: TaskState;
  /** None when it was rejected, or already so. */
  readonly events: readonly TaskEvent[];
  readonly rejection: Rejection | null;
}
export interface TaskHistory {
  readonly attempts: readonly Attempt[];
  readonly events: readonly TaskEvent[];
  readonly task: TaskState;
  /** When the last command came. */
  readonly lastAt: Instant;
}

const pick = <T>(...choices: readonly T[]) => fc.constantFrom(...choices);
const anyId = pick('one', 'two');
const anyUnit = pick('planning', 'finance', 'industry');
const anyText = pick('', '进展顺利', '进展顺利', '进展顺利');
const anyDate = fc.integer({ min: -5, max: 40 }).map((days) => addDays('2022-12-01', days));

/** What each command takes, and more: a command reads no field but its own. Ids come again, so that they meet. */
const anyFields = fc.record({
  reason: anyText,
  text: anyText,
  leadUnit: anyUnit,
  coUnits: fc.uniqueArray(anyUnit, { maxLength: 2 }),
  children: fc.array(fc.record({ taskId: anyId }), { maxLength: 2 }),
  reportId: anyId,
  unit: anyUnit,
  percent: fc.integer({ min: -1, max: 101 }),
  period: pick(null, '2022-W44', '2022-W45'),
  requestId: anyId,
  to: anyDate,
  urgeId: anyId,
  remarkId: anyId,
  lookBackId: anyId,
  finding: pick('ok', 'problem'),
  clock: pick('runs', 'stops'),
  evidence: fc.array(anyText, { maxLength: 2 }),
  kind: fc.constantFrom(...CLOSURE_KINDS),
  dueDate: fc.option(anyDate),
  ladder: pick('default', '13710', 'weekly'),
  slipId: anyId,
  number: pick('督单〔2022〕1号'),
  colour: pick('blue', 'yellow', 'red'),
  answerBy: anyDate,
  cycle: pick<FeedbackCycle | null>(
    null,
    { kind: 'weekly', weekday: 2, time: '12:00', roll: 'second-after' },
    { kind: 'phases', dates: ['2022-11-15', '2022-12-10'], time: '17:00', roll: 'next' },
  ),
  cause: pick('merged', 'superseded', 'cancelled'),
  label: pick('public', 'internal', 'sensitive'),
});

/** What people do next; anything else comes too, but seldom. Without this a random history soon gets stuck. */
const likely: Record<TaskState['status'], readonly TaskCommand['type'][]> = {
  none: ['SignForTask'],
  assigned: ['SignForTask', 'SignForTask', 'DisputeTask', 'ReassignTask'],
  disputed: ['UpholdAssignment', 'ReassignTask'],
  'signed-for': ['StartTask', 'ReportProgress', 'RequestExtension', 'SuspendTask'],
  active: [
    ...([
      'ReportProgress',
      'ReportProgress',
      'ReturnReport',
      'DecomposeTask',
      'SuspendTask',
      'ClaimCompletion',
      'IssueSlip',
      'IssueSlip',
      'AnswerSlip',
      'AnswerSlip',
    ] as const),
    ...(['RequestExtension', 'RequestExtension', 'GrantExtension', 'GrantExtension', 'RefuseExtension'] as const),
  ],
  suspended: ['ResumeTask'],
  'in-review': ['ReturnCompletion', 'CloseTask'],
  closed: ['LookBackAtTask', 'ReopenTask'],
  ended: ['RecordRemark'],
};
const anyType = [
  ...new Set([
    ...Object.values(likely).flat(),
    'UrgeTask',
    'RedateTask',
    'RedateTask',
    'MoveWithDirective',
    'ChooseLadder',
    'SetFeedbackCycle',
    'IssueSlip',
    'IssueSlip',
    'AnswerSlip',
    'EndTask',
    'LabelTask',
  ] as const),
];

/** Those of a new deployment among them. */
export const anyThresholds: fc.Arbitrary<LightThresholds> = fc.oneof(
  fc.constant(defaultThresholds),
  fc.record({
    dueSoonWorkingDays: fc.nat({ max: 60 }),
    dueSoonPercent: fc.nat({ max: 100 }),
    behindPoints: fc.nat({ max: 100 }),
    silentDays: fc.integer({ min: 1, max: 365 }),
  }),
);

/** A task that was assigned, and then any commands in any order, as days pass. */
export const anyTaskHistory: fc.Arbitrary<TaskHistory> = fc
  .record({
    deadline: fc.option(anyDate.map((date) => due(date))),
    ceiling: fc.option(pick('2022-12-30', '2023-01-31')),
    attempts: fc.array(
      fc.record({
        dice: fc.nat(),
        wild: pick(false, false, false, true),
        fields: anyFields,
        days: pick(0, 0, 0, 1, 3, 10),
        openChildren: pick(0, 0, 0, 1),
      }),
      { maxLength: 40, size: 'max' },
    ),
  })
  .map(({ deadline, ceiling, attempts }) => {
    const { signBy, ...words } = assigned;
    const first: TaskCommand = { ...words, type: 'AssignTask', deadline };
    const history: Attempt[] = [];
    let task: TaskState = noTask;
    let today = '2022-10-27';
    const attempt = (command: TaskCommand, facts: TaskFacts) => {
      const tried = tryCommand(command, task, facts);
      history.push(tried);
      task = tried.events.reduce<TaskState>(taskDecider.evolve, task);
    };
    attempt(first, taskFacts({ today, ceiling }));
    for (const { dice, wild, fields, days, openChildren } of attempts) {
      const types = wild ? anyType : likely[task.status];
      const type = types[dice % types.length];
      today = addDays(today, days);
      attempt({ type, ...on(today), ...fields } as TaskCommand, taskFacts({ today, ceiling, openChildren }));
    }
    return { attempts: history, events: history.flatMap(({ events }) => events), task, lastAt: on(today).at };
  });

function tryCommand(command: TaskCommand, before: TaskState, facts: TaskFacts): Attempt {
  try {
    return { command, facts, before, events: taskDecider.decide(command, before, facts), rejection: null };
  } catch (error) {
    if (error instanceof Rejection) return { command, facts, before, events: [], rejection: error };
    throw error;
  }
}
