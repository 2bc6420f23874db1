import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SavedView, SavedViews } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const overdue = { name: '逾期', address: '/directives?light=overdue&sort=due' };
const views = async (who = office.liaison) => (await who.get('/api/v1/views')).as(SavedViews).items;

describe('a saved view', () => {
  it('is kept for whoever saved it, once, until they remove it', async () => {
    const key = randomUUID();
    const saved = (await office.liaison.post('/api/v1/views', overdue, { key })).as(SavedView);
    expect((await office.liaison.post('/api/v1/views', overdue, { key })).as(SavedView)).toEqual(saved);
    expect(await views()).toEqual([{ ...overdue, id: saved.id, shared: false, own: true, by: saved.by }]);
    expect(await views(office.clerk)).toEqual([]);
    expect((await office.clerk.delete(`/api/v1/views/${saved.id}`)).outcome).toBe('404 item.not-found');
    expect((await office.liaison.delete(`/api/v1/views/${saved.id}`)).status).toBe(204);
    expect(await views()).toEqual([]);
  });

  it('is shared by the office with everybody', async () => {
    const shared = { ...overdue, shared: true };
    expect((await office.liaison.post('/api/v1/views', shared)).outcome).toBe('403 access.denied');
    const { id } = (await office.clerk.post('/api/v1/views', shared)).as(SavedView);
    expect(await views()).toMatchObject([{ id, own: false, by: { name: '文督查' } }]);
    await office.clerk.delete(`/api/v1/views/${id}`);
  });

  it('leads nowhere outside of the app, and there are not too many', async () => {
    for (const address of ['https://example.test', '//example.test', 'javascript:alert(1)', '/\\example.test', '']) {
      expect((await office.clerk.post('/api/v1/views', { ...overdue, address })).outcome).toBe('400 request.invalid');
    }
    await office.app.sql(
      `INSERT INTO saved_view SELECT gen_random_uuid(), person_id, 'n', '/', false
       FROM account, generate_series(1, 100) WHERE username = 'leader'`,
    );
    expect((await office.leader.post('/api/v1/views', overdue)).outcome).toBe('409 view.too-many');
  });
});
