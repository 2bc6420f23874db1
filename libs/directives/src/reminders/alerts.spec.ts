import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { due, on } from '../examples.ts';
import type { TaskEvent } from '../task/events.ts';
import { evolve } from '../task/evolve.ts';
import { assigned, history, requested, signedFor } from '../task/examples.ts';
import { noTask, type TaskState } from '../task/state.ts';
import { type Asked, isSettled } from './settled.ts';
import { requireSnooze } from './snooze.ts';

const zone = 'Asia/Shanghai';
const taskAfter = (...events: readonly TaskEvent[]) => events.reduce(evolve, noTask as TaskState);
const at = (day: string, time?: string) => on(day, time).at;
const report = (day: string, period: string | null = null): TaskEvent => ({
  ...{ type: 'ProgressReported', ...on(day), reportId: day, unit: 'planning', percent: 40, text: '进展', period },
});

describe('an alert that is put off', () => {
  const alert = { id: 'alert', warnsOf: '2022-12-16', isDone: false };
  const now = { now: at('2022-12-13'), zone };

  it('comes back at a moment to come, before the day that it warns of is over', () => {
    for (const until of [at('2022-12-13', '10:01'), at('2022-12-16', '23:59')])
      expect(() => requireSnooze([alert], until, now)).not.toThrow();
    expect(() => requireSnooze([alert], at('2022-12-17', '08:00'), now)).toThrow('alert.snooze-past-due');
    expect(() => requireSnooze([alert], '2022-12-16T16:00:00.000Z', now)).toThrow('alert.snooze-past-due');
    expect(() => requireSnooze([alert], now.now, now)).toThrow('alert.snooze-not-ahead');
  });
  it('is none that warns of what is late, or that is done; one that warns of no day may wait', () => {
    expect(() => requireSnooze([{ ...alert, warnsOf: '2022-12-12' }], at('2022-12-14'), now)).toThrow('past-due');
    expect(() => requireSnooze([alert, { ...alert, isDone: true }], at('2022-12-14'), now)).toThrow('alert.done');
    expect(() => requireSnooze([{ ...alert, warnsOf: null }], at('2023-06-14'), now)).not.toThrow();
  });
});

describe('what an alert asked for', () => {
  const active = taskAfter(...history.active);
  const asked: Asked = { from: 'deadline', dueVersion: 1, report: null, at: at('2022-12-13') };
  const settled = (task: TaskState, change: Partial<Asked> = {}) =>
    isSettled(task, { ...asked, ...change }, { zone, calendar: chinaCalendar });

  it('is done when a unit of the task did something since, and not by what it did before', () => {
    expect(settled(active)).toBe(false);
    expect(settled(taskAfter(...history.active, report('2022-12-14')))).toBe(true);
    expect(settled(taskAfter(...history.active, report('2022-12-12')))).toBe(false);
  });
  it('is not done by what the office does, unless that changes the date or the unit', () => {
    const urged = { type: 'TaskUrged', ...on('2022-12-14'), urgeId: 'urge', text: '请抓紧' } as const;
    expect(settled(taskAfter(...history.active, urged))).toBe(false);
    const granted = { type: 'ExtensionGranted', ...on('2022-12-14'), requestId: 'request-1' } as const;
    const extended = { ...granted, from: '2022-12-16', deadline: due('2022-12-28') };
    expect(settled(taskAfter(...history.active, requested, extended))).toBe(true);
  });
  it('is to sign for it: done by the signature, and by nothing else that its unit does', () => {
    const toSign: Partial<Asked> = { from: 'sign-by', at: at('2022-10-28') };
    expect(settled(taskAfter(assigned), toSign)).toBe(false);
    expect(settled(taskAfter(assigned, signedFor), toSign)).toBe(true);
  });
  it('is a report: done by the report for that period, and by no other act', () => {
    const weekly = {
      ...assigned,
      cycle: { kind: 'weekly', weekday: 2, time: '12:00', roll: 'second-after' },
    } as const;
    const forWeek: Partial<Asked> = { from: 'report', report: { period: '2022-W44', due: '2022-11-01' } };
    expect(settled(taskAfter(weekly, signedFor), forWeek)).toBe(false);
    expect(settled(taskAfter(weekly, signedFor, requested), forWeek)).toBe(false);
    expect(settled(taskAfter(weekly, signedFor, report('2022-11-03', '2022-W45')), forWeek)).toBe(false);
    expect(settled(taskAfter(weekly, signedFor, report('2022-11-03', '2022-W44')), forWeek)).toBe(true);
    const given = { type: 'FeedbackCycleSet', ...on('2022-11-02'), cycle: null } as const;
    expect(settled(taskAfter(weekly, signedFor, given), forWeek)).toBe(true);
  });
  it('is to answer a slip: done by that answer alone, also when the date is another meanwhile', () => {
    const slip = { type: 'SlipIssued', ...on('2022-12-13'), slipId: 's1', number: '督单〔2022〕1号' } as const;
    const issued = { ...slip, colour: 'blue', text: '请按期办结', answerBy: '2022-12-15' } as const;
    const bySlip: Partial<Asked> = { slip: issued.number, dueVersion: 4 };
    const answered = { type: 'SlipAnswered', ...on('2022-12-14'), slipId: 's1', text: '明日办结' } as const;
    expect(settled(taskAfter(...history.active, issued, report('2022-12-14')), bySlip)).toBe(false);
    expect(settled(taskAfter(...history.active, issued, answered), bySlip)).toBe(true);
  });
  it('is asked no more of what is in review or over', () => {
    expect(settled(taskAfter(...history.closed))).toBe(true);
    expect(settled(taskAfter(...history.suspended))).toBe(false);
  });
});
