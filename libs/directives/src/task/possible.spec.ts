import { describe, expect, it } from 'vitest';
import { defaultThresholds } from '../lights/light.ts';
import type { TaskEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { assigned, requested, signedFor, started, taskFacts } from './examples.ts';
import { possibleDeeds, possibleSlips } from './possible.ts';
import { type ExistingTask, noTask, type TaskState } from './state.ts';

const { zone, calendar } = taskFacts();
const stateAfter = (events: readonly TaskEvent[]) => events.reduce<TaskState>(evolve, noTask) as ExistingTask;
const on = (today: string) => ({
  ...{ at: `${today}T01:00:00.000Z`, today, zone, calendar },
  thresholds: defaultThresholds,
});
const deedsAfter = (...events: TaskEvent[]) => possibleDeeds(stateAfter(events), on('2022-12-02'));

describe('what may be done to a task', () => {
  it('that was assigned: signing for it, but no report', () => {
    expect(deedsAfter(assigned)).toEqual(
      expect.arrayContaining(['SignForTask', 'DisputeTask', 'ReassignTask', 'UrgeTask']),
    );
    expect(deedsAfter(assigned)).not.toContain('ReportProgress');
  });
  it('that is under way: reports and extensions, but no second signature', () => {
    const deeds = deedsAfter(assigned, signedFor, started);
    expect(deeds).toEqual(
      expect.arrayContaining(['ReportProgress', 'RequestExtension', 'ClaimCompletion', 'SuspendTask']),
    );
    expect(deeds).not.toContain('SignForTask');
    expect(deeds).not.toContain('GrantExtension');
  });
  it('with a request that waits: an answer to it, and no second request', () => {
    const deeds = deedsAfter(assigned, signedFor, started, requested);
    expect(deeds).toEqual(expect.arrayContaining(['GrantExtension', 'RefuseExtension']));
    expect(deeds).not.toContain('RequestExtension');
  });
  it('by a slip: of the colour that its light gives ground for, answered once, and no second one meanwhile', () => {
    const underWay = [assigned, signedFor, started];
    expect(possibleSlips(stateAfter(underWay), on('2022-10-28'))).toEqual([]);
    expect(possibleSlips(stateAfter(underWay), on('2022-12-02'))).toEqual(['yellow']);
    expect(possibleSlips(stateAfter(underWay), on('2022-12-15'))).toEqual(['blue']);
    expect(possibleSlips(stateAfter(underWay), on('2022-12-20'))).toEqual(['red']);
    expect(deedsAfter(...underWay)).toContain('IssueSlip');
    expect(deedsAfter(...underWay)).not.toContain('AnswerSlip');
    const issued: TaskEvent = {
      type: 'SlipIssued',
      ...{ at: '2022-12-01T01:00:00.000Z', by: 'clerk', slipId: 'slip', number: '督单〔2022〕1号' },
      ...{ colour: 'yellow', text: '请说明进展。', answerBy: '2022-12-06' },
    };
    expect(deedsAfter(...underWay, issued)).toContain('AnswerSlip');
    expect(deedsAfter(...underWay, issued)).not.toContain('IssueSlip');
    const answered: TaskEvent = { type: 'SlipAnswered', at: issued.at, by: 'head', slipId: 'slip', text: '已办。' };
    expect(deedsAfter(...underWay, issued, answered)).not.toContain('AnswerSlip');
  });
  it('by asking for reports: set, and stopped, while it is open', () => {
    const weekly = { kind: 'weekly', weekday: 1, time: '17:00', roll: 'next' } as const;
    const set = { type: 'FeedbackCycleSet', at: '2022-11-01T01:00:00.000Z', by: 'clerk', cycle: weekly } as const;
    expect(deedsAfter(assigned)).toContain('SetFeedbackCycle');
    expect(deedsAfter(assigned, set)).toContain('SetFeedbackCycle');
  });
  it('that was ended with its directive: nothing but what may always be said', () => {
    const ended = {
      type: 'TaskEnded',
      at: '2022-12-01T01:00:00.000Z',
      by: 'clerk',
      cause: 'merged',
      reason: '合并',
    } as const;
    expect(deedsAfter(assigned, ended)).not.toContain('SignForTask');
    expect(deedsAfter(assigned, ended)).not.toContain('SetFeedbackCycle');
  });
});
