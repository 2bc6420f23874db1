import { describe, expect, it } from 'vitest';
import { chinaCalendar, civilDateAt } from '#libs/calendar';
import { due, on } from '../examples.ts';
import { ladderFor, noSettings } from '../settings/state.ts';
import type { TaskEvent } from '../task/events.ts';
import { evolve } from '../task/evolve.ts';
import { assigned, claimed, history, requested, signedFor, suspended } from '../task/examples.ts';
import { noTask, type TaskState } from '../task/state.ts';
import { DEFAULT_LADDER } from './ladder.ts';
import { nextRepeat, planSteps } from './plan.ts';

const context = { zone: 'Asia/Shanghai', digestTime: '09:00', calendar: chinaCalendar };
const ladder = ladderFor(noSettings, DEFAULT_LADDER);
/** Those that lie before the task began to run as it does now are left out: `machine.spec.ts` says what becomes of them. */
const steps = (...events: readonly TaskEvent[]) => {
  const task = events.reduce<TaskState>(evolve, noTask);
  const since = task.status === 'none' ? '' : civilDateAt(task.runningSince, context.zone);
  return planSteps(task, ladder, context).filter(({ day }) => day >= since);
};
const days = (...events: readonly TaskEvent[]) =>
  Object.fromEntries(steps(...events).map(({ step, day }) => [step.rule, day]));

const dueSteps = {
  'due-7d': '2022-12-09',
  'due-3wd': '2022-12-13',
  'due-1wd': '2022-12-15',
  'due-day': '2022-12-16',
  late: '2022-12-19',
  'late-office': '2022-12-19',
};

describe('the reminders of a task', () => {
  it('come before the date, on it, and every working day after; and until it is signed for', () => {
    expect(days(assigned)).toEqual({ 'sign-for': '2022-10-31', ...dueSteps });
    expect(days(assigned, signedFor)).toEqual(dueSteps);
    expect(days(...history.active)).toEqual(dueSteps);
  });
  it('come at the digest hour of the zone, to the post that answers; when late also to the office', () => {
    const planned = steps(assigned);
    expect(planned.find(({ step }) => step.rule === 'due-day')).toMatchObject({
      step: { rule: 'due-day', to: ['responsible'], repeatsEvery: null },
      dueVersion: 1,
      day: '2022-12-16',
      at: '2022-12-16T01:00:00.000Z',
      period: null,
    });
    expect(planned.filter(({ step }) => step.to.includes('office')).map(({ step }) => step.rule)).toEqual([
      'late-office',
    ]);
    expect(planned.filter(({ step }) => step.repeatsEvery !== null).map(({ step }) => step.rule)).toEqual([
      'sign-for',
      'late',
      'late-office',
    ]);
  });
  it('count working days by the calendar; seven days before on a rest day means the working day before that', () => {
    // The week of National Day, 10-01 to 10-07, is free; Saturday 10-08 and Sunday 10-09 are worked instead.
    expect(
      days({ ...assigned, ...on('2022-09-20'), signBy: '2022-09-21', deadline: due('2022-10-13') }, signedFor),
    ).toEqual({
      'due-7d': '2022-09-30',
      'due-3wd': '2022-10-10',
      'due-1wd': '2022-10-12',
      'due-day': '2022-10-13',
      late: '2022-10-14',
      'late-office': '2022-10-14',
    });
  });
  it('remind on the due day even when that is a day of rest', () => {
    expect(days({ ...assigned, deadline: due('2022-12-25') }, signedFor)).toEqual({
      'due-7d': '2022-12-16',
      'due-3wd': '2022-12-21',
      'due-1wd': '2022-12-23',
      'due-day': '2022-12-25',
      late: '2022-12-26',
      'late-office': '2022-12-26',
    });
  });
  it('leave out what lies before the assignment', () => {
    const short = { ...assigned, deadline: due('2022-10-28') };
    expect(days(short, signedFor)).toEqual({
      'due-1wd': '2022-10-27',
      'due-day': '2022-10-28',
      late: '2022-10-31',
      'late-office': '2022-10-31',
    });
  });
  it('of a standing task only ask for the signature', () => {
    expect(days({ ...assigned, deadline: null })).toEqual({ 'sign-for': '2022-10-31' });
    expect(days({ ...assigned, deadline: null }, signedFor)).toEqual({});
  });
  it('stop for what is disputed, in review, closed, ended, or suspended with its clock', () => {
    for (const status of ['disputed', 'in-review', 'closed', 'ended', 'suspended'] as const) {
      expect(days(...history[status])).toEqual({});
    }
    expect(steps()).toEqual([]);
  });
  it('go on for what is suspended while its clock runs', () => {
    expect(days(...history.active, { ...suspended, clock: 'runs' })).toEqual(dueSteps);
  });
  it('are planned anew, under a new version, when the date moves', () => {
    const granted = {
      type: 'ExtensionGranted',
      ...on('2022-12-22'),
      requestId: 'request-1',
      from: '2022-12-16',
      deadline: due('2022-12-28'),
    } as const;
    const planned = steps(...history.active, requested, granted);
    expect(planned.map(({ step, day, dueVersion }) => `${step.rule} ${day} v${dueVersion}`)).toEqual([
      'due-3wd 2022-12-23 v5',
      'due-1wd 2022-12-27 v5',
      'due-day 2022-12-28 v5',
      'late 2022-12-29 v5',
      'late-office 2022-12-29 v5',
    ]);
  });
  it('are planned anew when the unit changes, and when a suspension gave days back', () => {
    const { leadUnit, coUnits } = assigned;
    const moved = {
      type: 'TaskReassigned',
      ...on('2022-12-12'),
      leadUnit,
      coUnits,
      reason: '',
      signBy: '2022-12-13',
    } as const;
    const [first, ...rest] = steps(...history.active, moved);
    expect(first).toMatchObject({ step: { rule: 'sign-for' }, day: '2022-12-14', dueVersion: 4 });
    expect(rest.map(({ step }) => step.rule)).toEqual(['due-3wd', 'due-1wd', 'due-day', 'late', 'late-office']);

    const resumed = { type: 'TaskResumed', ...on('2022-11-15'), reason: '', deadline: due('2022-12-21') } as const;
    expect(steps(...history.suspended, resumed)[0]).toMatchObject({
      step: { rule: 'due-7d' },
      day: '2022-12-14',
      dueVersion: 5,
    });
  });
  it('begin again on the day a claim is sent back, not with the days it lay in review', () => {
    const sentBack = { type: 'CompletionReturned', reason: '' } as const;
    // Sunday 2023-01-08: the working day after.
    expect(days(...history.active, claimed, { ...sentBack, ...on('2023-01-08') })).toEqual({
      late: '2023-01-09',
      'late-office': '2023-01-09',
    });
    expect(days(...history.active, claimed, { ...sentBack, ...on('2023-01-06') })).toMatchObject({
      late: '2023-01-06',
    });
  });
});

describe('a repeating reminder', () => {
  const late = steps(...history.active).find(({ step }) => step.rule === 'late');

  it('comes again on the next working day, over weekends and holidays', () => {
    if (late === undefined) throw new Error('A task with a date has this step.');
    expect(nextRepeat(late, '2022-12-29', context)).toMatchObject({
      day: '2022-12-30',
      at: '2022-12-30T01:00:00.000Z',
    });
    expect(nextRepeat(late, '2022-12-30', context)).toMatchObject({
      step: { rule: 'late' },
      day: '2023-01-03',
      dueVersion: 1,
    });
  });
});
