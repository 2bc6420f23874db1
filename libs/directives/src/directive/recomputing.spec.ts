import { describe, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { due, on } from '../examples.ts';
import { taskDecider } from '../task/decide.ts';
import { assigned, requested, signedFor, taskFacts, history as taskHistory } from '../task/examples.ts';
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

describe('a date that nobody counted and that a newer calendar makes a day of rest', () => {
  const confirmed = (date: string, rule = 'set-by-hand') => ({ ...due(date, rule), confirmedBy: 'cn/2' });
  const chosen = { ...registered, deadline: due('2022-12-30') };

  it('of a directive stands or moves, as the office says, which is kept beside it', () => {
    for (const date of ['2022-12-30', '2023-01-03']) {
      const command = { ...recompute, deadline: confirmed(date) };
      const event = { ...command, type: 'DirectiveDeadlineRecomputed', from: '2022-12-30' } as const;
      given(proposed, chosen).when(command, directiveFacts()).thenEvents(event);
      given(proposed, chosen, event).when(command, directiveFacts()).thenNothing();
    }
  });
  it('of a task alone does too, but not beyond its ceiling, nor while an extension is asked for', () => {
    const task = specification(taskDecider);
    const { deadline } = assigned;
    if (deadline === null) throw new Error('The example has a date');
    const say = (date: string) =>
      ({ type: 'RecomputeTaskDeadline', ...on('2022-12-09'), deadline: confirmed(date) }) as const;
    const event = (date: string) => ({ ...say(date), type: 'TaskDeadlineRecomputed', from: deadline.date }) as const;
    const facts = taskFacts({ ceiling: '2022-12-30' });
    task.given(assigned).when(say(deadline.date), facts).thenEvents(event(deadline.date));
    task.given(assigned, event(deadline.date)).when(say(deadline.date), facts).thenNothing();
    task.given(assigned).when(say('2022-12-30'), facts).thenEvents(event('2022-12-30'));
    task.given(assigned).when(say('2022-12-31'), facts).thenRejected('task.after-directive-date');
    task.given(assigned, signedFor, requested).when(say('2022-12-30'), facts).thenRejected('task.extension-pending');
  });
});
