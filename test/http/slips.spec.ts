import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SlipAnswer } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

describe('slips over HTTP', () => {
  it('are numbered by the year, one at a time, and kept with their answers, ready to be printed', async () => {
    const { id } = await office.task({ dueDate: office.inDays(1), signedFor: true });
    const issue = (body: object, sending = {}) => office.clerk.post(`/api/v1/tasks/${id}/issue-slip`, body, sending);
    const blue = { colour: 'blue', text: '请按期办结' };
    const key = '22222222-2222-4222-8222-222222222222';
    const { slipId, number } = (await issue(blue, { key })).as(SlipAnswer);
    expect(number).toBe(`督单〔${office.today.slice(0, 4)}〕1号`);
    expect((await issue(blue, { key })).as(SlipAnswer).number).toBe(number);
    expect((await issue(blue)).outcome).toBe('409 task.slip-open');

    expect((await office.liaison.post(`/api/v1/tasks/${id}/answer-slip`, { slipId, text: '明日办结' })).outcome).toBe(
      '200',
    );
    const { number: next } = (await issue(blue)).as(SlipAnswer);
    expect(next).toBe(number.replace('1号', '2号'));
    expect((await office.see(id)).slips).toMatchObject([
      { id: slipId, number, ...blue, answer: { text: '明日办结' } },
      { number: next, answer: null },
    ]);
  });

  it('need a ground', async () => {
    const { id } = await office.task({ signedFor: true });
    const issue = await office.clerk.post(`/api/v1/tasks/${id}/issue-slip`, { colour: 'red', text: '逾期' });
    expect(issue.outcome).toBe('409 task.slip-without-ground');
  });
});
