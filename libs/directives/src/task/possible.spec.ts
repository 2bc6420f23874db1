import { describe, expect, it } from 'vitest';
import type { TaskEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { assigned, requested, signedFor, started, taskFacts } from './examples.ts';
import { possibleDeeds } from './possible.ts';
import { type ExistingTask, noTask, type TaskState } from './state.ts';

const { zone, calendar } = taskFacts();
const deedsAfter = (...events: TaskEvent[]) =>
  possibleDeeds(events.reduce<TaskState>(evolve, noTask) as ExistingTask, {
    ...{ at: '2022-12-02T01:00:00.000Z', today: '2022-12-02' },
    ...{ zone, calendar },
  });

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
  it('that was ended with its directive: nothing but what may always be said', () => {
    const ended = {
      type: 'TaskEnded',
      at: '2022-12-01T01:00:00.000Z',
      by: 'clerk',
      cause: 'merged',
      reason: '合并',
    } as const;
    expect(deedsAfter(assigned, ended)).not.toContain('SignForTask');
  });
});
