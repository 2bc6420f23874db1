import { describe, expect, it } from 'vitest';
import { due, on } from '../examples.ts';
import type { TaskEvent } from './events.ts';
import { evolve } from './evolve.ts';
import { assigned, ended, history, requested, suspended } from './examples.ts';
import { isOpen, noTask, type TaskState } from './state.ts';

const fold = (...events: readonly TaskEvent[]) => events.reduce<TaskState>(evolve, noTask);
const now = on('2022-12-05');
const upheld = { type: 'AssignmentUpheld', ...now, reason: '按职责分工', signBy: '2022-12-06' } as const;
const reassigned = { ...upheld, type: 'TaskReassigned', leadUnit: 'industry', coUnits: [] } as const;
const resumed = { type: 'TaskResumed', ...now, reason: '已批复', deadline: due('2022-12-28') } as const;
const asked = [...history.active, requested];
const lapsed = [{ requestId: 'request-1', outcome: 'lapsed', to: null }];

describe('what a task counts from', () => {
  const { at } = now;

  it('is fixed anew with the unit', () => {
    expect(fold(...history.disputed, upheld)).toMatchObject({ dueVersion: 3, runningSince: at, signBy: '2022-12-06' });
    expect(fold(...history.active, reassigned)).toMatchObject({ dueVersion: 4, runningSince: at, signedForAt: null });
  });
  it('is fixed anew with the date', () => {
    const reopened = { type: 'TaskReopened', ...now, reason: '又停工', deadline: due('2022-12-28') } as const;
    expect(fold(...history.closed, reopened)).toMatchObject({ dueVersion: 6, runningSince: at });
    expect(fold(...history.suspended, resumed)).toMatchObject({ dueVersion: 5, runningSince: at });
  });
  it('stays, when only the work goes on', () => {
    const sentBack = { type: 'CompletionReturned', ...now, reason: '缺佐证' } as const;
    expect(fold(...history['in-review'], sentBack)).toMatchObject({
      dueVersion: 1,
      runningSince: at,
      timesReturned: 1,
    });
    const clockRan = [...history.active, { ...suspended, clock: 'runs' } as const, resumed];
    expect(fold(...clockRan)).toMatchObject({ dueVersion: 1, runningSince: at });
  });
});

describe('a request for an extension', () => {
  const overtaken = { type: 'TaskClosed', ...now, kind: 'overtaken', reason: '政策已调整' } as const;

  it.each([
    { because: 'the task changed hands', event: reassigned },
    { because: 'the task was closed', event: overtaken },
    { because: 'the task ended', event: ended },
  ])('lapses when $because', ({ event }) => {
    expect(fold(...asked, event)).toMatchObject({ pendingExtension: null, answeredExtensions: lapsed });
  });
  it('waits while the task is suspended', () => {
    expect(fold(...asked, suspended)).toMatchObject({ pendingExtension: { requestId: 'request-1' } });
  });
});

describe('a task', () => {
  it('is open until it is closed or ended', () => {
    const statuses = Object.entries(history).filter(([, events]) => isOpen(fold(...events)));
    expect(statuses.map(([status]) => status)).toEqual(Object.keys(history).slice(0, -2));
    expect(Object.keys(history).slice(-2)).toEqual(['closed', 'ended']);
    expect(isOpen(noTask)).toBe(false);
  });
  it('is not made from a damaged stream', () => {
    expect(() => fold(...history.active.slice(1))).toThrow('TaskSignedFor cannot follow version 0');
    expect(() => fold(assigned, assigned)).toThrow('TaskAssigned cannot follow version 1');
    expect(() => fold(assigned, requested)).toThrow('the stream is damaged');
    expect(() => fold(assigned, { type: 'TaskStarted', ...now })).toThrow('the stream is damaged');
    expect(() => fold(...history.active, resumed)).toThrow('the stream is damaged');
  });
});
