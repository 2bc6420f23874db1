import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AuditPage,
  CommandAnswer,
  EventPage,
  HistoryPage,
  Organisation,
  OrganisationAnswer,
  Session,
  TaskPage,
} from '#libs/contracts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { newPerson } from './support/new-person.ts';

let office: Office;
let administrator: Client;
beforeAll(async () => {
  office = await Office.open();
  administrator = await office.administrator();
});
afterAll(() => office.close());

const postIn = (unit: string, duty: string) =>
  office.organisation.units.find(({ id }) => id === office.unit(unit))?.posts.find((post) => post.duty === duty)?.id ??
  '';
const absence = (deputyId: string, days = 3) => ({
  ...{ deputyId, from: office.today, to: office.inDays(days), reason: '出差' },
});
const delegate = async (by: Client, postId: string, body: object) =>
  by.post(`/api/v1/organisation/posts/${postId}/delegate`, body);
const revoke = (by: Client, id: string | undefined) =>
  by.post(`/api/v1/organisation/delegations/${id}/revoke`, { reason: '提前返回' });
const ids = async (client: Client) =>
  (await client.get('/api/v1/tasks')).status === 200
    ? (await client.get('/api/v1/tasks')).as(TaskPage).items.map(({ id }) => id)
    : [];

/** Somebody with an account and nothing else, who is signed in. */
async function somebody() {
  const person = await newPerson(office, administrator);
  return { id: person.id, client: await person.signIn() };
}

describe('a deputy', () => {
  it('sees and does what the holder of the post does, which shows in whose place', async () => {
    const task = await office.task();
    const { id, client } = await somebody();
    expect((await client.get(`/api/v1/tasks/${task.id}`)).status).toBe(403);

    const post = postIn('Industry Bureau', 'liaison');
    const given = (await delegate(office.liaison, post, absence(id))).as(OrganisationAnswer);
    const shown = (await client.get('/api/v1/organisation')).as(Organisation);
    const delegations = shown.units.flatMap(({ posts }) => posts).find((one) => one.id === post)?.delegations;
    expect(delegations).toMatchObject([{ id: given.delegationId, deputy: { id }, to: office.inDays(3) }]);
    const { posts, roles } = (await client.get('/api/v1/session')).as(Session);
    expect([posts.map((one) => [one.id, one.deputyUntil]), roles]).toEqual([[[post, office.inDays(3)]], ['liaison']]);

    const signed = (await client.post(`/api/v1/tasks/${task.id}/sign-for`, {})).as(CommandAnswer);
    const list = (await client.get(`/api/v1/tasks?after=${signed.position}`)).as(TaskPage);
    expect(list.items.map((one) => one.id)).toContain(task.id); // behind the wall of rows
    const history = (await office.clerk.get(`/api/v1/tasks/${task.id}/history`)).as(HistoryPage);
    const holder = (await office.liaison.get('/api/v1/session')).as(Session).person;
    expect(history.items.map(({ type, by, delegation }) => [type, by.id === id, delegation?.holder.id])).toEqual([
      ['TaskAssigned', false, undefined],
      ['TaskSignedFor', true, holder.id],
    ]);
    const events = (await office.auditor.get(`/api/v1/events?stream=${task.id}&type=TaskSignedFor`)).as(EventPage);
    expect(events.items.map(({ delegation }) => delegation?.post.id)).toEqual([post]);

    expect((await revoke(office.liaison, given.delegationId)).status).toBe(200);
    expect((await revoke(office.liaison, given.delegationId)).status).toBe(200);
    expect((await client.get(`/api/v1/tasks/${task.id}`)).status).toBe(403);
    expect(await ids(client)).toEqual([]);
    const entries = (await office.auditor.get('/api/v1/audit-entries?limit=20')).as(AuditPage).items;
    expect(entries.filter(({ subject }) => subject === `${post} ${id}`).map(({ kind }) => kind)).toEqual([
      ...['delegation-revoked', 'delegation-revoked', 'post-delegated'],
    ]);
  });

  it('acts in their own name where their own post suffices', async () => {
    const task = await office.task({ signedFor: true });
    const finance = await office.app.signIn('liaison.finance');
    const { person } = (await finance.get('/api/v1/session')).as(Session);
    const given = (await delegate(office.liaison, postIn('Industry Bureau', 'liaison'), absence(person.id))).as(
      OrganisationAnswer,
    );
    const report = (unit?: string) =>
      finance.post(`/api/v1/tasks/${task.id}/report-progress`, { percent: 20, text: '已开工', ...(unit && { unit }) });
    expect((await report()).status).toBe(200);
    expect((await report(office.unit('Industry Bureau'))).status).toBe(200);
    const history = (await office.clerk.get(`/api/v1/tasks/${task.id}/history`)).as(HistoryPage);
    const reports = history.items.filter(({ type }) => type === 'ProgressReported');
    expect(reports.map(({ delegation }) => delegation?.post.id ?? null)).toEqual([
      null,
      postIn('Industry Bureau', 'liaison'),
    ]);
    await revoke(office.liaison, given.delegationId);
  });

  it('of the office does the work of the post, and neither names a deputy nor grants', async () => {
    const task = await office.task();
    const { id, client } = await somebody();
    const post = postIn('Supervision Office', 'clerk');
    const given = (await delegate(office.clerk, post, absence(id))).as(OrganisationAnswer);
    expect((await client.post(`/api/v1/tasks/${task.id}/urge`, { text: '请速办' })).status).toBe(200);
    const other = (await somebody()).id;
    const later = { ...absence(other), from: office.inDays(5), to: office.inDays(6) };
    expect((await delegate(client, post, later)).problem.code).toBe('access.denied');
    expect((await revoke(client, given.delegationId)).problem.code).toBe('access.denied');
    expect((await client.post(`/api/v1/people/${id}/grant-role`, { role: 'clerk' })).status).toBe(403);
    await revoke(office.clerk, given.delegationId);
  });

  it('is named by the holder or the office, and by nobody else', async () => {
    const { id } = await somebody();
    const post = postIn('Water Bureau', 'liaison');
    for (const other of [office.liaison, office.leader, administrator, await office.app.signIn('liaison.finance')])
      expect((await delegate(other, post, absence(id))).problem.code).toBe('access.denied');
    const named = (await delegate(office.clerk, post, absence(id))).as(OrganisationAnswer);
    expect((await delegate(office.clerk, post, absence(id))).problem.code).toBe('organisation.post-delegated');
    expect((await revoke(office.clerk, named.delegationId)).status).toBe(200);
  });

  it('is out when the last day is over, without anybody doing anything', async () => {
    const task = await office.task();
    const { id, client } = await somebody();
    const post = postIn('Finance Bureau', 'head');
    await delegate(office.clerk, post, absence(id, 1));
    expect((await client.get(`/api/v1/tasks/${task.id}`)).status).toBe(200);
    expect((await office.clerk.post('/api/v1/demo/clock', { to: office.inDays(2) })).status).toBe(200);
    expect((await client.get(`/api/v1/tasks/${task.id}`)).status).toBe(403);
  });
});
