import { HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  AlertPage,
  CommandAnswer,
  DeliveryPage,
  DemoClock,
  DestinationPage,
  EventPage,
  PingAnswer,
  RotatedSecret,
} from '#libs/contracts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';
import { addDestination, DESTINATIONS, disableDestinations } from './support/destinations.ts';
import { FarSide, type Received, says } from './support/far-side.ts';

let office: Office;
let farSide: FarSide;
let days = 10;

beforeAll(async () => {
  farSide = await FarSide.start();
  office = await Office.open({ PRIVATE_ORIGINS: farSide.origin, SWEEP_INTERVAL_MS: '100' });
});
afterAll(async () => {
  await office.close();
  await farSide.stop();
});
afterEach(async () => {
  farSide.answer = says({ errcode: 0, errmsg: 'ok' });
  await disableDestinations(office);
});

const added = (more: object = {}) => addDestination(office, farSide, 'webhook', more);

/** A task of the Industry Bureau that falls due, with the day moved to its due day. */
async function taskFallsDue(): Promise<string> {
  const { today } = (await office.clerk.get('/api/v1/demo/clock')).as(DemoClock);
  days += 3;
  const due = office.inDays(days);
  expect(today < due).toBe(true);
  const { id } = await office.task({ dueDate: due, signedFor: true });
  (await office.clerk.post('/api/v1/demo/clock', { to: due })).as(DemoClock);
  return id;
}

const verified = ({ body, headers }: Received, secret: string) =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as {
    id: string;
    data: { reminders: { taskId: string }[] };
  };

/** As if Postgres fell during every send; the sequence counts, because a failed transaction leaves nothing else behind. */
const REFUSE_OUTCOMES = [
  'CREATE SEQUENCE refusals',
  `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
   BEGIN PERFORM nextval('refusals'); RAISE 'not now'; END $$`,
  `CREATE TRIGGER refuse_outcomes BEFORE UPDATE ON delivery FOR EACH ROW WHEN (OLD.outcome = 'pending' AND NEW.outcome = 'sent') EXECUTE FUNCTION refuse()`,
];

describe('a webhook', () => {
  it('is told of what is due by a signed CloudEvent of ids and dates, without words', async () => {
    const hook = await added();
    const task = await taskFallsDue();

    const request = await until(() => hook.received().find(({ body }) => body.includes(task)));
    const { number } = await office.see(task);
    const { reminders } = verified(request, hook.secret).data;
    expect(reminders).toContainEqual(expect.objectContaining({ taskId: task, taskNumber: number }));
    expect(HTTP.toEvent({ headers: request.headers, body: request.body })).toMatchObject({
      specversion: '1.0',
      id: request.headers['webhook-id'],
      type: 'org.duban.reminders.due.v1',
    });
    expect(request.body).not.toMatch(/大干|决战|title/);
    expect(() => verified(request, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toThrow();

    const told = await until(async () => {
      const { items } = (await office.auditor.get(`/api/v1/deliveries?task=${task}&channel=webhook`)).as(DeliveryPage);
      return items.find(({ status }) => status === 'sent');
    });
    expect(told).toMatchObject({ person: null, destination: { id: hook.id, name: '承办系统' }, attempts: 1 });
    await until(async () =>
      (await office.auditor.get('/api/v1/events?limit=200'))
        .as(EventPage)
        .items.some(({ type }) => type === 'DestinationDelivered'),
    );
  });

  it('whose answer was lost gets the message again under the same id', async () => {
    const hook = await added();
    farSide.answer = (_, response) => response.destroy();
    await taskFallsDue();
    await until(() => hook.received().length > 0);
    farSide.answer = says({});

    await until(async () => {
      await office.app.sql(`UPDATE delivery SET next_try_at = clock_timestamp()
        WHERE destination_id = '${hook.id}' AND outcome = 'pending' AND lease_until IS NULL`);
      const ids = hook.received().map(({ headers }) => headers['webhook-id']);
      return ids.filter((id) => id === ids[0]).length > 1;
    });
  });

  it('that took a message while Postgres could not write that down gets no second copy', async () => {
    const hook = await added();
    for (const sql of REFUSE_OUTCOMES) await office.app.sql(sql);
    const task = await taskFallsDue();
    await until(async () => (await office.app.sql('SELECT FROM refusals WHERE is_called')).length > 0);
    await office.app.sql('DROP TRIGGER refuse_outcomes ON delivery');

    const told = await until(async () => {
      const { items } = (await office.auditor.get(`/api/v1/deliveries?task=${task}&channel=webhook`)).as(DeliveryPage);
      return items.find(({ status }) => status === 'sent');
    });
    expect(told.attempts).toBe(1);
    // What is late of other tests' tasks may come as a message of its own.
    const copies = hook.received().map(({ headers }) => headers['webhook-id']);
    expect(copies).toEqual([...new Set(copies)]);
  });

  it('that is gone is disabled; the office is told, and can send again what was given up', async () => {
    const hook = await added();
    farSide.answer = says({}, 410);
    await taskFallsDue();
    const dead = await until(async () => {
      const { items } = (await office.clerk.get('/api/v1/deliveries?channel=webhook&status=dead')).as(DeliveryPage);
      return items.find(
        ({ destination, error }) =>
          destination?.id === hook.id && error === '对方说明该地址已不存在，已停用（HTTP 410）',
      );
    });
    const { items } = (await office.clerk.get(DESTINATIONS)).as(DestinationPage);
    expect(items.find(({ id }) => id === hook.id)?.disabledAt).not.toBe(null);
    const alerts = (await office.clerk.get('/api/v1/inbox')).as(AlertPage).items;
    expect(alerts).toContainEqual(
      expect.objectContaining({ subject: '消息未能送达：承办系统', body: expect.stringContaining('接口推送') }),
    );

    farSide.answer = says({});
    await office.clerk.post(`${DESTINATIONS}/${hook.id}/enable`, {});
    const resend = { messageIds: [dead.messageId] };
    (
      await until(async () => {
        const answer = await office.clerk.post('/api/v1/deliveries/resend', resend);
        return answer.status === 200 && answer;
      })
    ).as(CommandAnswer);

    await until(() => hook.received().filter(({ headers }) => headers['webhook-id'] === dead.messageId).length === 2);
    await until(async () => {
      const again = (await office.clerk.get('/api/v1/deliveries?channel=webhook&limit=200')).as(DeliveryPage).items;
      const resent = again.filter(({ messageId }) => messageId === dead.messageId);
      return resent.length > 0 && resent.every(({ status, error }) => status === 'sent' && error === null);
    });
    const refused = await office.clerk.post('/api/v1/deliveries/resend', resend);
    expect(refused.outcome).toBe('409 message.not-dead');
  });

  it('goes on being signed with the secret before, for a day after a rotation', async () => {
    const hook = await added();
    const { secret } = (await office.clerk.post(`${DESTINATIONS}/${hook.id}/rotate-secret`, {})).as(RotatedSecret);
    expect(secret).not.toBe(hook.secret);

    expect((await office.clerk.post(`${DESTINATIONS}/${hook.id}/ping`, {})).as(PingAnswer)).toEqual({
      taken: true,
      error: null,
    });

    const [request] = hook.received();
    if (!request) throw new Error('nothing came');
    for (const good of [secret, hook.secret]) expect(verified(request, good).data.reminders).toEqual([]);
    await office.app.sql(`UPDATE destination SET previous_until = clock_timestamp() WHERE id = '${hook.id}'`);
    await office.clerk.post(`${DESTINATIONS}/${hook.id}/ping`, {});
    const later = hook.received()[1] as Received;
    expect(verified(later, secret).data.reminders).toEqual([]);
    expect(() => verified(later, hook.secret)).toThrow();
  });

  it('says when it is tried out why it did not take the message, in the language of who asks', async () => {
    const hook = await added();
    farSide.answer = says({}, 500);
    const { taken, error } = (await office.clerk.post(`${DESTINATIONS}/${hook.id}/ping`, {})).as(PingAnswer);
    expect([taken, error]).toEqual([false, '对方答复拒绝（HTTP 500）']);
  });

  it('for one unit hears of its tasks and of those below, and of no others', async () => {
    const [industry, water] = [
      await added({ unitId: office.unit('Industry Bureau') }),
      await added({ unitId: office.unit('Water Bureau') }),
    ];
    const all = await added();
    await taskFallsDue();
    await until(() => industry.received().length > 0 && all.received().length > 0);
    expect(water.received()).toEqual([]);
  });
});
