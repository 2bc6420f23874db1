import { describe, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { taskDecider } from './decide.ts';
import { claimed, history, reported, taskFacts } from './examples.ts';

const { given } = specification(taskDecider);
const slip = (day: string, colour: 'blue' | 'yellow' | 'red', answerBy: string) =>
  ({
    type: 'SlipIssued',
    ...on(day),
    slipId: `slip ${day}`,
    number: '督单〔2022〕1号',
    colour,
    text: '请抓紧',
    answerBy,
  }) as const;
const issue = (...words: Parameters<typeof slip>) => ({ ...slip(...words), type: 'IssueSlip' }) as const;
const today = (day: string) => taskFacts({ today: day });
// The task is due on Friday 12-16; due soon from 12-12 on.
const blue = slip('2022-12-13', 'blue', '2022-12-14');
const red = slip('2022-12-19', 'red', '2022-12-20');
const answered = { type: 'SlipAnswered', ...on('2022-12-14'), slipId: blue.slipId, text: '本周内完成' } as const;

describe('a slip', () => {
  it('is blue for what is due soon, yellow for what is behind, red for what is late', () => {
    given(...history.active)
      .when({ ...blue, type: 'IssueSlip' }, today('2022-12-13'))
      .thenEvents(blue);
    const yellow = slip('2022-11-30', 'yellow', '2022-12-02');
    given(...history.active)
      .when({ ...yellow, type: 'IssueSlip' }, today('2022-11-30'))
      .thenEvents(yellow);
    given(...history.active)
      .when({ ...red, type: 'IssueSlip' }, today('2022-12-19'))
      .thenEvents(red);
    given(...history.assigned)
      .when({ ...red, type: 'IssueSlip' }, today('2022-12-19'))
      .thenEvents(red);
  });
  it('is yellow for what was sent back, however far it is', () => {
    const returned = {
      type: 'ReportReturned',
      ...on('2022-11-02'),
      reportId: reported.reportId,
      reason: '不实',
    } as const;
    const yellow = slip('2022-11-02', 'yellow', '2022-11-04');
    given(...history.active, reported, returned)
      .when({ ...yellow, type: 'IssueSlip' }, today('2022-11-02'))
      .thenEvents(yellow);
  });
  it('needs its ground, and a unit that can do something about it', () => {
    given(...history.active)
      .when(issue('2022-11-01', 'blue', '2022-11-03'), today('2022-11-01'))
      .thenRejected('task.slip-without-ground', { colour: 'blue' });
    given(...history.active)
      .when(issue('2022-12-13', 'red', '2022-12-14'), today('2022-12-13'))
      .thenRejected('task.slip-without-ground');
    given(...history.active, claimed)
      .when(issue('2022-12-19', 'red', '2022-12-20'), today('2022-12-19'))
      .thenRejected('task.in-review');
  });
  it('waits until the last one is answered or over', () => {
    given(...history.active, blue)
      .when(issue('2022-12-14', 'blue', '2022-12-15'), today('2022-12-14'))
      .thenRejected('task.slip-open', { number: blue.number, answerBy: '2022-12-14' });
    given(...history.active, blue)
      .when(issue('2022-12-15', 'blue', '2022-12-16'), today('2022-12-15'))
      .thenRejected('task.slip-not-higher', { colour: 'blue' });
    given(...history.active, blue)
      .when({ ...red, type: 'IssueSlip' }, today('2022-12-19'))
      .thenEvents(red);
    const again = slip('2022-12-21', 'red', '2022-12-22');
    given(...history.active, blue, red)
      .when({ ...again, type: 'IssueSlip' }, today('2022-12-21'))
      .thenEvents(again);
    const next = slip('2022-12-15', 'blue', '2022-12-16');
    given(...history.active, blue, answered)
      .when({ ...next, type: 'IssueSlip' }, today('2022-12-15'))
      .thenEvents(next);
  });
  it('is answered once, also late; its answer is kept', () => {
    given(...history.active, blue)
      .when({ ...answered, type: 'AnswerSlip' }, today('2022-12-14'))
      .thenEvents(answered);
    given(...history.active, red)
      .when({ ...answered, type: 'AnswerSlip' }, today('2022-12-14'))
      .thenRejected('task.slip-unknown');
    const empty = { ...answered, type: 'AnswerSlip', text: ' ' } as const;
    given(...history.active, blue)
      .when(empty, today('2022-12-14'))
      .thenRejected('text.missing');
  });
});
