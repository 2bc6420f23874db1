import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTypes } from '../event-types.ts';
import { type Attempt, anyTaskHistory } from '../testing.ts';
import { TEXT_REJECTIONS } from '../text.ts';
import { taskDecider } from './decide.ts';
import type { TaskEvent } from './events.ts';
import { history } from './examples.ts';
import { TASK_REJECTIONS } from './rejections.ts';
import { type ExistingTask, noTask, type TaskState } from './state.ts';

const { decide, evolve } = taskDecider;

/** Holds the claim against the task as it stands after every attempt of many random histories. */
function always(claim: (task: ExistingTask, attempt: Attempt, eventsSoFar: readonly TaskEvent[]) => void) {
  fc.assert(
    fc.property(anyTaskHistory, ({ attempts }) => {
      const events: TaskEvent[] = [];
      for (const attempt of attempts) {
        events.push(...attempt.events);
        const task = attempt.events.reduce<TaskState>(evolve, attempt.before);
        if (task.status !== 'none') claim(task, attempt, events);
      }
    }),
    { numRuns: 100 },
  );
}

describe('whatever is done to a task, in whatever order', () => {
  it('its original date stays', () => {
    always(({ originalDeadline }, _, [first]) => {
      expect(first).toMatchObject({ type: 'TaskAssigned', deadline: originalDeadline });
    });
  });
  it('its date is never after the ceiling', () => {
    always(({ deadline }, { facts }) => {
      if (deadline !== null && facts.ceiling !== null) expect(deadline.date <= facts.ceiling).toBe(true);
    });
  });
  it('its percent is a whole number from 0 to 100', () => {
    always(({ percent }) => expect(Number.isInteger(percent) && percent >= 0 && percent <= 100).toBe(true));
  });
  it('it has one pending extension at most, and none unless it is signed for and open', () => {
    always((task, _, events) => {
      const asked = events.filter(({ type }) => type === 'ExtensionRequested').length;
      expect(asked - task.answeredExtensions.length).toBe(task.pendingExtension === null ? 0 : 1);
      if (task.pendingExtension !== null) expect(['signed-for', 'active', 'suspended']).toContain(task.status);
    });
  });
  it('each status has what belongs to it, and nothing else', () => {
    always((task) => {
      expect(task.suspension !== null).toBe(task.status === 'suspended');
      expect(task.closure !== null).toBe(task.status === 'closed');
      if (task.claimedAt !== null) expect(['in-review', 'closed']).toContain(task.status);
      if (task.status === 'in-review') expect(task.claimedAt).not.toBeNull();
      if (task.status !== 'ended')
        expect(task.signedForAt === null).toBe(['assigned', 'disputed'].includes(task.status));
    });
  });
  it('its version counts its events, and its due version points at the one that fixed date or unit', () => {
    const fixing = [
      'TaskAssigned',
      'AssignmentUpheld',
      'TaskReassigned',
      'ExtensionGranted',
      'TaskResumed',
      'TaskReopened',
      'TaskDeadlineRecomputed',
      'TaskRedated',
    ];
    always((task, _, events) => {
      expect(task.version).toBe(events.length);
      expect(task.last).toBe(events.at(-1)?.type);
      expect(fixing).toContain(events[task.dueVersion - 1]?.type);
    });
  });
  it('an accepted command gives nothing when it comes a second time', () => {
    always((task, { command, facts, rejection }) => {
      if (rejection === null) expect(decide(command, task, facts)).toEqual([]);
    });
  });
  it('a refusal is one of the closed set', () => {
    always((_, { rejection }) => {
      if (rejection !== null) expect([...TASK_REJECTIONS, ...TEXT_REJECTIONS]).toContain(rejection.code);
    });
  });
  it('what ended stays ended', () => {
    always((_, { before, events }) => {
      // A slip may be answered to the end: the answer changes nothing of the task.
      const after = ['LeaderRemarked', 'TaskLabelled', 'SlipAnswered'];
      if (before.status === 'ended') expect(events.every(({ type }) => after.includes(type))).toBe(true);
    });
  });
  it('the state kept beside the log equals the fold of all events', () => {
    fc.assert(
      fc.property(anyTaskHistory, ({ attempts, events }) => {
        const kept = attempts.reduce<TaskState>((task, { command, facts, rejection }) => {
          if (rejection !== null) return task;
          return asJsonb(decide(command, task, facts).reduce<TaskState>(evolve, task));
        }, noTask);
        expect(kept).toEqual(events.reduce<TaskState>(evolve, noTask));
      }),
      { numRuns: 100 },
    );
  });
  it('every event happens, and every status is reached', () => {
    const happened = new Set<string>();
    const reached = new Set<string>();
    fc.assert(
      fc.property(anyTaskHistory, ({ attempts }) => {
        for (const { before, events } of attempts) {
          reached.add(before.status);
          for (const { type } of events) happened.add(type);
        }
      }),
      // The same histories each time: what is tried here is that they lead everywhere.
      { numRuns: 1500, seed: 1 },
    );
    expect([...happened].sort()).toEqual([...eventTypes.task].sort());
    expect([...reached].sort()).toEqual(['none', ...Object.keys(history)].sort());
  });
});

/** As Postgres gives it back: the same value with its keys in another order. */
function asJsonb<T>(value: T): T {
  return JSON.parse(JSON.stringify(value), (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).reverse())
      : part,
  );
}
