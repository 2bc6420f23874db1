import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BulkAnswer } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

describe('urging many tasks', () => {
  it('urges each once, says what was refused, and holds nothing up for it', async () => {
    const [one, two] = [await office.task(), await office.task()];
    const nobody = randomUUID();
    const body = { taskIds: [one.id, nobody, two.id, one.id], text: '请尽快反馈' };
    const key = randomUUID();
    const answer = (await office.clerk.post('/api/v1/tasks/urge', body, { key })).as(BulkAnswer);
    expect(answer.outcomes).toEqual([
      { id: one.id, code: null, detail: null, version: 2 },
      { id: nobody, code: 'item.not-found', detail: expect.any(String), version: null },
      { id: two.id, code: null, detail: null, version: 2 },
    ]);
    expect((await office.clerk.post('/api/v1/tasks/urge', body, { key })).as(BulkAnswer)).toEqual(answer);
    expect((await office.see(one.id)).urges).toMatchObject([{ text: '请尽快反馈' }]);
  });
});

describe('giving many tasks other dates', () => {
  it('moves each that is as it was seen, and overwrites nothing', async () => {
    const [one, changed, late] = [await office.task(), await office.task(), await office.task()];
    await office.liaison.post(`/api/v1/tasks/${changed.id}/sign-for`, {});
    const to = office.inDays(20);
    const body = {
      tasks: [
        { id: one.id, version: 1, to },
        { id: changed.id, version: 1, to },
        { id: late.id, version: 1, to: office.inDays(100) },
      ],
      reason: '与全市计划衔接',
    };
    const key = randomUUID();
    const answer = (await office.clerk.post('/api/v1/tasks/redate', body, { key })).as(BulkAnswer);
    expect(answer.outcomes).toEqual([
      { id: one.id, code: null, detail: null, version: 2 },
      { id: changed.id, code: 'version.stale', detail: expect.any(String), version: null },
      {
        id: late.id,
        code: 'task.after-directive-date',
        detail: expect.stringContaining(office.inDays(60)),
        version: null,
      },
    ]);
    expect((await office.clerk.post('/api/v1/tasks/redate', body, { key })).as(BulkAnswer)).toEqual(answer);
    expect(await office.see(one.id)).toMatchObject({ deadline: { date: to }, version: 2 });
    expect(await office.see(changed.id)).toMatchObject({ deadline: { date: office.inDays(10) } });
  });

  it('is also done to one alone, for the version that was seen', async () => {
    const { id } = await office.task();
    const body = { to: office.inDays(5), reason: '提前' };
    const redate = (ifMatch?: number) =>
      office.clerk.post(`/api/v1/tasks/${id}/redate`, body, ifMatch === undefined ? {} : { ifMatch });
    expect((await redate()).outcome).toBe('428 request.if-match-missing');
    expect((await redate(7)).outcome).toBe('412 version.stale');
    expect((await redate(1)).status).toBe(200);
    expect(await office.see(id)).toMatchObject({
      deadline: { date: office.inDays(5) },
      originalDeadline: { date: office.inDays(10) },
    });
  });
});
