import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HandOverSheet, HandOvers, Organisation, OrganisationAnswer } from '#libs/contracts';
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

const path = (id: string | undefined, deed = '') => `/api/v1/organisation/hand-overs/${id}${deed}`;
const read = async (by: Client, id: string | undefined) => (await by.get(path(id))).as(HandOverSheet);

describe('a hand-over sheet', () => {
  it('comes with a new holder, is signed by both, and stays the same to the byte', async () => {
    const task = await office.task({ dueDate: office.inDays(2), signedFor: true });
    const say = (deed: string, body: object, by = office.liaison) => by.post(`/api/v1/tasks/${task.id}/${deed}`, body);
    await say('report-progress', { percent: 40, text: '主体完工' });
    await say('request-extension', { to: office.inDays(20), reason: '汛期停工' });
    await say('issue-slip', { colour: 'blue', text: '请按期办结。' }, office.clerk);
    const disputed = await office.task();
    await office.liaison.post(`/api/v1/tasks/${disputed.id}/dispute`, { reason: '不属本单位职责' });

    const successor = await newPerson(office, administrator);
    const client = await successor.signIn();
    const now = (await office.clerk.get('/api/v1/organisation')).as(Organisation);
    const post = now.units
      .find(({ id }) => id === office.unit('Industry Bureau'))
      ?.posts.find(({ duty }) => duty === 'liaison');
    const fill = `/api/v1/organisation/posts/${post?.id}/fill`;
    const given = { personId: successor.id };
    expect((await administrator.post(fill, given, { ifMatch: now.version })).status).toBe(200);

    const [mine] = (await client.get('/api/v1/organisation/hand-overs')).as(HandOvers).items;
    expect(mine).toMatchObject({ incoming: { id: successor.id }, position: null, post: { id: post?.id } });
    for (const other of [office.leader, administrator, await office.app.signIn('liaison.water')])
      expect((await other.get(path(mine?.id))).status).toBe(404);

    const sheet = await read(office.liaison, mine?.id);
    const shown = sheet.tasks.find((one) => one.task.id === task.id);
    expect(shown?.task).toMatchObject({
      reports: [{ text: '主体完工', percent: 40 }],
      extensions: [{ to: office.inDays(20), decision: null }],
      slips: [{ answer: null }],
    });
    expect(shown?.reminders.length).toBeGreaterThan(0);
    expect(sheet.tasks.find((one) => one.task.id === disputed.id)?.dispute?.reason).toBe('不属本单位职责');

    const sign = (by: Client, deed: string, position = sheet.position) =>
      by.post(path(mine?.id, `/${deed}`), { position });
    expect((await sign(client, 'take-over')).problem.code).toBe('organisation.not-handed-over');
    expect((await sign(office.clerk, 'hand-over')).problem.code).toBe('organisation.signed-by-another');
    expect((await sign(office.liaison, 'hand-over', 9_999_999)).status).toBe(400);
    expect((await sign(office.liaison, 'hand-over')).status).toBe(200);
    expect((await sign(office.liaison, 'hand-over')).status).toBe(200);
    await say('urge', { text: '请速办' }, office.clerk);
    expect((await sign(client, 'take-over', sheet.position + 1)).problem.code).toBe('organisation.other-sheet');
    expect((await sign(client, 'take-over')).status).toBe(200);

    const signed = (await office.liaison.get(path(mine?.id))).text;
    expect(JSON.parse(signed).tasks).toEqual(sheet.tasks);
    expect(JSON.parse(signed).handOver).toMatchObject({
      ...{ handedOverAt: expect.any(String), takenOverAt: expect.any(String), position: sheet.position },
    });
    await say('reassign', { leadUnit: office.unit('Water Bureau'), reason: '改派' }, office.clerk);
    await say('urge', { text: '请速办' }, office.clerk);
    for (const reader of [office.liaison, client, office.clerk])
      expect((await reader.get(path(mine?.id))).text).toBe(signed);
  });

  it('is opened on demand by the holder or the office, once', async () => {
    const finance = await office.app.signIn('liaison.finance');
    const post = office.organisation.units
      .find(({ id }) => id === office.unit('Finance Bureau'))
      ?.posts.find(({ duty }) => duty === 'liaison');
    const { id: incomingId } = await newPerson(office, administrator);
    const open = (by: Client) => by.post(`/api/v1/organisation/posts/${post?.id}/open-hand-over`, { incomingId });
    expect((await open(await office.app.signIn('liaison.water'))).problem.code).toBe('access.denied');
    const { handOverId } = (await open(finance)).as(OrganisationAnswer);
    expect((await open(office.clerk)).problem.code).toBe('organisation.hand-over-open');
    const seen = (await office.clerk.get('/api/v1/organisation/hand-overs')).as(HandOvers).items;
    expect(seen.map(({ id }) => id)).toContain(handOverId);
  });
});
