import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { ids } from './support/office.ts';
import { MailServer } from './support/smtp.ts';
import { assigned, newTask, signedFor, World } from './support/world.ts';

let smtp: MailServer;
let world: World;
beforeEach(async () => {
  smtp = await MailServer.start();
  world = await World.open({ smtpUrl: smtp.url });
});
afterEach(async () => {
  await world.close();
  await smtp.down();
});

/** A task of the water bureau, assigned and signed for at that moment of business time, which is the present one from then on. */
async function issuedOn(day: string, time: string, due: string) {
  await world.moveTo(day, time);
  const task = newTask();
  await world.task(task, assigned(world.at(day, time), due), signedFor(world.at(day, time)));
  await world.sweep();
  return task;
}
const wish = (columns: string, values: string) =>
  world.sql(`INSERT INTO notification_preference (person_id, ${columns}) VALUES ('${ids.liaison}', ${values})`);
/** The mails once everything that may go is gone; `pending` rows wait for their moment. */
async function mailsWith(pending: number) {
  await until(async () => {
    const rows = await world.sql(`SELECT FROM delivery WHERE outcome = 'pending'`);
    return rows.length === pending;
  });
  return smtp.mails.map(({ subject }) => subject?.replace(/:.*/, ''));
}
const alerts = async () => (await world.sql('SELECT FROM inbox_alert')).length;

describe('outside the inbox a person', () => {
  it('gets one message of the twenty tasks of one meeting, at the next digest hour, and has them in the inbox at once', async () => {
    for (let i = 0; i < 20; i++) await issuedOn('2022-11-04', `14:${10 + i}`, '2022-11-11');
    expect(await alerts()).toBe(20);
    expect(await mailsWith(20)).toEqual([]);

    await world.moveTo('2022-11-05', '08:59');
    await world.sweep();
    expect(await mailsWith(20)).toEqual([]);
    await world.moveTo('2022-11-05');
    await world.sweep();

    expect(await mailsWith(0)).toEqual(['Duban reminders (20)']);
    expect(smtp.mails[0]?.text).toContain('6 d left, due Fri 11 Nov 2022');
    expect(await alerts()).toBe(20);
    await world.sweep();
    expect(smtp.mails).toHaveLength(1);
  });

  it('gets what is due first at the top of it', async () => {
    await issuedOn('2022-11-04', '14:00', '2022-11-11');
    await issuedOn('2022-11-04', '15:00', '2022-11-07');
    await world.moveTo('2022-11-05');
    await world.sweep();

    expect(await mailsWith(0)).toEqual(['Duban reminders (2)']);
    const text = smtp.mails[0]?.text ?? '';
    expect(text.indexOf('due Mon 7 Nov 2022')).toBeGreaterThan(-1);
    expect(text.indexOf('due Mon 7 Nov 2022')).toBeLessThan(text.indexOf('due Fri 11 Nov 2022'));
  });

  it('is told at once of what is due today', async () => {
    await wish('digest_time', `'16:30'`);
    await issuedOn('2022-11-04', '14:00', '2022-11-04');

    expect(await mailsWith(0)).toEqual(['Duban reminders (1)']);
  });

  it('is told at once of what is due today, and at the digest hour of what was claimed with it', async () => {
    await world.moveTo('2022-11-04', '14:00');
    const at = world.at('2022-11-04', '14:00');
    for (const due of ['2022-11-04', '2022-11-11']) await world.task(newTask(), assigned(at, due), signedFor(at));
    await world.sweep();
    expect(await mailsWith(1)).toEqual(['Duban reminders (1)']);

    await world.moveTo('2022-11-05');
    await world.sweep();
    expect(await mailsWith(0)).toHaveLength(2);
    expect(smtp.mails[1]?.text).toContain('due Fri 11 Nov 2022');
    expect(smtp.mails[1]?.messageId).not.toBe(smtp.mails[0]?.messageId);
  });

  it('is left alone in quiet hours and on days of rest, while the inbox is not', async () => {
    await wish('quiet_from, quiet_until, working_days_only', `'20:00', '10:00', true`);
    await issuedOn('2022-11-04', '14:00', '2022-11-11');
    for (const [day, time] of [
      ['2022-11-05', '12:00'],
      ['2022-11-07', '09:59'],
    ] as const) {
      await world.moveTo(day, time);
      await world.sweep();
      expect(await mailsWith(1)).toEqual([]);
    }
    expect(await alerts()).toBe(1);
    await world.moveTo('2022-11-07', '10:00');
    await world.sweep();

    expect(await mailsWith(0)).toEqual(['Duban reminders (1)']);
  });

  it('is not told any more of what was acted on while the message waited', async () => {
    const task = await issuedOn('2022-11-04', '14:00', '2022-11-11');
    await issuedOn('2022-11-04', '14:30', '2022-11-11');
    const at = world.at('2022-11-04', '15:00');
    await world.moveTo('2022-11-04', '15:00');
    await world.task(task, {
      ...{ type: 'ProgressReported', at, by: ids.liaison, reportId: newTask(), unit: ids.water },
      ...{ percent: 50, text: '一半', period: null },
    });
    await world.moveTo('2022-11-05');
    await world.sweep();

    expect(await mailsWith(0)).toEqual(['Duban reminders (1)']);
    expect(await world.sql(`SELECT task_id FROM delivery WHERE outcome = 'superseded' AND channel = 'email'`)).toEqual([
      { task_id: task },
    ]);
  });

  it('is not told any more of what they acknowledged in the inbox while the message waited', async () => {
    await issuedOn('2022-11-04', '14:00', '2022-11-11');
    await world.sql('UPDATE inbox_alert SET acknowledged_at = duban_now()');
    await world.moveTo('2022-11-05');
    await world.sweep();

    expect(await mailsWith(0)).toEqual([]);
    expect(await world.sql(`SELECT outcome FROM delivery WHERE channel = 'email'`)).toEqual([
      { outcome: 'superseded' },
    ]);
  });
});
