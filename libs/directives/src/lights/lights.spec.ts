import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chinaCalendar, instantAt } from '#libs/calendar';
import { due, on } from '../examples.ts';
import type { TaskEvent } from '../task/events.ts';
import { evolve } from '../task/evolve.ts';
import { assigned, claimed, closed, history, reported, signedFor } from '../task/examples.ts';
import { noTask, type TaskState } from '../task/state.ts';
import { anyTaskHistory, anyThresholds } from '../testing.ts';
import { defaultThresholds, LIGHTS } from './light.ts';
import { lightAt } from './light-at.ts';
import { lightChanges, lightOf } from './light-changes.ts';

// Assigned on 10-27 and due on Friday 12-16: a span of 50 days, of which a tenth is 5; the third working day before is 12-13.
const context = { zone: 'Asia/Shanghai', calendar: chinaCalendar, thresholds: defaultThresholds };

function light(events: readonly TaskEvent[], now: string) {
  const task = events.reduce<TaskState>(evolve, noTask);
  if (task.status === 'none') throw new Error('There is no light without a task.');
  return lightAt(task, now, context);
}
const noon = (date: string) => on(date, '12:00').at;
const report = { ...reported, period: null };

describe('the light of a task', () => {
  it('is not signed, until it is', () => {
    expect(light([assigned], noon('2022-10-28'))).toEqual({
      light: 'not-signed',
      reasons: [{ code: 'not-signed', params: { signBy: '2022-10-28' } }],
    });
    expect(light(history.disputed, noon('2022-10-28')).light).toBe('not-signed');
    expect(light([assigned, signedFor], noon('2022-10-28')).light).toBe('on-track');
  });
  it('is behind from more than 15 points short of a linear plan', () => {
    // After 18 of 50 days 36 % should be done: 16 points more than 20 %. After 17 days 34 %.
    const events = [...history.active, { ...report, ...on('2022-11-11') }];
    expect(light(events, noon('2022-11-13')).light).toBe('on-track');
    expect(light([...events.slice(0, -1), { ...report, percent: 21 }], noon('2022-11-14')).light).toBe('on-track');
    expect(light(events, noon('2022-11-14'))).toEqual({
      light: 'behind',
      reasons: [{ code: 'behind-plan', params: { percent: 20, plan: 36 } }],
    });
  });
  it('is behind after more than 14 days of silence', () => {
    const events = [...history.active, { ...report, percent: 90 }];
    expect(light(events, noon('2022-11-15')).light).toBe('on-track');
    expect(light(events, noon('2022-11-16'))).toEqual({
      light: 'behind',
      reasons: [{ code: 'silent', params: { days: 15 } }],
    });
  });
  it('is due soon from three working days before the date, or its last tenth, whichever is earlier', () => {
    const events = [...history.active, { ...report, ...on('2022-12-09'), percent: 95 }];
    expect(light(events, noon('2022-12-10')).light).toBe('on-track');
    expect(light(events, noon('2022-12-11'))).toEqual({
      light: 'due-soon',
      reasons: [{ code: 'due-soon', params: { date: '2022-12-16', days: 5, workingDays: 5 } }],
    });
    const short = [{ ...assigned, deadline: due('2022-11-08') }, signedFor, { ...report, percent: 60 }];
    expect(light(short, noon('2022-11-02')).light).toBe('on-track');
    expect(light(short, noon('2022-11-03')).light).toBe('due-soon');
    // A tenth of 55 days is 5 whole days.
    const longer = [
      { ...assigned, deadline: due('2022-12-21') },
      signedFor,
      { ...report, ...on('2022-12-09'), percent: 95 },
    ];
    expect(light(longer, noon('2022-12-15')).light).toBe('on-track');
    expect(light(longer, noon('2022-12-16')).light).toBe('due-soon');
  });
  it('is overdue when the due day is over in the zone, signed for or not', () => {
    const lastMoment = '2022-12-16T15:59:59.999Z';
    const midnight = instantAt('2022-12-17', '00:00', 'Asia/Shanghai');
    for (const events of [[assigned], history.disputed, history.active]) {
      expect(light(events, lastMoment).light).toBe('due-soon');
      expect(light(events, midnight)).toEqual({
        light: 'overdue',
        reasons: [{ code: 'overdue', params: { date: '2022-12-16', days: 1 } }],
      });
    }
  });
  it('in review is judged by the day of the claim', () => {
    expect(light([...history.active, claimed], noon('2022-12-30'))).toEqual({
      light: 'on-track',
      reasons: [{ code: 'claimed', params: { claimedOn: '2022-12-14' } }],
    });
    expect(light([...history.active, { ...claimed, ...on('2022-12-18') }], noon('2022-12-30'))).toEqual({
      light: 'overdue',
      reasons: [{ code: 'claimed-late', params: { claimedOn: '2022-12-18', days: 2 } }],
    });
  });
  it('is done when closed or ended; what was late stays late', () => {
    expect(light(history.closed, noon('2023-01-01'))).toEqual({
      light: 'done',
      reasons: [{ code: 'closed', params: { kind: 'implemented' } }],
    });
    expect(light([...history.active, { ...claimed, ...on('2022-12-18') }, closed], noon('2023-01-01')).reasons).toEqual(
      [
        { code: 'closed', params: { kind: 'implemented' } },
        { code: 'finished-late', params: { days: 2 } },
      ],
    );
    expect(light(history.ended, noon('2023-01-01')).light).toBe('done');
  });
  it('is suspended while the task is, overdue or not', () => {
    expect(light(history.suspended, noon('2023-01-01'))).toEqual({
      light: 'suspended',
      reasons: [{ code: 'suspended', params: { since: '2022-11-10', clock: 'stops' } }],
    });
  });
  it('of a standing task knows no dates, but silence', () => {
    const standing = [{ ...assigned, deadline: null }, signedFor];
    expect(light(standing, noon('2022-11-10'))).toEqual({
      light: 'on-track',
      reasons: [{ code: 'standing', params: {} }],
    });
    expect(light(standing, noon('2023-11-10')).light).toBe('behind');
  });
});

describe('the instants at which a light changes', () => {
  it('say the same as the light, for any task, by any thresholds, at any later instant', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyTaskHistory, anyThresholds, fc.nat({ max: 150 * 24 * 60 }), (history, thresholds, minutes) => {
        const { task, lastAt } = history;
        if (task.status === 'none') return;
        const now = new Date(Date.parse(lastAt) + minutes * 60_000).toISOString();
        const by = { ...context, thresholds };
        const explained = lightAt(task, now, by);
        expect(lightOf(lightChanges(task, by), now)).toBe(explained.light);
        expect(explained.reasons).not.toEqual([]);
        seen.add(explained.light);
      }),
      { numRuns: 500 },
    );
    expect([...seen].sort()).toEqual([...LIGHTS].sort());
  });
  it('count a claim at the very end of the due day as late', () => {
    const midnight = { ...claimed, at: '2022-12-16T16:00:00.000Z' };
    const task = [...history.active, midnight].reduce<TaskState>(evolve, noTask);
    if (task.status !== 'in-review') throw new Error('It was claimed.');
    expect(lightAt(task, noon('2022-12-20'), context).light).toBe('overdue');
    expect(lightChanges(task, context).otherwise).toBe('overdue');
  });
  it.each([
    { percent: 20, behindAt: '2022-11-13T16:00:00.000Z' },
    { percent: 21, behindAt: '2022-11-14T16:00:00.000Z' },
  ])('find the first day on which $percent % is too little', ({ percent, behindAt }) => {
    const task = [...history.active, { ...report, percent }].reduce<TaskState>(evolve, noTask);
    if (task.status === 'none') throw new Error('There is no light without a task.');
    expect(lightChanges(task, context).behindAt).toBe(behindAt);
    expect(lightAt(task, behindAt, context).light).toBe('behind');
    expect(lightAt(task, new Date(Date.parse(behindAt) - 1).toISOString(), context).light).toBe('on-track');
  });
  it('do so at every midnight, where they change', () => {
    const task = [...history.active, { ...report, percent: 55 }].reduce<TaskState>(evolve, noTask);
    if (task.status === 'none') throw new Error('There is no light without a task.');
    const changes = lightChanges(task, context);
    expect(changes).toEqual({
      overdueAt: '2022-12-16T16:00:00.000Z',
      dueSoonAt: '2022-12-10T16:00:00.000Z',
      behindAt: '2022-11-15T16:00:00.000Z',
      otherwise: 'on-track',
    });
    for (const at of [changes.overdueAt, changes.dueSoonAt, changes.behindAt]) {
      if (at === null) throw new Error('This task has all three.');
      const before = new Date(Date.parse(at) - 1).toISOString();
      expect(lightAt(task, before, context).light).not.toBe(lightAt(task, at, context).light);
      expect(lightOf(changes, before)).toBe(lightAt(task, before, context).light);
      expect(lightOf(changes, at)).toBe(lightAt(task, at, context).light);
    }
  });
});
