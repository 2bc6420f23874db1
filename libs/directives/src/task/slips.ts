import { lightAt } from '../lights/light-at.ts';
import { SLIP_COLOURS, type SlipColour } from '../terms.ts';
import { requireText } from '../text.ts';
import type { AnswerSlip, IssueSlip } from './commands.ts';
import { requireNotPast } from './dates.ts';
import type { TaskEvent } from './events.ts';
import type { TaskFacts } from './facts.ts';
import { reject, rejectStatus, requireExisting } from './rejections.ts';
import type { AssignedTask, TaskState, TaskUnderWay } from './state.ts';

/**
 * Blue is for what is due soon, yellow for what is behind or was sent back, red for what is late. One at a time: the next
 * comes after the last was answered, or, of a higher colour, after it expired unanswered; red may follow red.
 */
export function issueSlip(command: IssueSlip, state: TaskState, facts: TaskFacts): TaskEvent[] {
  const { at, by, slipId, number, colour, answerBy } = command;
  if (requireExisting(state).slips.some((slip) => slip.slipId === slipId)) return [];
  const task = requireRunning(state);
  const last = task.slips.at(-1);
  if (last && last.answeredAt === null) {
    if (facts.today <= last.answerBy) reject('task.slip-open', { number: last.number, answerBy: last.answerBy });
    const isHigher = SLIP_COLOURS.indexOf(colour) > SLIP_COLOURS.indexOf(last.colour);
    if (!isHigher && colour !== 'red') reject('task.slip-not-higher', { colour: last.colour });
  }
  if (!hasGround(task, colour, at, facts)) reject('task.slip-without-ground', { colour });
  requireNotPast(answerBy, facts);
  const text = requireText('text', command.text);
  return [{ type: 'SlipIssued', at, by, slipId, number, colour, text, answerBy }];
}

/** An answer that comes late is an answer all the same. */
export function answerSlip({ at, by, slipId, text }: AnswerSlip, task: TaskState): TaskEvent[] {
  const slip = requireExisting(task).slips.find((candidate) => candidate.slipId === slipId);
  if (slip === undefined) return reject('task.slip-unknown', { slipId });
  if (slip.answeredAt !== null) return [];
  return [{ type: 'SlipAnswered', at, by, slipId, text: requireText('text', text) }];
}

function hasGround(
  task: AssignedTask | TaskUnderWay,
  colour: SlipColour,
  now: string,
  { zone, calendar, thresholds }: TaskFacts,
): boolean {
  if (!thresholds) throw new Error('A slip is judged by the thresholds of lights');
  const { light } = lightAt(task, now, { zone, calendar, thresholds });
  switch (colour) {
    case 'blue':
      return light === 'due-soon';
    case 'yellow':
      return light === 'behind' || task.last === 'CompletionReturned' || task.reports.at(-1)?.returned === true;
    case 'red':
      return light === 'overdue';
  }
  return colour satisfies never;
}

/** While its unit can do something about it. */
function requireRunning(task: TaskState): AssignedTask | TaskUnderWay {
  if (task.status === 'assigned' || task.status === 'signed-for' || task.status === 'active') return task;
  return rejectStatus(task);
}
