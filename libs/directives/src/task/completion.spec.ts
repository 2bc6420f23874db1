import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { due, on } from '../examples.ts';
import { taskDecider } from './decide.ts';
import { assigned, claimed, closed, ended, history, signedFor, started, taskFacts } from './examples.ts';

const { given } = specification(taskDecider);
const now = on('2022-12-20');
const facts = taskFacts({ today: '2022-12-20' });
const reason = '数据与现场不符';

describe('claiming completion', () => {
  const claim = { ...claimed, type: 'ClaimCompletion' } as const;

  it('puts the task before the office, with its evidence', () => {
    given(...history.active)
      .when(claim, facts)
      .thenEvents(claimed);
    given(assigned, signedFor)
      .when(claim, facts)
      .thenEvents({ ...started, ...on('2022-12-14') }, claimed);
  });
  it('wants words and evidence', () => {
    given(...history.active)
      .when({ ...claim, text: '' }, facts)
      .thenRejected('text.missing');
    given(...history.active)
      .when({ ...claim, evidence: [' '] }, facts)
      .thenRejected('task.evidence-missing');
  });
  it('waits for the parts of the task', () => {
    given(...history.active)
      .when(claim, { ...facts, openChildren: 2 })
      .thenRejected('task.open-children', { count: 2 });
  });
  it('is for a task under way', () => {
    given(assigned).when(claim, facts).thenRejected('task.not-signed-for');
    given(...history.suspended)
      .when(claim, facts)
      .thenRejected('task.suspended');
    given(...history.closed)
      .when(claim, facts)
      .thenRejected('task.closed');
  });

  it('may be sent back, with a reason', () => {
    const sendBack = { type: 'ReturnCompletion', ...now, reason } as const;
    given(...history['in-review'])
      .when(sendBack, facts)
      .thenEvents({ ...sendBack, type: 'CompletionReturned' });
    given(...history['in-review'])
      .when({ ...sendBack, reason: '' }, facts)
      .thenRejected('text.missing');
    given(...history.active)
      .when(sendBack, facts)
      .thenRejected('task.not-in-review');
    given(...history.closed)
      .when(sendBack, facts)
      .thenRejected('task.closed');
  });
});

describe('closing a task', () => {
  const close = { type: 'CloseTask', ...on('2022-12-15'), kind: 'implemented', reason: '' } as const;
  const overtaken = { ...close, kind: 'overtaken', reason: '政策已调整' } as const;

  it('as implemented follows a claim that was checked', () => {
    given(...history['in-review'])
      .when(close, facts)
      .thenEvents(closed);
    given(...history.active)
      .when(close, facts)
      .thenRejected('task.not-in-review');
    given(...history.active)
      .when({ ...close, kind: 'partly', reason }, facts)
      .thenRejected('task.not-in-review');
  });
  it('as overtaken or not implemented needs no claim, which nobody would make', () => {
    for (const status of ['signed-for', 'active', 'suspended', 'in-review'] as const) {
      given(...history[status])
        .when(overtaken, facts)
        .thenEvents({ ...overtaken, type: 'TaskClosed' });
    }
    given(assigned).when(overtaken, facts).thenRejected('task.not-signed-for');
    given(...history.disputed)
      .when(overtaken, facts)
      .thenRejected('task.disputed');
  });
  it('says why, unless it was simply done', () => {
    given(...history['in-review'])
      .when({ ...close, kind: 'partly' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
  });
  it('waits for the parts of the task', () => {
    given(...history['in-review'])
      .when(close, { ...facts, openChildren: 1 })
      .thenRejected('task.open-children', { count: 1 });
  });
  it('is done once', () => {
    given(...history.closed)
      .when(overtaken, facts)
      .thenRejected('task.closed');
    given(...history.ended)
      .when(close, facts)
      .thenRejected('task.ended');
  });
});

describe('after closing', () => {
  const look = { type: 'LookBackAtTask', ...now, lookBackId: 'look-1', finding: 'problem', text: '又停工' } as const;
  const reopen = { type: 'ReopenTask', ...now, reason: '又停工', dueDate: null } as const;

  it('the office looks back, more than once, and that alone reopens nothing', () => {
    const looked = { ...look, type: 'TaskLookedBack' } as const;
    given(...history.closed)
      .when(look, facts)
      .thenEvents(looked);
    given(...history.closed, looked)
      .when({ ...look, lookBackId: 'look-2', finding: 'ok', text: '' }, facts)
      .thenEvents({ ...looked, lookBackId: 'look-2', finding: 'ok', text: '' });
    expect(given(...history.closed, looked).state.status).toBe('closed');
  });
  it('a problem wants words, and only what is closed is looked back at', () => {
    given(...history.closed)
      .when({ ...look, text: '' }, facts)
      .thenRejected('text.missing');
    given(...history.active)
      .when(look, facts)
      .thenRejected('task.not-closed');
  });
  it('it may be reopened with its old date, or with a new one', () => {
    given(...history.closed)
      .when(reopen, facts)
      .thenEvents({ type: 'TaskReopened', ...now, reason: '又停工', deadline: due('2022-12-16') });
    given(...history.closed)
      .when({ ...reopen, dueDate: '2022-12-28' }, facts)
      .thenEvents({ type: 'TaskReopened', ...now, reason: '又停工', deadline: due('2022-12-28') });
  });
  it('a new date is neither past nor after the directive’s', () => {
    given(...history.closed)
      .when({ ...reopen, dueDate: '2022-12-19' }, facts)
      .thenRejected('task.due-in-past');
    given(...history.closed)
      .when({ ...reopen, dueDate: '2022-12-31' }, facts)
      .thenRejected('task.after-directive-date');
  });
  it('reopening wants a reason, a closed task, and something open above it', () => {
    given(...history.closed)
      .when({ ...reopen, reason: '' }, facts)
      .thenRejected('text.missing');
    given(...history.active)
      .when(reopen, facts)
      .thenRejected('task.not-closed');
    given(...history.closed)
      .when(reopen, { ...facts, directiveOpen: false })
      .thenRejected('task.directive-not-open');
    given(...history.closed)
      .when(reopen, { ...facts, parentOpen: false })
      .thenRejected('task.parent-not-open');
  });
});

describe('ending a task with its directive', () => {
  const end = { ...ended, type: 'EndTask' } as const;

  it('works from every open status', () => {
    for (const status of ['assigned', 'disputed', 'signed-for', 'active', 'suspended', 'in-review'] as const) {
      given(...history[status])
        .when(end, facts)
        .thenEvents(ended);
    }
  });
  it('leaves what is over as it is', () => {
    given(...history.closed)
      .when(end, facts)
      .thenRejected('task.closed');
    given(...history.ended)
      .when({ ...end, cause: 'merged' }, facts)
      .thenRejected('task.ended');
  });
});
