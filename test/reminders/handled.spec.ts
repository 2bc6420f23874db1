import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TaskEvent } from '#libs/directives';
import { ListInbox } from '../../apps/server/src/delivery/list-inbox.ts';
import { SETTLED_ALERTS } from '../../apps/server/src/reminders/settled-alerts.ts';
import { until } from '../support/until.ts';
import { ids } from './support/office.ts';
import { MailServer } from './support/smtp.ts';
import { clerkViewer, liaisonViewer } from './support/viewers.ts';
import { assigned, newTask, signedFor, World } from './support/world.ts';

let smtp: MailServer;
let world: World;
let task: string;
beforeEach(async () => {
  smtp = await MailServer.start();
  world = await World.open({ smtpUrl: smtp.url });
  task = newTask();
});
afterEach(async () => {
  await world.close();
  await smtp.down();
});

const settled = async () => expect(await world.log.waitFor(SETTLED_ALERTS, await world.log.head(), 10_000)).toBe(true);
const inbox = async (viewer = liaisonViewer()) => {
  await settled();
  const { items } = await world.queries.execute(new ListInbox(viewer, { limit: 50 }));
  return items.map(({ rule, state, handledBy }) => [rule, state, handledBy?.name ?? null]);
};
const at = (day: string, time = '12:00') => world.at(day, time);
const reported = (day: string): TaskEvent => ({
  ...{ type: 'ProgressReported', at: at(day), by: ids.liaison, reportId: newTask(), unit: ids.water },
  ...{ percent: 40, text: '四成', period: null },
});
/** Late on 4 November, and its unit and the office are told so. */
async function late() {
  await world.task(task, assigned(at('2022-10-26'), '2022-11-03'), signedFor(at('2022-10-26')));
  await world.moveTo('2022-11-04', '09:01');
  await world.sweep();
}

describe('acting on a task', () => {
  it('by its unit handles what everybody was told of it, and says by whom', async () => {
    await late();
    expect(await inbox()).toEqual([['late', 'open', null]]);
    await world.moveTo('2022-11-04', '12:00');
    await world.task(task, reported('2022-11-04'));

    expect(await inbox()).toEqual([['late', 'done', 'Water Liaison']]);
    expect(await inbox(clerkViewer())).toEqual([['late-office', 'done', 'Water Liaison']]);
    await world.moveTo('2022-11-07', '09:01');
    await world.sweep();
    expect(await inbox()).toEqual([
      ['late', 'open', null],
      ['late', 'done', 'Water Liaison'],
    ]);
  });

  it('by the office handles what the office was told, and not what the unit was asked for', async () => {
    await late();
    await world.task(task, {
      type: 'TaskUrged',
      at: at('2022-11-04'),
      by: ids.clerk,
      urgeId: newTask(),
      text: '请抓紧',
    });

    expect(await inbox(clerkViewer())).toEqual([['late-office', 'done', '督查室']]);
    expect(await inbox()).toEqual([['late', 'open', null]]);
  });

  it('by signing for it handles that it was not signed for; what changes its date handles what was told before', async () => {
    await world.task(task, assigned(at('2022-10-26'), '2022-11-03'));
    await world.moveTo('2022-10-28', '09:01');
    await world.sweep();
    expect(await inbox()).toEqual([['sign-for', 'open', null]]);
    await world.task(task, signedFor(at('2022-10-28')));
    expect(await inbox()).toEqual([['sign-for', 'done', 'Water Liaison']]);

    await world.moveTo('2022-10-31', '09:01');
    await world.sweep();
    expect((await inbox())[0]).toEqual(['due-3wd', 'open', null]);
    const deadline = { date: '2022-11-25', rule: 'set-by-hand', expression: null, calendarVersion: null };
    const extension = { at: at('2022-10-31'), requestId: newTask() };
    await world.task(task, { ...extension, type: 'ExtensionGranted', by: ids.clerk, from: '2022-11-03', deadline });
    expect((await inbox())[0]).toEqual(['due-3wd', 'done', '督查室']);
  });

  it('ends the mail about it that waits for another try', async () => {
    await smtp.down();
    await late();
    await until(
      async () => (await world.sql(`SELECT FROM delivery WHERE attempt = 1 AND lease_until IS NULL`)).length === 2,
    );
    await world.task(task, reported('2022-11-04'));
    await settled();

    const rows = await world.sql(`SELECT DISTINCT outcome, failure FROM delivery WHERE channel = 'email'`);
    expect(rows).toEqual([{ outcome: 'superseded', failure: 'server-away' }]);
  });
});
