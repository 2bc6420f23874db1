import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { directiveDecider } from './decide.ts';
import { cancelled, closed, directiveFacts, history, merged, over, proposed, superseded } from './examples.ts';

const { given } = specification(directiveDecider);
const facts = directiveFacts();

describe.each([
  { word: 'merging', command: { ...merged, type: 'MergeDirective' }, event: merged },
  { word: 'superseding', command: { ...superseded, type: 'SupersedeDirective' }, event: superseded },
  { word: 'cancelling', command: { ...cancelled, type: 'CancelDirective' }, event: cancelled },
] as const)('$word a directive', ({ command, event }) => {
  it('ends it, registered or issued, with a reason', () => {
    given(...history.registered)
      .when(command, facts)
      .thenEvents(event);
    given(...history.issued)
      .when(command, facts)
      .thenEvents(event);
    given(...history.issued)
      .when({ ...command, reason: '' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
  });
  it('is not for a mere proposal, nor for one that is over', () => {
    given(proposed).when(command, facts).thenRejected('directive.not-registered');
    for (const status of over.filter((status) => history[status].at(-1)?.type !== event.type)) {
      given(...history[status])
        .when(command, facts)
        .thenRejected(`directive.${status}`);
    }
  });
  it('wants another directive that is open, when it goes on in one', () => {
    const closedTarget = given(...history.issued).when(command, { ...facts, targetOpen: false });
    if (event.type === 'DirectiveCancelled') closedTarget.thenEvents(event);
    else closedTarget.thenRejected('directive.target-not-open');
  });
});

describe('a directive that went on in another', () => {
  it('does not go on in a third', () => {
    given(...history.merged)
      .when({ ...merged, type: 'MergeDirective', into: 'directive-3' }, facts)
      .thenRejected('directive.merged');
    given(...history.superseded)
      .when({ ...superseded, type: 'SupersedeDirective', successor: 'directive-3' }, facts)
      .thenRejected('directive.superseded');
  });
});

describe('closing a directive', () => {
  const close = { ...closed, type: 'CloseDirective' } as const;
  const reopen = { type: 'ReopenDirective', ...on('2023-01-05'), taskId: 'task-1', reason: '又停工' } as const;

  it('follows its last open task', () => {
    given(...history.issued)
      .when(close, facts)
      .thenEvents(closed);
    given(...history.issued)
      .when(close, { ...facts, openTasks: 3 })
      .thenRejected('directive.open-tasks', { count: 3 });
  });
  it('wants a summary, and a directive that was issued', () => {
    given(...history.issued)
      .when({ ...close, summary: '' }, facts)
      .thenRejected('text.missing', { field: 'summary' });
    given(...history.registered)
      .when(close, facts)
      .thenRejected('directive.not-issued');
    given(...history.closed)
      .when({ ...close, kind: 'partly' }, facts)
      .thenRejected('directive.closed');
    given(...history.cancelled)
      .when(close, facts)
      .thenRejected('directive.cancelled');
  });
  it('is undone when one of its tasks is reopened', () => {
    const reopened = { ...reopen, type: 'DirectiveReopened' } as const;
    given(...history.closed)
      .when(reopen, facts)
      .thenEvents(reopened);
    expect(given(...history.closed, reopened).state).toEqual({ ...given(...history.issued).state, version: 5 });
    given(...history.issued)
      .when(reopen, facts)
      .thenNothing();
  });
  it('is undone with a reason, and only when it was closed', () => {
    given(...history.closed)
      .when({ ...reopen, reason: '' }, facts)
      .thenRejected('text.missing');
    given(...history.merged)
      .when(reopen, facts)
      .thenRejected('directive.merged');
    given(...history.registered)
      .when(reopen, facts)
      .thenRejected('directive.not-issued');
  });
});
