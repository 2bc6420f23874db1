import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CampaignDetail, CampaignPage, CommandAnswer, DirectivePage, TaskPage } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const push = () => ({ title: '60天攻坚', startDate: office.today, endDate: office.inDays(59) });

async function opened(directiveIds: string[] = []): Promise<CommandAnswer> {
  return (await office.clerk.post('/api/v1/campaigns', { ...push(), directiveIds })).as(CommandAnswer);
}
async function see(id: string, viewer = office.clerk, query = ''): Promise<CampaignDetail> {
  return (await viewer.get(`/api/v1/campaigns/${id}${query}`)).as(CampaignDetail);
}

describe('a campaign', () => {
  it('groups directives and counts down', async () => {
    const task = await office.task();
    const other = await office.registered();
    const { id, position } = await opened([task.directiveId]);
    expect(await see(id)).toMatchObject({ title: '60天攻坚', status: 'open', directiveIds: [task.directiveId] });
    expect((await see(id)).countdown).toMatchObject({ day: 1, days: 60, daysLeft: 59 });

    const add = await office.clerk.post(`/api/v1/campaigns/${id}/add-directives`, { directiveIds: [other.id] });
    const after = add.as(CommandAnswer).position;
    expect((await see(id, office.clerk, `?after=${after}`)).directiveIds).toEqual([task.directiveId, other.id]);
    const directives = `/api/v1/directives?campaign=${id}&after=${after}`;
    const listed = async (path: string) => (await office.clerk.get(path)).as(DirectivePage).items.map((one) => one.id);
    expect((await listed(directives)).sort()).toEqual([task.directiveId, other.id].sort());
    const { items } = (await office.clerk.get(`/api/v1/tasks?campaign=${id}&after=${after}`)).as(TaskPage);
    expect(items.map((one) => one.id)).toEqual([task.id]);

    const remove = { directiveIds: [task.directiveId], reason: '另案督办' };
    const removed = await office.clerk.post(`/api/v1/campaigns/${id}/remove-directives`, remove);
    expect(await listed(`/api/v1/directives?campaign=${id}&after=${removed.as(CommandAnswer).position}`)).toEqual([
      other.id,
    ]);
    expect((await listed(`/api/v1/directives?campaign=${id}&as_of=${after}`)).sort()).toEqual(
      [task.directiveId, other.id].sort(),
    );
    expect((await see(id, office.clerk, `?as_of=${position}`)).directiveIds).toEqual([task.directiveId]);
  });

  it('is seen by every reader, with the directives that they see', async () => {
    const { directiveId } = await office.task();
    const { id, position } = await opened([directiveId]);
    const stranger = await office.app.signIn('liaison.water');
    expect((await see(id, office.liaison, `?after=${position}`)).directiveIds).toEqual([directiveId]);
    expect((await see(id, stranger)).directiveIds).toEqual([]);
    const { items } = (await stranger.get(`/api/v1/campaigns?status=open&after=${position}&limit=200`)).as(
      CampaignPage,
    );
    expect(items.find((one) => one.id === id)?.directiveIds).toEqual([]);
  });

  it('takes in what is registered, and nothing else', async () => {
    const { first } = await office.proposals();
    const refused = await office.clerk.post('/api/v1/campaigns', { ...push(), directiveIds: [first] });
    expect(refused.outcome).toBe('422 campaign.directive-unknown');
  });

  it('is amended in part, for the version that was seen, and closed', async () => {
    const { id, version } = await opened();
    const amend = {
      endDate: office.inDays(70),
      milestones: [{ date: office.inDays(30), title: '过半' }],
      reason: '延长',
    };
    const path = `/api/v1/campaigns/${id}`;
    expect((await office.clerk.post(`${path}/amend`, amend, { ifMatch: version + 1 })).outcome).toBe(
      '412 version.stale',
    );
    const amended = (await office.clerk.post(`${path}/amend`, amend, { ifMatch: version })).as(CommandAnswer);
    expect(await see(id)).toMatchObject({ ...push(), endDate: office.inDays(70), milestones: amend.milestones });
    const closed = (await office.clerk.post(`${path}/close`, { summary: '全部办结' })).as(CommandAnswer);
    expect((await see(id)).closure).toMatchObject({ summary: '全部办结' });
    expect((await see(id, office.clerk, `?as_of=${amended.position}`)).status).toBe('open');
    expect((await office.clerk.post(`${path}/amend`, amend, { ifMatch: closed.version })).outcome).toBe(
      '409 campaign.closed',
    );
    expect((await office.clerk.get('/api/v1/campaigns/11111111-1111-4111-8111-111111111111')).outcome).toBe(
      '404 item.not-found',
    );
  });
});
