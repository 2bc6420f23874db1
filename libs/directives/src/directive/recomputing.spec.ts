import { describe, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { due, on } from '../examples.ts';
import { taskDecider } from '../task/decide.ts';
import { assigned, taskFacts, history as taskHistory } from '../task/examples.ts';
import { directiveDecider } from './decide.ts';
import { directiveFacts, proposed, registered } from './examples.ts';

const { given } = specification(directiveDecider);
const counted = (date: string, calendarVersion: string) =>
  ({ date, rule: 'working-days.after', expression: '60个工作日', calendarVersion }) as const;
const [before, after] = [counted('2023-01-17', 'cn/1'), counted('2023-01-19', 'cn/2')];
const byCalendar = { ...registered, deadline: before };
const recompute = { type: 'RecomputeDeadline', ...on('2022-12-09'), deadline: after } as const;
const recomputed = { ...recompute, type: 'DirectiveDeadlineRecomputed', from: before.date } as const;

describe('a date that a newer calendar puts elsewhere', () => {
  it('moves when the office says so, or stays under the newer calendar', () => {
    given(proposed, byCalendar).when(recompute, directiveFacts()).thenEvents(recomputed);
    const kept = { ...after, date: before.date };
    given(proposed, byCalendar)
      .when({ ...recompute, deadline: kept }, directiveFacts())
      .thenEvents({ ...recomputed, deadline: kept });
  });
  it('does not move before a task that is open, nor a date that somebody chose', () => {
    const facts = directiveFacts({ latestOpenTaskDue: '2023-01-20' });
    given(proposed, byCalendar).when(recompute, facts).thenRejected('directive.due-before-tasks');
    given(proposed, { ...registered, deadline: due('2022-12-30') })
      .when(recompute, directiveFacts())
      .thenRejected('directive.not-counted');
  });
  it('takes the tasks along that inherited it, and no others', () => {
    const task = specification(taskDecider);
    const move = { type: 'MoveWithDirective', ...on('2022-12-09'), to: after.date } as const;
    const inherited = due(before.date, 'inherited');
    task
      .given({ ...assigned, deadline: inherited })
      .when(move, taskFacts({ ceiling: after.date }))
      .thenEvents({
        ...{ type: 'TaskDeadlineRecomputed', ...on('2022-12-09'), from: before.date },
        deadline: due(after.date, 'inherited'),
      });
    task
      .given(...taskHistory.active)
      .when(move, taskFacts())
      .thenNothing();
  });
});
