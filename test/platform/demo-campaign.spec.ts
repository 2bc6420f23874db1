import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlertPage, CampaignPage, Dashboard, DirectivePage, HistoryPage, TaskPage } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

let office: Office;
let position: number;
beforeAll(async () => {
  office = await Office.open({ DEMO_DATA: 'campaign' });
  const [head] = await office.app.sql<{ position: number }>('SELECT max(position)::int AS position FROM event');
  position = head?.position ?? 0;
});
afterAll(() => office.close());

describe('the demo of a campaign', () => {
  it('opens on its twenty-fifth day, with 128 tasks of twelve units in all states', async () => {
    const [campaign] = (await office.clerk.get(`/api/v1/campaigns?after=${position}`)).as(CampaignPage).items;
    expect(campaign?.countdown).toMatchObject({ day: 25, days: 60, daysLeft: 35, workingDaysLeft: 25 });
    const dashboard = (await office.leader.get(`/api/v1/dashboard?campaign=${campaign?.id}&after=${position}`)).as(
      Dashboard,
    );
    expect(dashboard.tasks).toEqual({
      ...{ total: 128, open: 67, done: 61 },
      lights: { overdue: 7, 'due-soon': 12, behind: 9, 'on-track': 29, done: 61, 'not-signed': 8, suspended: 2 },
    });
    expect(dashboard.units).toHaveLength(12);
    expect(dashboard.burnUp.points.find(({ date }) => date === '2022-11-20')).toMatchObject({ scope: 128, done: 61 });
    expect(dashboard.burnUp.forecast?.earliest).not.toBeNull();
  });

  it('has two directives on the way, and proposals that wait', async () => {
    const { items } = (await office.clerk.get(`/api/v1/directives?after=${position}`)).as(DirectivePage);
    const issued = items.filter(({ status }) => status === 'issued');
    expect(issued.map(({ tasks }) => tasks.total).sort()).toEqual([48, 80]);
    expect(issued.map(({ deadline }) => deadline?.expression).sort()).toEqual(['60天', '四季度']);
  });

  it('holds extensions, returns, a dispute, remarks and urges, all of which can be read', async () => {
    const { items } = (await office.clerk.get(`/api/v1/tasks?limit=200&sort=number&after=${position}`)).as(TaskPage);
    expect(new Set(items.map(({ title }) => title)).size).toBeGreaterThan(120);
    const types = new Set<string>();
    for (const { id } of items) {
      const page = (await office.clerk.get(`/api/v1/tasks/${id}/history?limit=200&after=${position}`)).as(HistoryPage);
      for (const { type, data } of page.items) {
        types.add(type);
        expect(JSON.stringify(data)).not.toContain('locked:');
      }
    }
    expect([...types].sort()).toEqual([
      ...['CompletionClaimed', 'CompletionReturned', 'ExtensionGranted', 'ExtensionRefused', 'ExtensionRequested'],
      ...['LeaderRemarked', 'ProgressReported', 'TaskAssigned', 'TaskClosed', 'TaskDisputed', 'TaskLookedBack'],
      ...['TaskReassigned', 'TaskSignedFor', 'TaskStarted', 'TaskSuspended', 'TaskUrged'],
    ]);
  });

  it('goes on: commands are taken, and reminders come', async () => {
    const { items } = (await office.clerk.get(`/api/v1/tasks?light=overdue&after=${position}`)).as(TaskPage);
    expect((await office.clerk.post(`/api/v1/tasks/${items[0]?.id}/urge`, { text: '请尽快' })).outcome).toBe('200');
    expect((await office.clerk.get('/api/v1/organisation')).status).toBe(200);
    await until(async () => (await office.liaison.get('/api/v1/inbox')).as(AlertPage).items.length > 0);
  });

  it('is what the log says: every kept state is there', async () => {
    const [row] = await office.app.sql<{ missing: number }>(
      `SELECT count(DISTINCT stream_id)::int AS missing FROM event e
       WHERE position <= $1 AND type <> 'RemindersClaimed' AND NOT EXISTS (SELECT FROM stream_state s WHERE s.stream_id = e.stream_id)`,
      [position],
    );
    expect(row?.missing).toBe(0);
  });
});
