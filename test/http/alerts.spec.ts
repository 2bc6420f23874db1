import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AcknowledgeAnswer,
  type Alert,
  AlertPage,
  DeliveryPage,
  DemoClock,
  EventPage,
  Overview,
  Session,
} from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
let task: { id: string };
let alerts: Alert[];

/** A task that is signed for, and time moved to the day before it is due. */
beforeAll(async () => {
  office = await Office.open();
  task = await office.task({ signedFor: true });
  const moved = (await office.clerk.post('/api/v1/demo/clock', { to: office.inDays(10) })).as(DemoClock);
  expect(moved).toMatchObject({ today: office.inDays(10), timeZone: 'Asia/Shanghai' });
  alerts = (await office.liaison.get('/api/v1/inbox')).as(AlertPage).items;
});
afterAll(() => office.close());

describe('business time', () => {
  it('moves to the digest hour of a day, and what is due by then has been claimed', async () => {
    expect(alerts.map(({ taskId, rule }) => [taskId, rule])).toContainEqual([task.id, 'due-day']);
    const now = (await office.clerk.get('/api/v1/demo/clock')).as(DemoClock).now;
    expect(now >= `${office.inDays(10)}T01:00:00.000Z`).toBe(true);
  });

  it('goes forward only, also when asked for another time of the day', async () => {
    const back = await office.clerk.post('/api/v1/demo/clock', { to: office.inDays(9) });
    expect(back.problem).toMatchObject({ status: 409, code: 'clock.backwards' });
    expect((await office.clerk.post('/api/v1/demo/clock', { to: `${office.inDays(10)}T00:59:00.000Z` })).status).toBe(
      409,
    );
    expect((await office.clerk.post('/api/v1/demo/clock', { to: office.inDays(10) })).status).toBe(200);
  });
});

describe('an alert', () => {
  it('is acknowledged by whom it was sent to, once', async () => {
    const alertIds = alerts.map(({ id }) => id);
    const answer = (await office.liaison.post('/api/v1/inbox/acknowledge', { alertIds })).as(AcknowledgeAnswer);
    expect(answer.acknowledged.toSorted()).toEqual(alertIds.toSorted());
    const again = (await office.liaison.post('/api/v1/inbox/acknowledge', { alertIds })).as(AcknowledgeAnswer);
    expect(again.acknowledged).toEqual([]);
    expect((await office.liaison.get('/api/v1/inbox?unacknowledged=true')).as(AlertPage).items).toEqual([]);
  });

  it('is nobody else’s to acknowledge', async () => {
    const alertIds = alerts.map(({ id }) => id);
    expect((await office.clerk.post('/api/v1/inbox/acknowledge', { alertIds })).outcome).toBe('422 alert.unknown');
  });

  it('is on the auditor’s list of who was told what', async () => {
    const { items } = (await office.auditor.get(`/api/v1/deliveries?task=${task.id}`)).as(DeliveryPage);
    expect(items).toContainEqual(
      expect.objectContaining({
        rule: 'due-day',
        channel: 'in-app',
        status: 'sent',
        person: expect.objectContaining({ name: '李联络' }),
      }),
    );
  });

  it('comes in the language its person chose', async () => {
    const choose = (language: string) => office.liaison.post('/api/v1/session/language', { language });
    expect((await choose('en')).status).toBe(204);
    expect((await office.liaison.get('/api/v1/session')).as(Session).person.language).toBe('en');
    const [alert] = (await office.liaison.get('/api/v1/inbox')).as(AlertPage).items;
    expect(alert?.body).toMatch(/[a-z]{3}/);
    expect((await choose('zh')).status).toBe(204);
  });
});

describe('the auditor', () => {
  it('sees that things happened, by whom and when, and not what they say', async () => {
    const { items } = (await office.auditor.get(`/api/v1/events?stream=${task.id}`)).as(EventPage);
    expect(items.map(({ type, actor }) => [type, actor.name])).toEqual([
      ['TaskAssigned', '文督查'],
      ['TaskSignedFor', '李联络'],
    ]);
    expect(JSON.stringify(items)).not.toContain('title');
  });
});

describe('the overview', () => {
  it('counts what the caller may see', async () => {
    // Moving the clock waits for the plan of reminders, not for the read models.
    const [{ head } = { head: '' }] = await office.app.sql<{ head: string }>('SELECT max(position) AS head FROM event');
    const overview = (await office.clerk.get(`/api/v1/overview?after=${head}`)).as(Overview);
    expect(overview).toMatchObject({ today: office.inDays(10), openTasks: 1 });
    const water = await office.app.signIn('liaison.water');
    expect((await water.get('/api/v1/overview')).as(Overview)).toMatchObject({ openTasks: 0 });
  });
});
