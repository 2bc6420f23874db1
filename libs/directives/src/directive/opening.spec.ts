import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { due, on } from '../examples.ts';
import { directiveDecider } from './decide.ts';
import {
  directiveFacts,
  dropped,
  history,
  issued,
  over,
  propose,
  proposed,
  register,
  registered,
  revised,
} from './examples.ts';

const { given } = specification(directiveDecider);
const now = on('2022-10-27');
const facts = directiveFacts();
const reason = '与上级部署一致';

describe('proposing a directive', () => {
  it('keeps the words, where they stand, and all readings of the clock', () => {
    given().when(propose, facts).thenEvents(proposed);
  });
  it('wants a title and a stream of its own', () => {
    given()
      .when({ ...propose, title: '' }, facts)
      .thenRejected('text.missing', { field: 'title' });
    given(proposed)
      .when({ ...propose, readoutId: 'readout-2' }, facts)
      .thenRejected('directive.exists');
  });

  it('may end in dropping it, with a reason', () => {
    const drop = { type: 'DropDirective', ...now, reason, into: null } as const;
    given(proposed).when(drop, facts).thenEvents(dropped);
    given(proposed)
      .when({ ...drop, reason: '' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
    given(...history.registered)
      .when(drop, facts)
      .thenRejected('directive.not-proposed', { number: '督〔2022〕1号' });
    given().when(drop, facts).thenRejected('directive.not-found');
  });

  it('may be said again by another one, into which it goes', () => {
    const drop = { type: 'DropDirective', ...now, reason, into: 'directive-2' } as const;
    given(proposed)
      .when(drop, facts)
      .thenEvents({ ...dropped, into: 'directive-2' });
    given(proposed)
      .when(drop, directiveFacts({ targetOpen: false }))
      .thenRejected('directive.target-not-open');
  });

  it('may be put in other words before it is registered', () => {
    const revise = { ...revised, type: 'ReviseProposal' } as const;
    given(proposed).when(revise, facts).thenEvents(revised);
    given(proposed, revised).when(revise, facts).thenNothing();
    given(proposed)
      .when({ ...revise, title: ' ' }, facts)
      .thenRejected('text.missing', { field: 'title' });
    given(...history.registered)
      .when(revise, facts)
      .thenRejected('directive.not-proposed', { number: '督〔2022〕1号' });
  });

  it('is quoted anew when its readout was corrected, whatever became of it', () => {
    const { quote } = revised;
    const requote = { type: 'RequoteDirective', ...now, quote, textHash: 'sha256:other' } as const;
    const requoted = { ...requote, type: 'DirectiveRequoted' } as const;
    for (const past of Object.values(history))
      given(...past)
        .when(requote, facts)
        .thenEvents(requoted);
    given(proposed, requoted).when(requote, facts).thenNothing();
    given().when(requote, facts).thenRejected('directive.not-found');
  });
});

describe('registering a directive', () => {
  it('gives it its number, unit and date', () => {
    given(proposed).when(register, facts).thenEvents(registered);
  });
  it('wants the exact words that ordered it', () => {
    const quote = { ...propose.quote, exact: ' ' };
    given({ ...proposed, quote })
      .when(register, facts)
      .thenRejected('directive.quote-missing');
  });
  it('takes no date before the meeting, though its day will do', () => {
    given(proposed)
      .when({ ...register, deadline: due('2022-10-25') }, facts)
      .thenRejected('directive.due-before-meeting', { date: '2022-10-25', meetingDate: '2022-10-26' });
    given(proposed)
      .when({ ...register, deadline: due('2022-10-26') }, facts)
      .thenEvents({ ...registered, deadline: due('2022-10-26') });
  });
  it('may stand without a date', () => {
    given(proposed)
      .when({ ...register, deadline: null }, facts)
      .thenEvents({ ...registered, deadline: null });
  });
  it('wants a title, different units and a number', () => {
    given(proposed)
      .when({ ...register, title: '' }, facts)
      .thenRejected('text.missing', { field: 'title' });
    given(proposed)
      .when({ ...register, coUnits: ['planning'] }, facts)
      .thenRejected('directive.unit-twice');
    given(proposed)
      .when(register, { ...facts, number: null })
      .thenRejected('text.missing', { field: 'number' });
  });
  it('is done once, and only to a proposal', () => {
    given(...history.registered)
      .when({ ...register, title: '别的' }, facts)
      .thenRejected('directive.not-proposed');
    given(...history.dropped)
      .when(register, facts)
      .thenRejected('directive.dropped');
    given().when(register, facts).thenRejected('directive.not-found');
  });
});

describe('issuing a directive', () => {
  const issue = { type: 'IssueDirective', ...now, taskIds: ['task-1'] } as const;

  it('hands it out as tasks', () => {
    given(...history.registered)
      .when(issue, facts)
      .thenEvents(issued);
    given(...history.registered)
      .when({ ...issue, taskIds: [] }, facts)
      .thenRejected('directive.tasks-missing');
  });
  it('follows registering, and is done once', () => {
    given(proposed).when(issue, facts).thenRejected('directive.not-registered');
    given(...history.issued)
      .when({ ...issue, taskIds: ['task-2'] }, facts)
      .thenRejected('directive.already-issued');
    for (const status of over) {
      given(...history[status])
        .when(issue, facts)
        .thenRejected(`directive.${status}`);
    }
  });
});

describe('amending a directive', () => {
  const words = {
    title: '重大项目开工',
    deadline: due('2022-12-31'),
    targets: ['开工率100%'],
    leaderInCharge: 'post-1',
  };
  const amend = { type: 'AmendDirective', ...now, ...words, reason } as const;
  const amended = { ...amend, type: 'DirectiveAmended' } as const;

  it('changes its words and its date, and keeps the original date', () => {
    given(...history.registered)
      .when(amend, facts)
      .thenEvents(amended);
    given(...history.issued)
      .when(amend, facts)
      .thenEvents(amended);
    expect(given(...history.issued, amended).state).toMatchObject({
      deadline: due('2022-12-31'),
      originalDeadline: due('2022-12-25', 'natural-days.after'),
    });
  });
  it('knows its own words again after they were kept as jsonb, which sorts keys', () => {
    const { calendarVersion, date, expression, rule } = due('2022-12-31');
    given(...history.issued, { ...amended, deadline: { calendarVersion, date, expression, rule } })
      .when(amend, facts)
      .thenNothing();
  });
  it('moves the date neither before the meeting nor before an open task’s', () => {
    given(...history.issued)
      .when({ ...amend, deadline: due('2022-10-25') }, facts)
      .thenRejected('directive.due-before-meeting');
    given(...history.issued)
      .when({ ...amend, deadline: due('2022-12-15') }, { ...facts, latestOpenTaskDue: '2022-12-16' })
      .thenRejected('directive.due-before-tasks', { date: '2022-12-15', latest: '2022-12-16' });
    given(...history.issued)
      .when({ ...amend, deadline: due('2022-12-16') }, { ...facts, latestOpenTaskDue: '2022-12-16' })
      .thenEvents({ ...amended, deadline: due('2022-12-16') });
  });
  it('wants a reason, a title, and an open directive', () => {
    given(...history.issued)
      .when({ ...amend, reason: '' }, facts)
      .thenRejected('text.missing', { field: 'reason' });
    given(...history.issued)
      .when({ ...amend, title: '' }, facts)
      .thenRejected('text.missing', { field: 'title' });
    given(proposed).when(amend, facts).thenRejected('directive.not-registered');
    for (const status of over) {
      given(...history[status])
        .when(amend, facts)
        .thenRejected(`directive.${status}`);
    }
  });
});
