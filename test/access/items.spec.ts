import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IssueAnswer, OrganisationAnswer } from '#libs/contracts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { newPerson } from './support/new-person.ts';

let office: Office;
let co: Client;
let sibling: Client;

beforeAll(async () => {
  office = await Office.open();
  co = await office.app.signIn('liaison.finance');
  sibling = await office.app.signIn('liaison.water');
});
afterAll(() => office.close());

describe('an item', () => {
  it('of a unit is seen from above, but only its own people act on it', async () => {
    const projects = office.unit('Industry Bureau, Projects Division');
    const { id: directiveId } = await office.registered();
    const issued = await office.clerk.post(`/api/v1/directives/${directiveId}/issue`, {
      tasks: [{ leadUnit: projects }],
    });
    const [id] = JSON.parse(issued.text).taskIds;
    expect((await office.liaison.get(`/api/v1/tasks/${id}`)).outcome).toBe('200');
    expect((await office.liaison.post(`/api/v1/tasks/${id}/sign-for`, {})).outcome).toBe('403 access.denied');
    expect((await sibling.get(`/api/v1/tasks/${id}`)).outcome).toBe('404 item.not-found');
  });

  it('is seen by its leader in charge, wherever that post is', async () => {
    const administrator = await office.administrator();
    const person = await newPerson(office, administrator);
    const title = { zh: '副局长', en: 'Deputy director' };
    const create = { unitId: office.unit('Water Bureau'), duty: 'leader', title };
    const post = (await administrator.post('/api/v1/organisation/posts', create)).as(OrganisationAnswer);
    const fill = `/api/v1/organisation/posts/${post.postId}/fill`;
    await administrator.post(fill, { personId: person.id }, { ifMatch: post.version });
    const security = await office.security();
    await security.post(`/api/v1/people/${person.id}/grant-role`, { role: 'leader' });
    const deputy = await person.signIn();

    const { first, second } = await office.proposals();
    const leadUnit = office.unit('Industry Bureau');
    const register = (id: string, leaderInCharge: string | null) =>
      office.clerk.post(`/api/v1/directives/${id}/register`, { leadUnit, leaderInCharge, dueDate: null });
    await register(first, post.postId ?? null);
    await register(second, null);
    expect((await deputy.get(`/api/v1/directives/${first}`)).outcome).toBe('200');
    expect((await deputy.get(`/api/v1/directives/${second}`)).outcome).toBe('404 item.not-found');
    const [id] = (await office.clerk.post(`/api/v1/directives/${first}/issue`, {})).as(IssueAnswer).taskIds;
    expect((await deputy.post(`/api/v1/tasks/${id}/remark`, { text: '请核' })).outcome).toBe('200');
  });

  it('that is only proposed is seen by the office alone', async () => {
    const { first } = await office.proposals();
    expect((await office.clerk.get(`/api/v1/directives/${first}`)).outcome).toBe('200');
    for (const who of [office.leader, office.liaison]) {
      expect((await who.get(`/api/v1/directives/${first}`)).outcome).toBe('404 item.not-found');
    }
  });

  it('is not reported on in the name of another unit', async () => {
    const { id } = await office.task({ signedFor: true });
    const report = { percent: 100, text: '全部完成', unit: office.unit('Industry Bureau') };
    expect((await co.post(`/api/v1/tasks/${id}/report-progress`, report)).outcome).toBe('403 access.denied');
    const { unit, ...own } = report;
    expect((await co.post(`/api/v1/tasks/${id}/report-progress`, own)).status).toBe(200);
    expect((await office.see(id)).percent).toBe(0);
  });
});
