import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertPage } from '#libs/contracts';
import { digest } from '#libs/crypto';
import { ladderFor, noSettings } from '#libs/directives';
import type { Viewer } from '../../apps/server/src/access/viewer.ts';
import { CountInbox } from '../../apps/server/src/delivery/count-inbox.ts';
import { ListInbox } from '../../apps/server/src/delivery/list-inbox.ts';
import { SnoozeAlerts } from '../../apps/server/src/delivery/snooze-alerts.ts';
import { until } from '../support/until.ts';
import { ids } from './support/office.ts';
import { MailServer } from './support/smtp.ts';
import { clerkViewer, liaisonViewer } from './support/viewers.ts';
import { assigned, newTask, signedFor, World } from './support/world.ts';

let smtp: MailServer;
let world: World;
beforeEach(async () => {
  smtp = await MailServer.start();
  world = await World.open({ smtpUrl: smtp.url });
  const usual = ladderFor(noSettings, 'default').steps.find(({ rule }) => rule === 'due-3wd');
  if (!usual) throw new Error('The default ladder has this step');
  const up = { ...usual, rule: 'up', to: ['head'], after: { workingDays: -1 }, unless: 'acknowledged' } as const;
  const title = { zh: '两步', en: 'Two steps' };
  await world.settings({
    type: 'LadderSet',
    at: world.at('2022-10-26'),
    by: ids.clerk,
    name: 'default',
    title,
    steps: [usual, up],
  });
});
afterEach(async () => {
  await world.close();
  await smtp.down();
});

const snooze = async (
  alertIds: string[],
  day: string,
  time: string,
  key = newTask(),
  viewer: Viewer = liaisonViewer(),
) => {
  const bodyHash = digest(JSON.stringify([alertIds, day, time]));
  const envelope = { viewer, key, bodyHash, correlationId: key, ifMatch: null };
  await world.refreshClock();
  return world.commands.execute(new SnoozeAlerts(envelope, alertIds, world.at(day, time)));
};
const inbox = async (taskId: string, viewer: Viewer = liaisonViewer()) => {
  const page = await world.queries.execute(new ListInbox(viewer, { limit: 50 }));
  expect(AlertPage.parse(page)).toEqual(page);
  return page.items.filter((alert) => alert.taskId === taskId);
};
async function told(due: string, day: string): Promise<{ task: string; alert: string }> {
  const task = newTask();
  const at = world.at('2022-10-26', '10:00');
  await world.task(task, assigned(at, due), signedFor(at));
  await world.moveTo(day, '09:01');
  await world.sweep();
  const [alert] = await inbox(task);
  if (!alert) throw new Error(`Nobody was told on ${day}`);
  return { task, alert: alert.id };
}
const sweepAt = async (day: string, time: string) => {
  await world.moveTo(day, time);
  await world.sweep();
};
const mails = (number: number) =>
  until(async () => {
    const waiting = await world.sql(`SELECT FROM delivery WHERE outcome = 'pending' AND goes_at <= duban_now()`);
    return waiting.length === 0 && smtp.mails.length === number;
  });

describe('an alert that was put off', () => {
  it('leaves the inbox and waits with its mail, comes back at its time once, and goes up all the same', async () => {
    const { task, alert } = await told('2022-11-11', '2022-11-08');
    await mails(1);
    expect((await inbox(task))[0]).toMatchObject({
      state: 'open',
      snooze: { before: world.at('2022-11-12', '00:00') },
    });

    const replies = [
      await snooze([alert], '2022-11-09', '15:30', 'key-1'),
      await snooze([alert], '2022-11-09', '15:30', 'key-1'),
    ];
    expect(replies[0]?.body.snoozed).toEqual([alert]);
    expect(replies[1]).toEqual(replies[0]);
    expect((await snooze([alert], '2022-11-09', '15:30')).body.snoozed).toEqual([]);
    expect(await world.events('AlertsSnoozed')).toMatchObject([
      { personId: ids.liaison, until: world.at('2022-11-09', '15:30') },
    ]);

    await sweepAt('2022-11-09', '15:29');
    expect(await inbox(task)).toMatchObject([{ state: 'snoozed', snoozedUntil: world.at('2022-11-09', '15:30') }]);
    await sweepAt('2022-11-09', '15:30');
    await world.sweep();
    expect(await inbox(task)).toMatchObject([
      { id: alert, state: 'open', snoozedUntil: null, returnedAt: expect.any(String) },
    ]);
    await mails(2);
    expect(await world.events('AlertsReturned')).toMatchObject([{ personId: ids.liaison, alertIds: [alert] }]);
    const rows = await world.sql(
      'SELECT channel, outcome, again FROM delivery WHERE task_id = $1 ORDER BY again, channel',
      [task],
    );
    expect(rows).toEqual([
      { channel: 'email', outcome: 'sent', again: 0 },
      { channel: 'in-app', outcome: 'sent', again: 0 },
      { channel: 'email', outcome: 'sent', again: 1 },
      { channel: 'in-app', outcome: 'sent', again: 1 },
    ]);

    // A repeat of what has come about changes nothing, and is answered as it was.
    expect(await snooze([alert], '2022-11-09', '15:30', 'key-1')).toEqual(replies[0]);
    expect(await inbox(task)).toMatchObject([{ state: 'open' }]);

    await snooze([alert], '2022-11-11', '10:00');
    await sweepAt('2022-11-10', '09:01');
    expect(await inbox(task, { ...clerkViewer(), personId: ids.head })).toMatchObject([{ rule: 'up' }]);
    expect(await world.queries.execute(new CountInbox(liaisonViewer(), {}))).toMatchObject({ open: 0, snoozed: 1 });
    await sweepAt('2022-11-11', '10:00');
    expect(await inbox(task)).toMatchObject([{ state: 'open' }]);
  });

  it('takes along the mail that waits for its hour, and is told in one piece when it comes back', async () => {
    const task = newTask();
    await world.moveTo('2022-11-21', '14:00');
    await world.task(
      task,
      assigned(world.at('2022-11-21', '13:00'), '2022-11-24'),
      signedFor(world.at('2022-11-21', '13:00')),
    );
    await world.sweep();
    const [alert] = await inbox(task);

    await snooze([alert?.id ?? ''], '2022-11-22', '11:00');
    await sweepAt('2022-11-22', '09:00');
    await mails(0);
    await sweepAt('2022-11-22', '11:00');
    await mails(1);
  });

  it('does not come back when it was dealt with meanwhile', async () => {
    const { task, alert } = await told('2022-12-16', '2022-12-13');
    await snooze([alert], '2022-12-14', '10:00');
    await world.task(task, {
      ...{ type: 'ProgressReported', at: world.at('2022-12-13', '12:00'), by: ids.liaison, reportId: newTask() },
      ...{ unit: ids.water, percent: 80, text: '八成', period: null },
    });
    await sweepAt('2022-12-14', '10:00');

    expect(await inbox(task)).toMatchObject([{ state: 'done', handledBy: { id: ids.liaison }, returnedAt: null }]);
    expect(await world.sql('SELECT FROM delivery WHERE task_id = $1 AND again > 0', [task])).toEqual([]);
  });

  it('is neither somebody else’s, nor put off past the day it warns of, nor into the past', async () => {
    const { task, alert } = await told('2023-01-13', '2023-01-10');

    await expect(snooze([alert], '2023-01-11', '10:00', newTask(), clerkViewer())).rejects.toThrow('alert.unknown');
    await expect(snooze([alert], '2023-01-14', '00:00')).rejects.toThrow('alert.snooze-past-due');
    await expect(snooze([alert], '2023-01-10', '09:00')).rejects.toThrow('alert.snooze-not-ahead');
    expect(await inbox(task)).toMatchObject([{ state: 'open' }]);
  });
});
