import type { Audience, Ladder, Step } from './ladder.ts';
import { DEFAULT_LADDER } from './ladder.ts';

const once = { title: null, roll: 'previous', time: null, channels: null, unless: null, repeatsEvery: null } as const;
const daily = { ...once, roll: 'next', repeatsEvery: 1 } as const;
const unit = ['responsible'] as const satisfies readonly Audience[];

const signFor: Step = {
  ...daily,
  ...{ rule: 'sign-for', to: unit, from: 'sign-by', after: { workingDays: 1 }, unless: 'signed-for' },
};
/** On the due day itself, also when it is one of rest. */
const dueDay: Step = { ...once, rule: 'due-day', to: unit, from: 'deadline', after: { days: 0 }, roll: 'none' };
const before = (rule: string, after: Step['after']): Step => ({ ...once, rule, to: unit, from: 'deadline', after });
const late = (rule: string, to: Step['to'], workingDays: number): Step => ({
  ...daily,
  ...{ rule, to, from: 'deadline', after: { workingDays } },
});
/** Up the line, and only while the alert before was left lying. */
const upward = (step: Step): Step => ({ ...step, unless: 'acknowledged' });

const aroundTheDate: readonly Step[] = [
  before('due-7d', { days: -7 }),
  before('due-3wd', { workingDays: -3 }),
  before('due-1wd', { workingDays: -1 }),
  dueDay,
  late('late', unit, 1),
  late('late-office', ['office'], 1),
];

const report = { ...once, from: 'report' } as const;
/** The ask comes the working day before; a missed report is urged, and then goes up the line. */
const feedback: readonly Step[] = [
  { ...report, rule: 'report-due', to: unit, after: { workingDays: -1 } },
  { ...report, rule: 'report-missed', to: unit, after: { workingDays: 1 }, roll: 'next' },
  upward({ ...report, rule: 'report-missed-head', to: ['head'], after: { workingDays: 2 }, roll: 'next' }),
  { ...report, rule: 'report-missed-office', to: ['office'], after: { workingDays: 3 }, roll: 'next' },
];

const assignment = { ...once, from: 'assignment', roll: 'next' } as const;
/**
 * Shanxi's rule 13710: one day to deploy, three to report back, seven for ordinary matters, one month for major ones, and
 * what is not done by then is followed until nothing is left (0).
 */
const shanxi: readonly Step[] = [
  { ...assignment, rule: '13710-deploy', to: unit, after: { days: 1 }, unless: 'signed-for', repeatsEvery: 1 },
  { ...assignment, rule: '13710-report', to: unit, after: { days: 3 }, unless: 'reported', repeatsEvery: 1 },
  { ...assignment, rule: '13710-report-head', to: ['head'], after: { days: 4 }, unless: 'reported' },
  { ...assignment, rule: '13710-week', to: ['responsible', 'head'], after: { days: 7 } },
  { ...assignment, rule: '13710-month', to: ['responsible', 'head', 'office'], after: { months: 1 } },
  before('due-1wd', { workingDays: -1 }),
  dueDay,
  late('late', unit, 1),
  late('late-office', ['office'], 1),
  upward({ ...late('late-head', ['head'], 2), repeatsEvery: null }),
  upward({ ...late('late-leader', ['leader-in-charge'], 4), repeatsEvery: null }),
];

const preset = (name: string, zh: string, en: string, steps: readonly Step[]): Ladder => ({
  ...{ name, title: { zh, en }, version: 0, since: null, steps },
});

/** What there is before the office writes its own. An office's ladder of the same name takes the place of a preset. */
export const PRESETS: readonly Ladder[] = [
  preset(DEFAULT_LADDER, '常规提醒', 'Default', [signFor, ...aroundTheDate]),
  preset('13710', '“13710”制度', '13710', shanxi),
  preset('weekly', '每周反馈', 'Weekly feedback', [signFor, ...feedback, ...aroundTheDate]),
  preset('monthly', '每月反馈', 'Monthly feedback', [
    signFor,
    { ...report, rule: 'report-due-5wd', to: unit, after: { workingDays: -5 } },
    ...feedback,
    ...aroundTheDate,
  ]),
];
