import { due, on } from '../examples.ts';
import type { ProposeDirective, RegisterDirective } from './commands.ts';
import type { DirectiveEvent } from './events.ts';
import type { DirectiveFacts } from './facts.ts';

export function directiveFacts(changed: Partial<DirectiveFacts> = {}): DirectiveFacts {
  return {
    meetingDate: '2022-10-26',
    number: '督〔2022〕1号',
    openTasks: 0,
    latestOpenTaskDue: null,
    targetOpen: true,
    ...changed,
  };
}

const now = on('2022-10-27');
const reason = '与上级部署一致';

export const propose: ProposeDirective = {
  type: 'ProposeDirective',
  ...on('2022-10-26'),
  readoutId: 'readout-1',
  quote: { exact: '奋战60天', prefix: '要', suffix: '。', start: 120, end: 125 },
  title: '奋战60天',
  clock: { expression: '60天', readings: [due('2022-12-25', 'natural-days.after')] },
  rule: 'days',
};
export const register: RegisterDirective = {
  type: 'RegisterDirective',
  ...now,
  title: '重大项目开工',
  leadUnit: 'planning',
  coUnits: ['finance'],
  leaderInCharge: null,
  deadline: due('2022-12-25', 'natural-days.after'),
  targets: [],
};
export const proposed = { ...propose, type: 'DirectiveProposed' } as const satisfies DirectiveEvent;
export const revised = {
  type: 'ProposalRevised',
  ...now,
  quote: { exact: '奋战60天、决战四季度', prefix: '要', suffix: '。', start: 120, end: 131 },
  title: '奋战60天、决战四季度',
  clock: null,
} as const satisfies DirectiveEvent;
export const dropped = { type: 'DirectiveDropped', ...now, reason, into: null } as const satisfies DirectiveEvent;
export const registered = {
  ...register,
  type: 'DirectiveRegistered',
  number: '督〔2022〕1号',
} as const satisfies DirectiveEvent;
export const issued = { type: 'DirectiveIssued', ...now, taskIds: ['task-1'] } as const satisfies DirectiveEvent;
export const merged = {
  type: 'DirectiveMerged',
  ...now,
  into: 'directive-2',
  reason,
} as const satisfies DirectiveEvent;
export const superseded = {
  type: 'DirectiveSuperseded',
  ...now,
  successor: 'directive-2',
  reason,
} as const satisfies DirectiveEvent;
export const cancelled = { type: 'DirectiveCancelled', ...now, reason } as const satisfies DirectiveEvent;
export const closed = {
  type: 'DirectiveClosed',
  ...on('2022-12-26'),
  kind: 'implemented',
  summary: '全部开工',
} as const satisfies DirectiveEvent;

/** Histories by the status they lead to. */
export const history = {
  proposed: [proposed],
  dropped: [proposed, dropped],
  registered: [proposed, registered],
  issued: [proposed, registered, issued],
  merged: [proposed, registered, issued, merged],
  superseded: [proposed, registered, superseded],
  cancelled: [proposed, registered, cancelled],
  closed: [proposed, registered, issued, closed],
} satisfies Record<string, DirectiveEvent[]>;
/** The statuses without a way on, but for reopening what was closed. */
export const over = ['merged', 'superseded', 'cancelled', 'closed'] as const;
