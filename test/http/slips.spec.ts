import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertPage, AlertReasons, SlipAnswer } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

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
    const [, year, ordinal] = /^督单〔(\d{4})〕(\d+)号$/.exec(number) ?? [];
    expect(year).toBe(office.today.slice(0, 4));
    expect((await issue(blue, { key })).as(SlipAnswer).number).toBe(number);
    expect((await issue(blue)).outcome).toBe('409 task.slip-open');

    expect((await office.liaison.post(`/api/v1/tasks/${id}/answer-slip`, { slipId, text: '明日办结' })).outcome).toBe(
      '200',
    );
    const { number: next } = (await issue(blue)).as(SlipAnswer);
    expect(next).toBe(`督单〔${year}〕${Number(ordinal) + 1}号`);
    expect((await office.see(id)).slips).toMatchObject([
      { id: slipId, number, ...blue, answer: { text: '明日办结' } },
      { number: next, answer: null },
    ]);
  });

  it('are told to whoever answers for the lead unit when they are issued, until they are answered', async () => {
    const { id } = await office.task({ dueDate: office.inDays(1), signedFor: true });
    const told = async (state: string) => {
      const { items } = (await office.liaison.get(`/api/v1/inbox?state=${state}`)).as(AlertPage);
      return items.filter(({ taskId, rule }) => taskId === id && rule === 'slip-blue');
    };
    const issue = () => office.clerk.post(`/api/v1/tasks/${id}/issue-slip`, { colour: 'blue', text: '请按期办结' });
    const answer = (slipId: string) => office.liaison.post(`/api/v1/tasks/${id}/answer-slip`, { slipId, text: '明日' });

    const first = (await issue()).as(SlipAnswer);
    const [alert] = await until(async () => ((await told('open')).length === 1 ? told('open') : null));
    expect(alert).toMatchObject({
      body: expect.stringContaining(first.number),
      snooze: { before: expect.any(String) },
    });
    const { text } = (await office.liaison.get(`/api/v1/alerts/${alert?.id}/why`)).as(AlertReasons);
    expect(text).toContain(`督办单 ${first.number}`);

    await office.liaison.post(`/api/v1/tasks/${id}/report-progress`, { percent: 20, text: '进展' });
    await answer(first.slipId);
    await until(async () => (await told('done')).length === 1);
    await issue();
    await until(async () => (await told('open')).length === 1);
    expect(await told('done')).toMatchObject([{ id: alert?.id, handledBy: { name: '李联络' } }]);
  });

  it('need a ground', async () => {
    const { id } = await office.task({ signedFor: true });
    const issue = await office.clerk.post(`/api/v1/tasks/${id}/issue-slip`, { colour: 'red', text: '逾期' });
    expect(issue.outcome).toBe('409 task.slip-without-ground');
  });
});
