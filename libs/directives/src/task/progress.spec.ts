import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { due, on } from '../examples.ts';
import type { ReportProgress } from './commands.ts';
import { taskDecider } from './decide.ts';
import { assigned, history, reported, signedFor, started, suspended, taskFacts } from './examples.ts';

const { given } = specification(taskDecider);
const now = on('2022-11-01');
const facts = taskFacts();
const returned = { type: 'ReportReturned', ...now, reportId: 'report-1', reason: '缺佐证' } as const;

describe('reporting progress', () => {
  const report: ReportProgress = { ...reported, type: 'ReportProgress' };

  it('tells how far the task is', () => {
    given(...history.active)
      .when(report, facts)
      .thenEvents(reported);
    expect(given(...history.active, reported).state).toMatchObject({ percent: 20, lastReportAt: now.at });
  });
  it('starts a task that was only signed for', () => {
    given(assigned, signedFor)
      .when(report, facts)
      .thenEvents({ ...started, ...now }, reported);
  });
  it('by a co-unit does not change the percent', () => {
    const byCoUnit = { ...reported, unit: 'finance', percent: 90 };
    given(...history.active)
      .when({ ...report, unit: 'finance', percent: 90 }, facts)
      .thenEvents(byCoUnit);
    expect(given(...history.active, byCoUnit).state).toMatchObject({ percent: 0, lastReportAt: now.at });
  });
  it('is for the task’s own units', () => {
    given(...history.active)
      .when({ ...report, unit: 'industry' }, facts)
      .thenRejected('task.not-its-unit', { unit: 'industry' });
  });
  it('answers a period once', () => {
    const second = { ...report, reportId: 'report-2' };
    given(...history.active, reported)
      .when(second, facts)
      .thenRejected('task.period-reported', { period: '2022-W44' });
    given(...history.active, reported)
      .when({ ...second, period: null }, facts)
      .thenEvents({ ...reported, reportId: 'report-2', period: null });
    given(...history.active, reported)
      .when({ ...second, unit: 'finance' }, facts)
      .thenEvents({ ...reported, reportId: 'report-2', unit: 'finance' });
  });
  it('wants a whole percent from 0 to 100 and a text of some 10,000 characters at most', () => {
    for (const percent of [0, 100]) {
      given(...history.active)
        .when({ ...report, percent }, facts)
        .thenEvents({ ...reported, percent });
    }
    for (const percent of [-1, 101, 33.3, Number.NaN]) {
      given(...history.active)
        .when({ ...report, percent }, facts)
        .thenRejected('task.percent-invalid');
    }
    given(...history.active)
      .when({ ...report, text: ' \n' }, facts)
      .thenRejected('text.missing', { field: 'text' });
    given(...history.active)
      .when({ ...report, text: 'x'.repeat(10_001) }, facts)
      .thenRejected('text.too-long', { field: 'text', limit: 10_000 });
  });
  it('is not done before signing, while the task rests, or afterwards', () => {
    given(assigned).when(report, facts).thenRejected('task.not-signed-for');
    given(...history.suspended)
      .when(report, facts)
      .thenRejected('task.suspended');
    given(...history['in-review'])
      .when(report, facts)
      .thenRejected('task.in-review');
    given(...history.closed)
      .when(report, facts)
      .thenRejected('task.closed');
    given(...history.ended)
      .when(report, facts)
      .thenRejected('task.ended');
  });

  it('may be sent back, and then counts no more', () => {
    const command = { ...returned, type: 'ReturnReport' } as const;
    given(...history.active, reported)
      .when(command, facts)
      .thenEvents(returned);
    expect(given(...history.active, reported, returned).state).toMatchObject({ percent: 0, lastReportAt: null });
    given(...history.active, reported, returned)
      .when({ ...report, reportId: 'report-2' }, facts)
      .thenEvents({ ...reported, reportId: 'report-2' });
  });
  it('is sent back only if it was given, with a reason, and while the task is open', () => {
    const command = { ...returned, type: 'ReturnReport' } as const;
    given(...history.active)
      .when(command, facts)
      .thenRejected('task.report-unknown');
    given(...history.active, reported)
      .when({ ...command, reason: '' }, facts)
      .thenRejected('text.missing');
    given(...history.closed)
      .when(command, facts)
      .thenRejected('task.closed');
  });
});

describe('urging and remarking', () => {
  const urge = { type: 'UrgeTask', ...now, urgeId: 'urge-1', text: '请于今日反馈' } as const;
  const remark = { type: 'RecordRemark', ...now, remarkId: 'remark-1', text: '务必按期' } as const;
  const urged = { ...urge, type: 'TaskUrged' } as const;

  it('an open task may be urged, again and again', () => {
    for (const status of ['assigned', 'disputed', 'active', 'suspended', 'in-review'] as const) {
      given(...history[status])
        .when(urge, facts)
        .thenEvents(urged);
    }
    given(assigned, urged)
      .when({ ...urge, urgeId: 'urge-2' }, facts)
      .thenEvents({ ...urged, urgeId: 'urge-2' });
  });
  it('a finished one may not', () => {
    given(...history.closed)
      .when(urge, facts)
      .thenRejected('task.closed');
    given(...history.ended)
      .when(urge, facts)
      .thenRejected('task.ended');
  });
  it('a leader may remark on any task', () => {
    given(assigned)
      .when(remark, facts)
      .thenEvents({ ...remark, type: 'LeaderRemarked' });
    given(...history.closed)
      .when(remark, facts)
      .thenEvents({ ...remark, type: 'LeaderRemarked' });
    given().when(remark, facts).thenRejected('task.not-found');
  });
  it('both want words', () => {
    given(assigned)
      .when({ ...urge, text: '' }, facts)
      .thenRejected('text.missing');
    given(assigned)
      .when({ ...remark, text: '' }, facts)
      .thenRejected('text.missing');
  });
});

describe('suspending a task', () => {
  const suspend = { ...suspended, type: 'SuspendTask' } as const;
  const resume = { type: 'ResumeTask', ...on('2022-11-15'), reason: '已批复' } as const;
  const later = taskFacts({ today: '2022-11-15' });

  it('holds it up until it is resumed as what it was', () => {
    given(...history.active)
      .when(suspend, facts)
      .thenEvents(suspended);
    given(assigned, signedFor).when(suspend, facts).thenEvents(suspended);
    const resumed = { ...resume, type: 'TaskResumed', deadline: due('2022-12-21', 'after-suspension') } as const;
    expect(given(assigned, signedFor, suspended, resumed).state.status).toBe('signed-for');
    expect(given(...history.active, suspended, resumed).state.status).toBe('active');
  });
  it('gives back the days when the clock was stopped', () => {
    given(...history.suspended)
      .when(resume, later)
      .thenEvents({ ...resume, type: 'TaskResumed', deadline: due('2022-12-21', 'after-suspension') });
  });
  it('gives back nothing when the clock ran', () => {
    given(...history.active, { ...suspended, clock: 'runs' })
      .when(resume, later)
      .thenEvents({ ...resume, type: 'TaskResumed', deadline: due('2022-12-16') });
  });
  it('moves no date past the directive’s', () => {
    given(...history.suspended)
      .when(resume, { ...later, ceiling: '2022-12-20' })
      .thenRejected('task.after-directive-date', { date: '2022-12-21', ceiling: '2022-12-20' });
  });
  it('wants reasons, and a task that is under way', () => {
    given(...history.active)
      .when({ ...suspend, reason: '' }, facts)
      .thenRejected('text.missing');
    given(...history.suspended)
      .when({ ...resume, reason: '' }, later)
      .thenRejected('text.missing');
    given(assigned).when(suspend, facts).thenRejected('task.not-signed-for');
    given(...history.suspended)
      .when({ ...suspend, clock: 'runs' }, facts)
      .thenRejected('task.suspended');
    given(...history.active)
      .when(resume, later)
      .thenRejected('task.not-suspended');
  });
});
