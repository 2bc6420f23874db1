import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { due, on } from '../examples.ts';
import type { RedateTask, RequestExtension } from './commands.ts';
import { taskDecider } from './decide.ts';
import { assigned, claimed, history, reported, requested, taskFacts } from './examples.ts';
import type { TaskRejection } from './rejections.ts';

const { given } = specification(taskDecider);
const asked = [...history.active, requested];
const granted = {
  type: 'ExtensionGranted',
  ...on('2022-12-05'),
  requestId: 'request-1',
  from: '2022-12-16',
  deadline: due('2022-12-28'),
} as const;

describe('asking for an extension', () => {
  const request: RequestExtension = { ...requested, type: 'RequestExtension' };
  const facts = taskFacts({ today: '2022-12-01' });

  it('tells the new date, the reason, and how far the task is', () => {
    given(...history.active)
      .when(request, facts)
      .thenEvents(requested);
    given(...history['signed-for'])
      .when(request, facts)
      .thenEvents(requested);
    given(...history.active, reported)
      .when(request, facts)
      .thenEvents({ ...requested, percent: 20 });
  });
  it('is in time on the due day, and too late the day after', () => {
    given(...history.active)
      .when(request, { ...facts, today: '2022-12-16' })
      .thenEvents(requested);
    given(...history.active)
      .when(request, { ...facts, today: '2022-12-17' })
      .thenRejected('task.extension-too-late', { date: '2022-12-16' });
  });
  it('wants a later date and a reason', () => {
    given(...history.active)
      .when({ ...request, to: '2022-12-16' }, facts)
      .thenRejected('task.extension-not-later');
    given(...history.active)
      .when({ ...request, reason: '' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
  });
  it('is done once at a time', () => {
    given(...asked)
      .when({ ...request, requestId: 'request-2' }, facts)
      .thenRejected('task.extension-pending', { to: '2022-12-28' });
  });
  it('may go beyond the directive’s date: whether it is amended is for the office', () => {
    given(...history.active)
      .when({ ...request, to: '2023-02-01' }, facts)
      .thenEvents({ ...requested, to: '2023-02-01' });
  });
  it('means nothing for a task without a date', () => {
    given({ ...assigned, deadline: null }, ...history.active.slice(1))
      .when(request, facts)
      .thenRejected('task.standing');
  });
  it('is for a task under way', () => {
    given(assigned).when(request, facts).thenRejected('task.not-signed-for');
    given(...history.suspended)
      .when(request, facts)
      .thenRejected('task.suspended');
    given(...history['in-review'])
      .when(request, facts)
      .thenRejected('task.in-review');
    given(...history.closed)
      .when(request, facts)
      .thenRejected('task.closed');
  });
  it('lapses when completion is claimed', () => {
    expect(given(...asked, claimed).state).toMatchObject({
      pendingExtension: null,
      answeredExtensions: [{ requestId: 'request-1', outcome: 'lapsed', to: null }],
    });
  });
});

describe('granting an extension', () => {
  const grant = { type: 'GrantExtension', ...on('2022-12-05'), requestId: 'request-1', to: '2022-12-28' } as const;
  const facts = taskFacts({ today: '2022-12-05' });

  it('moves the date that is judged and keeps the original', () => {
    given(...asked)
      .when(grant, facts)
      .thenEvents(granted);
    expect(given(...asked, granted).state).toMatchObject({
      originalDeadline: due('2022-12-16'),
      deadline: due('2022-12-28'),
      dueVersion: 5,
      pendingExtension: null,
    });
  });
  it('may give another date, as long as it is later', () => {
    given(...asked)
      .when({ ...grant, to: '2022-12-20' }, facts)
      .thenEvents({ ...granted, deadline: due('2022-12-20') });
    given(...asked)
      .when({ ...grant, to: '2022-12-16' }, facts)
      .thenRejected('task.extension-not-later', { to: '2022-12-16', date: '2022-12-16' });
  });
  it('may come after the due day, but not with a date that is past by then', () => {
    const tooLate = { ...facts, today: '2022-12-22' };
    given(...asked)
      .when(grant, tooLate)
      .thenEvents(granted);
    given(...asked)
      .when({ ...grant, to: '2022-12-21' }, tooLate)
      .thenRejected('task.due-in-past');
  });
  it('never goes beyond the directive’s date: amend that first', () => {
    given(...asked)
      .when({ ...grant, to: '2022-12-31' }, facts)
      .thenRejected('task.after-directive-date', { date: '2022-12-31', ceiling: '2022-12-30' });
    given({ ...assigned, parentTaskId: 'task-0' }, ...asked.slice(1))
      .when({ ...grant, to: '2022-12-31' }, facts)
      .thenRejected('task.after-parent-date');
  });
  it('answers a request that is waiting, once', () => {
    given(...history.active)
      .when(grant, facts)
      .thenRejected('task.extension-unknown');
    given(...asked, granted)
      .when({ ...grant, to: '2022-12-29' }, facts)
      .thenRejected('task.extension-answered', { outcome: 'granted' });
    given(...asked, claimed)
      .when(grant, facts)
      .thenRejected('task.in-review');
  });
});

describe('refusing an extension', () => {
  const refuse = { type: 'RefuseExtension', ...on('2022-12-05'), requestId: 'request-1', reason: '时限不变' } as const;
  const refused = { ...refuse, type: 'ExtensionRefused' } as const;
  const facts = taskFacts({ today: '2022-12-05' });

  it('leaves the date and lets the unit ask again', () => {
    given(...asked)
      .when(refuse, facts)
      .thenEvents(refused);
    expect(given(...asked, refused).state).toMatchObject({ deadline: due('2022-12-16'), pendingExtension: null });
    given(...asked, refused)
      .when({ ...requested, type: 'RequestExtension', requestId: 'request-2' }, facts)
      .thenEvents({ ...requested, requestId: 'request-2' });
  });
  it('wants a reason and a request that is waiting', () => {
    given(...asked)
      .when({ ...refuse, reason: '' }, facts)
      .thenRejected('text.missing');
    given(...history.active)
      .when(refuse, facts)
      .thenRejected('task.extension-unknown');
    given(...asked, granted)
      .when(refuse, facts)
      .thenRejected('task.extension-answered');
  });
});

describe('setting another date', () => {
  const redate: RedateTask = { type: 'RedateTask', ...on('2022-11-02'), to: '2022-12-20', reason: '与项目计划衔接' };
  const { type, to, ...words } = redate;
  const facts = taskFacts({ today: '2022-11-02' });

  it("is the office's, for its own reason, earlier or later, in every status in which the task is open", () => {
    for (const status of ['assigned', 'disputed', 'signed-for', 'active', 'suspended', 'in-review'] as const)
      given(...history[status])
        .when(redate, facts)
        .thenEvents({ type: 'TaskRedated', ...words, from: '2022-12-16', deadline: due(to) });
    given(...history.active)
      .when({ ...redate, to: '2022-11-02' }, facts)
      .thenEvents({ type: 'TaskRedated', ...words, from: '2022-12-16', deadline: due('2022-11-02') });
    given({ ...assigned, deadline: null })
      .when(redate, facts)
      .thenEvents({ type: 'TaskRedated', ...words, from: null, deadline: due(to) });
  });
  it('is nothing new when that is its date already', () => {
    given(...history.active)
      .when({ ...redate, to: '2022-12-16' }, facts)
      .thenNothing();
  });
  it('is refused without a reason, in the past, beyond what it is part of, and before its own parts', () => {
    const refused = (changed: Partial<RedateTask>, code: TaskRejection, given_ = facts) =>
      given(...history.active)
        .when({ ...redate, ...changed }, given_)
        .thenRejected(code);
    given(...history.active)
      .when({ ...redate, reason: ' ' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
    refused({ to: '2022-11-01' }, 'task.due-in-past');
    refused({ to: '2022-12-31' }, 'task.after-directive-date');
    refused({ to: '2022-12-10' }, 'task.before-part-date', taskFacts({ latestChildDue: '2022-12-11' }));
  });
  it('waits for the answer to an extension that was asked for, and is refused when the task is closed', () => {
    given(...asked)
      .when(redate, facts)
      .thenRejected('task.extension-pending', { to: '2022-12-28' });
    given(...history.closed)
      .when(redate, facts)
      .thenRejected('task.closed');
  });
});
