import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { afterClaim, afterTaskEvent, type RemindedTask, stepsToCome, unreminded } from '../reminders/machine.ts';
import { ladderFor, noSettings } from '../settings/state.ts';
import { taskDecider } from '../task/decide.ts';
import type { TaskEvent } from '../task/events.ts';
import { assigned, history, signedFor, taskFacts } from '../task/examples.ts';
import { type FeedbackCycle, periodsOf } from './cycle.ts';

const TUESDAYS: FeedbackCycle = { kind: 'weekly', weekday: 2, time: '12:00', roll: 'second-after' };
const MONTHLY: FeedbackCycle = { kind: 'monthly', day: 5, time: '17:00', roll: 'next' };
function first(cycle: FeedbackCycle, from: string, count: number): string[] {
  const found: string[] = [];
  for (const { key, due } of periodsOf(cycle, from, chinaCalendar)) {
    found.push(`${key} ${due}`);
    if (found.length === count) break;
  }
  return found;
}

describe('the periods of a cycle', () => {
  it('of weeks are due on their weekday; in a holiday, on the second working day after it', () => {
    // Tuesday 2023-01-24 is in the Spring Festival, which ends on Friday 01-27; 01-28 and 01-29 are worked.
    expect(first(TUESDAYS, '2023-01-11', 3)).toEqual([
      '2023-W03 2023-01-17',
      '2023-W04 2023-01-29',
      '2023-W05 2023-01-31',
    ]);
  });
  it('of months are due on their day, or on the last of a month that has no such day', () => {
    expect(first(MONTHLY, '2022-10-27', 3)).toEqual([
      '2022-M11 2022-11-07',
      '2022-M12 2022-12-05',
      '2023-M01 2023-01-05',
    ]);
    expect(first({ ...MONTHLY, day: 31, roll: 'none' }, '2023-01-31', 2)).toEqual([
      '2023-M02 2023-02-28',
      '2023-M03 2023-03-31',
    ]);
  });
  it('of phases are due at their ends, and then no more', () => {
    const phases: FeedbackCycle = {
      kind: 'phases',
      dates: ['2022-11-15', '2022-12-10'],
      time: '17:00',
      roll: 'previous',
    };
    expect(first(phases, '2022-10-27', 9)).toEqual(['P1 2022-11-15', 'P2 2022-12-09']);
  });
  it('weeks over the end of a year are named by ISO 8601', () => {
    expect(first({ ...TUESDAYS, weekday: 7, roll: 'none' }, '2022-12-26', 2)).toEqual([
      '2022-W52 2023-01-01',
      '2023-W01 2023-01-08',
    ]);
  });
});

const context = { zone: 'Asia/Shanghai', digestTime: '09:00', calendar: chinaCalendar };
const ladder = ladderFor(noSettings, 'weekly');
const weekly = { ...assigned, ladder: 'weekly', cycle: TUESDAYS } as const;
const report = (day: string, change: Partial<Extract<TaskEvent, { type: 'ProgressReported' }>> = {}): TaskEvent => ({
  ...{ type: 'ProgressReported', ...on(day), reportId: day, unit: 'planning', percent: 20, text: '进展', period: null },
  ...change,
});
const taskAfter = (...events: readonly TaskEvent[]) => events.reduce(afterTaskEvent, unreminded);
const asks = (reminded: RemindedTask) =>
  Object.fromEntries(
    stepsToCome(reminded, ladder, context)
      .filter(({ period }) => period !== null)
      .map(({ step, period, day }) => [step.rule, `${period} ${day}`]),
  );

describe('a task with a weekly report', () => {
  it('is asked for it the working day before, urged when it is missed, and then it goes up the line', () => {
    expect(asks(taskAfter(weekly, signedFor))).toEqual({
      'report-due': '2022-W44 2022-10-31',
      'report-missed': '2022-W44 2022-11-02',
      'report-missed-head': '2022-W44 2022-11-03',
      'report-missed-office': '2022-W44 2022-11-04',
    });
  });
  it('is not asked for what a fresh report has told, whatever it was given for', () => {
    expect(asks(taskAfter(weekly, signedFor, report('2022-10-29')))).toMatchObject({
      'report-due': '2022-W45 2022-11-07',
    });
  });
  it('is asked for this week although last week’s report came late', () => {
    const late = report('2022-11-02', { period: '2022-W44' });
    expect(asks(taskAfter(weekly, signedFor, late))).toMatchObject({ 'report-due': '2022-W45 2022-11-07' });
  });
  it('is asked again when the report was sent back, and a co-unit’s report is none', () => {
    const returned = { type: 'ReportReturned', ...on('2022-10-30'), reportId: '2022-10-29', reason: '不实' } as const;
    expect(asks(taskAfter(weekly, signedFor, report('2022-10-29'), returned))['report-due']).toBe(
      '2022-W44 2022-10-31',
    );
    const byCoUnit = report('2022-10-29', { unit: 'finance' });
    expect(asks(taskAfter(weekly, signedFor, byCoUnit))['report-due']).toBe('2022-W44 2022-10-31');
  });
  it('after three weeks off is asked once, and then for the next', () => {
    const step = { taskId: 'task', rule: 'report-due', dueVersion: 1, day: '2022-10-31', personIds: [] } as const;
    const asked = afterClaim(taskAfter(weekly, signedFor), { ...step, outcome: 'sent' }, '2022-11-16');
    expect(asks(asked)['report-due']).toBe('2022-W47 2022-11-21');
  });
  it('is not asked while nobody works on it', () => {
    expect(asks(taskAfter(weekly))).toEqual({});
    expect(asks(taskAfter({ ...weekly }, ...history.suspended.slice(1)))).toEqual({});
  });
});

describe('setting how a task is reminded of', () => {
  const { given } = specification(taskDecider);
  const office = on('2022-11-01');

  it('by another ladder, and when it reports', () => {
    const chosen = { type: 'LadderChosen', ...office, ladder: 'weekly' } as const;
    given(...history.active)
      .when({ ...chosen, type: 'ChooseLadder' }, taskFacts())
      .thenEvents(chosen);
    const set = { type: 'FeedbackCycleSet', ...office, cycle: TUESDAYS } as const;
    given(...history.active)
      .when({ ...set, type: 'SetFeedbackCycle' }, taskFacts())
      .thenEvents(set);
    given(...history.active, set)
      .when({ type: 'SetFeedbackCycle', ...office, cycle: null }, taskFacts())
      .thenEvents({ ...set, cycle: null });
  });
  it('not of a task that is over, and not by phases out of order', () => {
    const choose = { type: 'ChooseLadder', ...office, ladder: 'weekly' } as const;
    given(...history.closed)
      .when(choose, taskFacts())
      .thenRejected('task.closed');
    const cycle = { kind: 'phases', dates: ['2022-12-10', '2022-11-15'], time: '17:00', roll: 'next' } as const;
    given(...history.active)
      .when({ type: 'SetFeedbackCycle', ...office, cycle }, taskFacts())
      .thenRejected('task.phases-not-in-order');
  });
});
