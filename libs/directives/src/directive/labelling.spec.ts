import { describe, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { taskDecider } from '../task/decide.ts';
import { assigned, taskFacts } from '../task/examples.ts';
import { directiveDecider } from './decide.ts';
import { directiveFacts, proposed, registered } from './examples.ts';

const directive = specification(directiveDecider);
const task = specification(taskDecider);
const said = { ...on('2022-11-01'), label: 'sensitive', reason: '涉及个人信息' } as const;
const label = { ...said, type: 'LabelDirective' } as const;
const labelled = { ...said, type: 'DirectiveLabelled' } as const;

describe('a label', () => {
  it('may be given at any time, also to what is only proposed', () => {
    directive.given(proposed).when(label, directiveFacts()).thenEvents(labelled);
    directive.given(proposed, registered).when(label, directiveFacts()).thenEvents(labelled);
    directive.given().when(label, directiveFacts()).thenRejected('directive.not-found');
  });
  it('is internal as long as nobody says otherwise', () => {
    directive
      .given(proposed)
      .when({ ...label, label: 'internal' }, directiveFacts())
      .thenNothing();
    directive
      .given(proposed, labelled)
      .when({ ...label, label: 'internal' }, directiveFacts())
      .thenEvents({ ...labelled, label: 'internal' });
  });
  it('has a reason', () => {
    directive
      .given(proposed)
      .when({ ...label, reason: ' ' }, directiveFacts())
      .thenRejected('text.missing');
  });
  it('is a task’s too, from its assignment or with its directive', () => {
    task
      .given(assigned)
      .when({ ...said, type: 'LabelTask' }, taskFacts())
      .thenEvents({ ...said, type: 'TaskLabelled' });
    task
      .given({ ...assigned, label: 'sensitive' })
      .when({ ...said, type: 'LabelTask' }, taskFacts())
      .thenNothing();
  });
});
