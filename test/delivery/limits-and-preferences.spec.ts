import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AddedDestination } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';
import { FarSide } from './support/far-side.ts';

let office: Office;
let farSide: FarSide;

beforeAll(async () => {
  farSide = await FarSide.start();
  office = await Office.open({ PRIVATE_ORIGINS: farSide.origin, SWEEP_INTERVAL_MS: '100' });
});
afterAll(async () => {
  await office.close();
  await farSide.stop();
});

describe('a robot', () => {
  it('gets twenty messages in a minute and no more; the others wait their turn without counting a try', async () => {
    const body = { channel: 'wecom', name: '群', address: `${farSide.origin}/${randomUUID()}` };
    const robot = (await office.clerk.post('/api/v1/destinations', body)).as(AddedDestination);
    const waiting = await office.app.sql<{ message_id: string }>(
      `INSERT INTO delivery (id, claim_id, claimed_at, task_id, rule, due_version, day, about, destination_id, channel, message_id,
         outcome, next_try_at, claim_recorded)
       SELECT gen_random_uuid(), gen_random_uuid(), now(), gen_random_uuid(), 'late', 1, '2022-11-04',
         '{"number":"1","title":"渠","dueDate":"2022-11-03","signBy":"2022-10-27","today":"2022-11-04"}',
         '${robot.id}', 'wecom', gen_random_uuid(), 'pending', clock_timestamp(), true
       FROM generate_series(1, 25) RETURNING message_id`,
    );
    const rows = () =>
      office.app.sql<{ outcome: string; attempt: number; later: boolean }>(
        `SELECT outcome, attempt, next_try_at > clock_timestamp() + interval '30 seconds' AS later FROM delivery
         WHERE destination_id = '${robot.id}' ORDER BY outcome`,
      );
    const settled = await until(async () => {
      const all = await rows();
      return all.every(({ outcome, later }) => outcome === 'sent' || later) && all;
    });
    expect(waiting).toHaveLength(25);
    expect(farSide.received).toHaveLength(20);
    expect(settled.filter(({ outcome }) => outcome === 'pending')).toEqual(
      Array(5).fill({ outcome: 'pending', attempt: 0, later: true }),
    );
  });
});

describe('how a person wants to be told', () => {
  const preferences = '/api/v1/notification-preferences';

  it('is theirs to choose, and holds from the next claim on', async () => {
    expect(JSON.parse((await office.liaison.get(preferences)).text)).toEqual({
      ...{ channelsOff: [], digestTime: null, quietHours: null, workingDaysOnly: false },
    });
    const choice = {
      ...{ channelsOff: ['email'], digestTime: '08:30', workingDaysOnly: true },
      quietHours: { from: '22:00', until: '07:00' },
    };
    expect((await office.liaison.post(preferences, choice)).status).toBe(204);
    expect(JSON.parse((await office.liaison.get(preferences)).text)).toEqual(choice);
    expect(JSON.parse((await office.clerk.get(preferences)).text).channelsOff).toEqual([]);
  });

  it.each([
    { channelsOff: ['in-app'] },
    { digestTime: '24:00' },
    { quietHours: { from: '22:00' } },
    { quietHours: { from: '22:00\n', until: '07:00' } },
  ])('cannot be %j', async (wrong) => {
    const choice = { channelsOff: [], digestTime: null, quietHours: null, workingDaysOnly: false, ...wrong };
    expect((await office.liaison.post(preferences, choice)).outcome).toBe('400 request.invalid');
  });
});

describe('an e-mail address that would reach others too', () => {
  it.each([
    'a@town.example\r\nBcc: all@town.example',
    'a@town.example\n',
    'b@town.example Bcc',
    '"b@town.example Bcc":evil@town.example;',
    'a@town.example,b@town.example',
  ])('is refused at the door: %j', async (email) => {
    const administrator = await office.administrator();
    expect((await administrator.post('/api/v1/people', { name: '某人', email })).outcome).toBe('400 request.invalid');
  });
});
