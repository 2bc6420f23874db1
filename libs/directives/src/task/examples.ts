import { chinaCalendar } from '#libs/calendar';
import { due, on } from '../examples.ts';
import { defaultThresholds } from '../lights/light.ts';
import type { TaskEvent } from './events.ts';
import type { TaskFacts } from './facts.ts';

export function taskFacts(changed: Partial<TaskFacts> = {}): TaskFacts {
  return {
    today: '2022-11-01',
    zone: 'Asia/Shanghai',
    calendar: chinaCalendar,
    ceiling: '2022-12-30',
    openChildren: 0,
    latestChildDue: null,
    directiveOpen: true,
    parentOpen: true,
    thresholds: defaultThresholds,
    ...changed,
  };
}

export const assigned = {
  type: 'TaskAssigned',
  ...on('2022-10-27'),
  directiveId: 'directive-1',
  parentTaskId: null,
  number: '督〔2022〕1号-01',
  title: '重大项目开工',
  leadUnit: 'planning',
  coUnits: ['finance'],
  leaderInCharge: null,
  deadline: due('2022-12-16'),
  signBy: '2022-10-28',
} as const satisfies TaskEvent;

export const signedFor = { type: 'TaskSignedFor', ...on('2022-10-28') } as const satisfies TaskEvent;
export const started = { type: 'TaskStarted', ...on('2022-10-31') } as const satisfies TaskEvent;
export const disputed = {
  type: 'TaskDisputed',
  ...on('2022-10-28'),
  reason: '不属本单位职责',
} as const satisfies TaskEvent;
export const reported = {
  type: 'ProgressReported',
  ...on('2022-11-01'),
  reportId: 'report-1',
  unit: 'planning',
  percent: 20,
  text: '已制定方案',
  period: '2022-W44',
} as const satisfies TaskEvent;
export const requested = {
  type: 'ExtensionRequested',
  ...on('2022-12-01'),
  requestId: 'request-1',
  to: '2022-12-28',
  reason: '设备到货推迟',
  percent: 0,
} as const satisfies TaskEvent;
export const suspended = {
  type: 'TaskSuspended',
  ...on('2022-11-10'),
  reason: '等待上级批复',
  clock: 'stops',
} as const satisfies TaskEvent;
export const claimed = {
  type: 'CompletionClaimed',
  ...on('2022-12-14'),
  text: '全部开工',
  evidence: ['开工令'],
} as const satisfies TaskEvent;
export const closed = {
  type: 'TaskClosed',
  ...on('2022-12-15'),
  kind: 'implemented',
  reason: '',
} as const satisfies TaskEvent;
export const ended = {
  type: 'TaskEnded',
  ...on('2022-11-05'),
  cause: 'cancelled',
  reason: '事项撤销',
} as const satisfies TaskEvent;

/** Histories by the status they lead to. */
export const history = {
  assigned: [assigned],
  disputed: [assigned, disputed],
  'signed-for': [assigned, signedFor],
  active: [assigned, signedFor, started],
  suspended: [assigned, signedFor, started, suspended],
  'in-review': [assigned, signedFor, started, claimed],
  closed: [assigned, signedFor, started, claimed, closed],
  ended: [assigned, ended],
} as const satisfies Record<string, readonly TaskEvent[]>;
