import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AuditPage,
  CommandAnswer,
  DirectiveDetail,
  DirectivePage,
  PersonPage,
  ReadoutPage,
  SearchAnswer,
  Session,
  TaskDetail,
  TaskPage,
} from '#libs/contracts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';

let office: Office;
let security: Client;
/** Of the Industry Bureau, as the liaison of the office's tests is; and a clerk: the one cleared, the other not. */
let task: { id: string; directiveId: string };
let position: number;

const clear = async (username: string, clearance: string) => {
  const { items } = (await security.get('/api/v1/people?limit=200')).as(PersonPage);
  const { id } = items.find((one) => one.username === username) ?? { id: '' };
  return security.post(`/api/v1/people/${id}/set-clearance`, { clearance, reason: '分管领导批准' });
};
const label = async (id: string, to: string, by = office.clerk) => {
  const { version } = (await by.get(`/api/v1/directives/${id}`)).as(DirectiveDetail);
  return by.post(`/api/v1/directives/${id}/label`, { label: to, reason: '涉及个人信息' }, { ifMatch: version });
};

beforeAll(async () => {
  office = await Office.open();
  security = await office.app.signIn('security');
  expect((await clear('clerk', 'sensitive')).status).toBe(200);
  expect((await clear('liaison', 'sensitive')).status).toBe(200);
  task = await office.task({ signedFor: true });
  position = (await label(task.directiveId, 'sensitive')).as(CommandAnswer).position;
});
afterAll(() => office.close());

describe('a sensitive item', () => {
  it('is read by those who may see it and are cleared for it, and its tasks have its label', async () => {
    for (const who of [office.clerk, office.liaison]) {
      expect((await who.get(`/api/v1/tasks/${task.id}`)).as(TaskDetail).label).toBe('sensitive');
      expect((await who.get(`/api/v1/directives/${task.directiveId}`)).as(DirectiveDetail).label).toBe('sensitive');
    }
  });

  it('is not there for those who are not cleared: leader in charge, co-unit, whoever', async () => {
    const co = await office.app.signIn('liaison.finance');
    const { readoutId } = (await office.clerk.get(`/api/v1/directives/${task.directiveId}`)).as(DirectiveDetail);
    for (const who of [office.leader, co]) {
      for (const path of [
        `/tasks/${task.id}`,
        `/tasks/${task.id}/history`,
        `/tasks/${task.id}/deeds`,
        `/directives/${task.directiveId}`,
        `/directives/${task.directiveId}/history`,
        `/readouts/${readoutId}`,
        `/readouts/${readoutId}/file`,
      ])
        expect([path, (await who.get(`/api/v1${path}?after=${position}`)).outcome.slice(0, 3)]).toEqual([path, '404']);
      expect((await who.post(`/api/v1/tasks/${task.id}/remark`, { text: '请核' })).status).toBeGreaterThanOrEqual(403);
      const listed = async (path: string) => JSON.stringify(JSON.parse((await who.get(`/api/v1${path}`)).text));
      const word = encodeURIComponent('大干60天');
      const lists = [
        `/tasks?after=${position}&limit=200`,
        `/tasks?limit=200&as_of=${position}`,
        `/tasks/skeleton`,
        `/directives?after=${position}`,
        `/directives?as_of=${position}`,
        `/readouts?after=${position}`,
        `/search?q=${word}&after=${position}`,
        `/overview?after=${position}`,
        '/dashboard',
        '/campaigns',
      ];
      for (const path of lists) {
        const told = await listed(path);
        for (const id of [task.id, task.directiveId, readoutId])
          expect([path, told.includes(id)]).toEqual([path, false]);
      }
    }
    expect(
      (await office.clerk.get(`/api/v1/tasks?after=${position}&directive=${task.directiveId}`)).as(TaskPage).items,
    ).toHaveLength(1);
    expect(
      (await office.clerk.get(`/api/v1/directives?after=${position}`)).as(DirectivePage).items.map(({ id }) => id),
    ).toContain(task.directiveId);
    expect(
      (await office.clerk.get(`/api/v1/readouts?after=${position}`)).as(ReadoutPage).items.map(({ id }) => id),
    ).toContain(readoutId);
    expect(
      (await office.liaison.get(`/api/v1/search?q=${encodeURIComponent('大干60天')}`)).as(SearchAnswer).items.length,
    ).toBeGreaterThan(0);
  });

  it('is not told of by name in what is sent, nor in the inbox of whoever is not cleared', async () => {
    const rows = await office.app.sql<{ about: { title: string } }>(
      `SELECT about FROM delivery WHERE task_id = $1 AND about ->> 'withheld' IS NULL AND claimed_at > now()`,
      [task.id],
    );
    expect(rows).toEqual([]);
  });

  it('is said to have been read, by whom', async () => {
    const { person } = (await office.liaison.get('/api/v1/session')).as(Session);
    await office.liaison.get(`/api/v1/tasks/${task.id}`);
    const { items } = (await office.auditor.get('/api/v1/audit-entries?limit=200')).as(AuditPage);
    expect(items.map(({ kind, subject, person: by }) => [kind, subject, by?.id])).toContainEqual([
      'sensitive-read',
      `/api/v1/tasks/${task.id}`,
      person.id,
    ]);
  });

  it.each([
    ['a list', () => `/tasks?directive=${task.directiveId}&after=${position}`],
    ['the list of directives', () => `/directives?after=${position}`],
    ['a history', () => `/tasks/${task.id}/history`],
    ['what was searched for', () => `/search?q=${encodeURIComponent('大干60天')}&after=${position}`],
    ['the state of things', () => `/overview?after=${position}`],
    ['a report', () => `/report?after=${position}`],
  ])('is said to have been read in %s', async (_, path) => {
    const { person } = (await office.clerk.get('/api/v1/session')).as(Session);
    const address = `/api/v1${path()}`;
    expect((await office.clerk.get(address)).text).toContain('"sensitive"');
    const { items } = (await office.auditor.get('/api/v1/audit-entries?limit=200')).as(AuditPage);
    const read = items.filter(({ kind, person: by }) => kind === 'sensitive-read' && by?.id === person.id);
    expect(read.map(({ subject }) => subject?.replace(/ \(\d+\)$/, ''))).toContain(address);
  });

  it('that is not in a list leaves no word of it', async () => {
    const count = async () =>
      (
        await office.app.sql<{ n: number }>(`SELECT count(*)::int AS n FROM audit_entry WHERE kind = 'sensitive-read'`)
      )[0]?.n;
    const before = await count();
    await office.leader.get(`/api/v1/tasks?after=${position}`);
    await office.clerk.get(`/api/v1/tasks?leadUnit=${office.unit('Water Bureau')}&after=${position}`);
    expect(await count()).toBe(before);
  });

  it('can be labelled otherwise, with a reason, as an event', async () => {
    const other = await office.task();
    expect((await label(other.directiveId, 'sensitive')).status).toBe(200);
    expect((await office.leader.get(`/api/v1/tasks/${other.id}`)).outcome).toBe('404 item.not-found');
    expect((await label(other.directiveId, 'public')).status).toBe(200);
    expect((await office.leader.get(`/api/v1/tasks/${other.id}`)).as(TaskDetail).label).toBe('public');
    const history = (await office.leader.get(`/api/v1/tasks/${other.id}/history`)).text;
    expect(history.match(/TaskLabelled/g)).toHaveLength(2);
    expect((await label(other.directiveId, 'sensitive', office.leader)).outcome).toBe('403 access.denied');
  });
});

describe('clearance', () => {
  it('is the security officer’s to give, and is shown', async () => {
    expect((await office.liaison.get('/api/v1/session')).as(Session).clearance).toBe('sensitive');
    expect((await office.leader.get('/api/v1/session')).as(Session).clearance).toBe('internal');
    const { person } = (await office.leader.get('/api/v1/session')).as(Session);
    const body = { clearance: 'sensitive', reason: '自行授予' };
    for (const who of [office.leader, office.clerk, await office.app.signIn('administrator')])
      expect((await who.post(`/api/v1/people/${person.id}/set-clearance`, body)).outcome).toBe('403 access.denied');
    const { items } = (await office.auditor.get('/api/v1/audit-entries?limit=200')).as(AuditPage);
    expect(items.filter(({ kind }) => kind === 'clearance-set').length).toBeGreaterThanOrEqual(2);
  });
});
