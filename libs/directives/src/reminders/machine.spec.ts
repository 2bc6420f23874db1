import { describe, expect, it } from 'vitest';
import { addDays, calendarNamed, chinaCalendar, civilDateAt } from '#libs/calendar';
import { due, on } from '../examples.ts';
import { ladderFor, noSettings } from '../settings/state.ts';
import type { TaskEvent } from '../task/events.ts';
import { assigned, history, requested, signedFor } from '../task/examples.ts';
import type { Ladder, Step } from './ladder.ts';
import {
  afterClaim,
  afterTaskEvent,
  type Heard,
  judge,
  type RemindedTask,
  stepsToCome,
  unreminded,
} from './machine.ts';
import type { PlannedStep } from './plan.ts';

const context = { zone: 'Asia/Shanghai', digestTime: '09:00', calendar: chinaCalendar };
const usual = ladderFor(noSettings, 'default');
const taskAfter = (...events: readonly TaskEvent[]) => events.reduce(afterTaskEvent, unreminded);
const granted = {
  type: 'ExtensionGranted',
  ...on('2022-12-22'),
  requestId: 'request-1',
  from: '2022-12-16',
  deadline: due('2022-12-28'),
} as const;

/** One look at the plan: what is due is judged, and claimed on that day. */
function sweep(
  reminded: RemindedTask,
  at: string,
  { ladder = usual, heard = { last: null } }: { ladder?: Ladder; heard?: Heard } = {},
): { reminded: RemindedTask; verdicts: Record<string, string> } {
  const isDue = (planned: PlannedStep) => planned.at <= at;
  const steps = stepsToCome(reminded, ladder, context).filter(isDue);
  steps.sort((a, b) => (a.at < b.at ? -1 : 1));
  const verdicts = judge(reminded, steps, { ladder, heard, zone: context.zone });
  const today = civilDateAt(at, context.zone);
  const claimed = steps.reduce((before, { step: { rule }, dueVersion, day }, i) => {
    const outcome = verdicts[i] === 'tell' ? 'sent' : (verdicts[i] ?? 'superseded');
    return afterClaim(before, { taskId: 'task', rule, dueVersion, day, outcome, personIds: [] }, today);
  }, reminded);
  return {
    reminded: claimed,
    verdicts: Object.fromEntries(steps.map(({ step }, i) => [step.rule, verdicts[i] ?? ''])),
  };
}
const at = (day: string) => on(day).at;
const only = (...steps: readonly Partial<Step>[]): Ladder => {
  const [first] = usual.steps.filter(({ rule }) => rule === 'due-3wd');
  if (!first) throw new Error('The default ladder has this step');
  return { ...usual, steps: steps.map((step) => ({ ...first, ...step })) };
};

describe('what was missed', () => {
  it('collapses into the newest: the others are superseded', () => {
    expect(sweep(taskAfter(...history.active), at('2022-12-20')).verdicts).toEqual({
      'due-7d': 'superseded',
      'due-3wd': 'superseded',
      'due-1wd': 'superseded',
      'due-day': 'superseded',
      late: 'tell',
      'late-office': 'tell',
    });
  });
  it('of a task that is made late, the newest step is told at once', () => {
    const late = taskAfter({ ...assigned, deadline: due('2022-10-31') });
    expect(sweep(late, at('2022-10-27')).verdicts).toEqual({ 'due-7d': 'superseded', 'due-3wd': 'tell' });
  });
  it('before an extension, is passed over and told to nobody', () => {
    const extended = taskAfter(...history.active, requested, granted);
    expect(sweep(extended, at('2022-12-22')).verdicts).toEqual({ 'due-7d': 'superseded' });
    expect(sweep(extended, at('2022-12-23')).verdicts).toMatchObject({ 'due-3wd': 'tell' });
  });
  it('is claimed once: a second look finds nothing', () => {
    const first = sweep(taskAfter(...history.active), at('2022-12-20'));
    expect(sweep(first.reminded, at('2022-12-20')).verdicts).toEqual({});
    expect(sweep(first.reminded, at('2022-12-21')).verdicts).toEqual({ late: 'tell', 'late-office': 'tell' });
  });
});

describe('steps that a holiday brings together', () => {
  // Due on 2025-10-09: seven days before lies in the National Day holidays and gives way to 09-30, which is the working day before.
  const signed = taskAfter(
    { ...assigned, ...on('2025-09-15'), signBy: '2025-09-16', deadline: due('2025-10-09') },
    { ...signedFor, ...on('2025-09-15') },
  );
  it('are told once, as the one that is nearer to the date', () => {
    const { reminded } = sweep(signed, at('2025-09-28'));
    expect(sweep(reminded, at('2025-09-30')).verdicts).toEqual({ 'due-7d': 'superseded', 'due-1wd': 'tell' });
  });
  it('are both told when they are for different people', () => {
    const ladder = {
      ...usual,
      steps: usual.steps.map((step) => (step.rule === 'due-7d' ? { ...step, to: ['head' as const] } : step)),
    };
    const { reminded } = sweep(signed, at('2025-09-28'), { ladder });
    expect(sweep(reminded, at('2025-09-30'), { ladder }).verdicts).toEqual({ 'due-7d': 'tell', 'due-1wd': 'tell' });
  });
});

describe('a calendar that came late', () => {
  it('does not send again what was sent a day earlier by the one before', () => {
    // 2026-02-28 is a Saturday that is worked to make up: the working day before Monday.
    const assignment = { ...assigned, ...on('2026-02-09'), signBy: '2026-02-10', deadline: due('2026-03-02') };
    const signed = taskAfter(assignment, { ...signedFor, ...on('2026-02-09') });
    const [earlier, later] = [calendarNamed('cn-2025'), chinaCalendar];
    const dayBefore = (reminded: RemindedTask, calendar = later) =>
      stepsToCome(reminded, usual, { ...context, calendar }).find(({ step }) => step.rule === 'due-1wd');
    expect([dayBefore(signed, earlier)?.day, dayBefore(signed)?.day]).toEqual(['2026-02-27', '2026-02-28']);
    const told = { taskId: 'task', rule: 'due-1wd', dueVersion: 1, day: '2026-02-27', personIds: [] };
    const reminded = afterClaim(signed, { ...told, outcome: 'sent' }, '2026-02-27');
    expect(dayBefore(reminded)).toBeUndefined();
  });
});

describe('a ladder that was changed', () => {
  const active = taskAfter(...history.active);
  const warned = sweep(active, at('2022-12-13')).reminded;
  const changed = { ...usual, version: 1, since: at('2022-12-14') };

  it('does not send again what was sent, and passes over what its new steps would have said before', () => {
    const earlier = { ...only({ rule: 'due-10d', after: { days: -10 } }), since: changed.since };
    const ladder = { ...earlier, steps: [...earlier.steps, ...usual.steps] };
    expect(sweep(warned, at('2022-12-14'), { ladder }).verdicts).toEqual({ 'due-10d': 'superseded' });
    expect(sweep(warned, at('2022-12-15'), { ladder }).verdicts).toMatchObject({ 'due-1wd': 'tell' });
  });
  it('so too for a task that is given another one', () => {
    const chosen = { type: 'LadderChosen', ...on('2022-12-14'), ladder: '13710' } as const;
    const ladder = ladderFor(noSettings, '13710');
    const moved = afterTaskEvent(warned, chosen);
    expect(sweep(moved, at('2022-12-14'), { ladder }).verdicts).toMatchObject({
      '13710-week': 'superseded',
      '13710-month': 'superseded',
    });
    expect(sweep(moved, at('2022-12-15'), { ladder }).verdicts).toMatchObject({ 'due-1wd': 'tell' });
  });
  it('a step that fell out does not come any more', () => {
    const ladder = { ...changed, steps: usual.steps.filter(({ rule }) => rule !== 'due-1wd') };
    expect(sweep(warned, at('2022-12-15'), { ladder }).verdicts).toEqual({});
  });
});

describe('a step further up the line', () => {
  const ladder = only({ rule: 'up', to: ['head'], unless: 'acknowledged' });
  const day = at('2022-12-13');
  const active = taskAfter(...history.active);
  const told = { at: at('2022-12-09'), acknowledged: false };

  it('comes while the last alert was neither acknowledged nor acted on', () => {
    expect(sweep(active, day, { ladder, heard: { last: told } }).verdicts).toEqual({ up: 'tell' });
    expect(sweep(active, day, { ladder, heard: { last: null } }).verdicts).toEqual({ up: 'tell' });
  });
  it('is withheld when somebody acknowledged it', () => {
    const heard = { last: { ...told, acknowledged: true } };
    expect(sweep(active, day, { ladder, heard }).verdicts).toEqual({ up: 'withheld' });
  });
  it('is withheld when the unit did something since', () => {
    const reported = { type: 'ProgressReported', ...on('2022-12-12'), reportId: 'r', unit: 'planning' } as const;
    const acted = afterTaskEvent(active, { ...reported, percent: 50, text: '过半', period: null });
    for (const unless of ['acknowledged', 'acted-on'] as const) {
      const upward = only({ rule: 'up', to: ['head'], unless });
      expect(sweep(acted, day, { ladder: upward, heard: { last: told } }).verdicts).toEqual({ up: 'withheld' });
    }
  });
  it('what is withheld does not make an older step go silent', () => {
    const both = only({ rule: 'first' }, { rule: 'up', after: { workingDays: -1 }, unless: 'acknowledged' });
    const heard = { last: { ...told, acknowledged: true } };
    expect(sweep(active, at('2022-12-15'), { ladder: both, heard }).verdicts).toEqual({
      first: 'tell',
      up: 'withheld',
    });
  });
});

describe('the ladder 13710', () => {
  const ladder = ladderFor(noSettings, '13710');
  const days = (...events: readonly TaskEvent[]) =>
    Object.fromEntries(stepsToCome(taskAfter(...events), ladder, context).map(({ step, day }) => [step.rule, day]));

  it('asks to deploy in one day, to report in three, and counts seven days and a month', () => {
    // Assigned on Thursday 10-27. 10-30 is a Sunday, 11-27 is after no date.
    expect(days(assigned)).toMatchObject({
      '13710-deploy': '2022-10-28',
      '13710-report': '2022-10-31',
      '13710-report-head': '2022-10-31',
      '13710-week': '2022-11-03',
      '13710-month': '2022-11-28',
      'late-leader': '2022-12-22',
    });
  });
  it('asks neither to deploy what was signed for nor to report what was reported', () => {
    const reported = { type: 'ProgressReported', ...on('2022-10-29'), reportId: 'r', unit: 'planning' } as const;
    const rules = Object.keys(days(assigned, signedFor, { ...reported, percent: 5, text: '已部署', period: null }));
    expect(rules.filter((rule) => /deploy|report/.test(rule))).toEqual([]);
  });
  it('says nothing of a month that is longer than the task', () => {
    expect(days({ ...assigned, deadline: due('2022-11-10') })).not.toHaveProperty('13710-month');
  });
});

describe('a year of sweeps', () => {
  it('tells every day at most once of one thing to one audience', () => {
    let reminded = taskAfter(...history.active);
    for (let day = '2022-10-31'; day < '2023-01-20'; day = addDays(day, 1)) {
      const swept = sweep(reminded, at(day));
      reminded = swept.reminded;
      const told = Object.entries(swept.verdicts).filter(([, verdict]) => verdict === 'tell');
      expect(told.length, day).toBeLessThanOrEqual(day > '2022-12-16' ? 2 : 1);
    }
  });
});
