import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, TaskDetail } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

describe('a question about the past', () => {
  it('is kept by whoever asked, and not sent twice', async () => {
    const { id } = await office.task();
    const urged = await office.clerk.post(`/api/v1/tasks/${id}/urge`, { text: '请尽快' });
    const { position } = urged.as(CommandAnswer);
    await office.liaison.post(`/api/v1/tasks/${id}/sign-for`, {});
    for (const path of [`/api/v1/tasks?as_of=${position}`, `/api/v1/tasks/${id}?as_of=${position}`]) {
      const first = await office.clerk.get(path);
      expect(first.headers.get('cache-control')).toMatch(/^private, max-age=\d+$/);
      expect(first.headers.get('vary')).toContain('cookie');
      expect((await office.clerk.get(path)).text).toBe(first.text);
      const again = await office.clerk.get(path, { 'if-none-match': first.headers.get('etag') ?? '' });
      expect([again.status, again.text]).toEqual([304, '']);
    }
    const then = (await office.clerk.get(`/api/v1/tasks/${id}?as_of=${position}`)).as(TaskDetail);
    expect([then.status, (await office.see(id)).status]).toEqual(['assigned', 'signed-for']);
    expect((await office.clerk.get(`/api/v1/tasks/${id}`)).headers.get('cache-control')).toBe(null);
  });

  it('is refused where nothing is kept of it, when it is not past, and when it is no moment', async () => {
    const { outcome } = await office.clerk.get('/api/v1/readouts?as_of=1');
    expect(outcome).toBe('400 request.invalid');
    expect((await office.clerk.get('/api/v1/inbox?as_of=1')).outcome).toBe('400 request.invalid');
    for (const never of ['yesterday', '0', '-1', '2022-10-26', '1.5']) {
      expect((await office.clerk.get(`/api/v1/tasks?as_of=${never}`)).outcome).toBe('400 request.invalid');
    }
    for (const ahead of ['999999999', '2999-01-01T00:00:00Z']) {
      expect((await office.clerk.get(`/api/v1/overview?as_of=${ahead}`)).outcome).toBe('400 request.moment-ahead');
    }
    expect(
      (await office.clerk.get(`/api/v1/overview?as_of=${encodeURIComponent('2022-10-26T09:00:00+08:00')}`)).status,
    ).toBe(200);
  });
});
