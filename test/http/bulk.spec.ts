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
      { id: one.id, code: null, version: 2 },
      { id: nobody, code: 'item.not-found', version: null },
      { id: two.id, code: null, version: 2 },
    ]);
    expect((await office.clerk.post('/api/v1/tasks/urge', body, { key })).as(BulkAnswer)).toEqual(answer);
    expect((await office.see(one.id)).urges).toMatchObject([{ text: '请尽快反馈' }]);
  });
});
