import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Alert, AlertReasons, ToldPage } from '#libs/contracts';
import { ladderFor, noSettings, type SettingsEvent } from '#libs/directives';
import type { Viewer } from '../../apps/server/src/access/viewer.ts';
import { ExplainAlert } from '../../apps/server/src/delivery/explain-alert.ts';
import { ListInbox } from '../../apps/server/src/delivery/list-inbox.ts';
import { ListTold } from '../../apps/server/src/delivery/list-told.ts';
import { SETTLED_ALERTS } from '../../apps/server/src/reminders/settled-alerts.ts';
import { ids } from './support/office.ts';
import { clerkViewer, liaisonViewer, roadsViewer } from './support/viewers.ts';
import { assigned, newTask, signedFor, World } from './support/world.ts';

let world: World;
let alert: Alert;
const [task, other] = [newTask(), newTask()];
const auditor: Viewer = { ...roadsViewer(), personId: newTask(), visibleUnitIds: [], roles: ['auditor'] };

/** Told on 4 November, by a ladder that is then changed, of a date that is then extended. */
beforeAll(async () => {
  world = await World.open();
  const at = world.at('2022-10-26', '10:00');
  const { steps } = ladderFor(noSettings, 'default');
  const ladderSet = (rule: string): SettingsEvent => ({
    ...{ type: 'LadderSet', at, by: ids.clerk, name: 'default', title: { zh: '本办', en: 'Ours' } },
    steps: steps.filter((step) => step.rule === rule),
  });
  await world.settings(ladderSet('due-7d'));
  const deadline = { date: '2022-11-13', rule: 'natural-days.after', expression: '18天', calendarVersion: null };
  for (const id of [task, other]) await world.task(id, { ...assigned(at, null), deadline } as never, signedFor(at));
  await world.live('2022-11-04', 1);
  await world.settings(ladderSet('due-day'));
  const extension = { at: world.at('2022-11-04', '12:00'), requestId: newTask(), from: '2022-11-13' };
  await world.task(task, {
    ...{ ...extension, type: 'ExtensionGranted', by: ids.clerk, deadline: { ...deadline, date: '2022-11-25' } },
  });
  expect(await world.log.waitFor(SETTLED_ALERTS, await world.log.head(), 10_000)).toBe(true);
  const { items } = await world.queries.execute(new ListInbox(liaisonViewer(), { limit: 50 }));
  const found = items.find(({ taskId }) => taskId === task);
  if (!found) throw new Error('The liaison was told');
  alert = found;
});
afterAll(() => world.close());

const why = (viewer: Viewer) => world.queries.execute(new ExplainAlert(viewer, alert.id));
const told = (query = {}) => world.queries.execute(new ListTold(auditor, { limit: 50, ...query }));

describe('why somebody was told', () => {
  it('is said by the ladder and the date as they were then', async () => {
    const reasons = await why(liaisonViewer());

    expect(AlertReasons.parse(reasons)).toEqual(reasons);
    expect(reasons).toMatchObject({
      ...{ id: alert.id, rule: 'due-7d', ladder: { name: 'default', version: 1, title: { en: 'Ours' } } },
      step: { rule: 'due-7d', after: { days: -7 }, roll: 'previous' },
      date: { from: 'deadline', counted: '2022-11-13', day: '2022-11-04', deadline: { expression: '18天' } },
      text: 'Sent by “Seven days before” of the ladder “Ours” (version 1): 7 d before the due date Sun 13 Nov 2022, moved from a day of rest to Fri 4 Nov 2022.',
      told: [{ person: { name: 'Water Liaison' }, channel: 'in-app', status: 'sent' }],
      heeded: [{ person: { name: 'Water Liaison' }, acknowledgedAt: null, handledBy: { name: '督查室' } }],
    });
    expect((await why(clerkViewer())).text).toBe(
      '按提醒规则“本办”（第 1 版）中的“到期前 7 天”发出：期限 2022年11月13日 周日之前 7 天，遇休息日，调整为 2022年11月4日 周五。',
    );
  });

  it('is told to auditors too, and to nobody else', async () => {
    expect((await why(auditor)).told).toHaveLength(1);
    await expect(why(roadsViewer())).rejects.toThrow('item.not-found');
    await expect(world.queries.execute(new ExplainAlert(auditor, newTask()))).rejects.toThrow('item.not-found');
  });

  it('is in the log with the claim', async () => {
    const [claim] = await world.events('RemindersClaimed');
    expect(claim).toMatchObject({
      steps: [{ ladder: { name: 'default', version: 1 } }, { ladder: { name: 'default', version: 1 } }],
    });
  });
});

describe('who was told what, when', () => {
  it('is a list with what became of each', async () => {
    const page = await told({ task });

    expect(ToldPage.parse(page)).toEqual(page);
    expect(page.items).toMatchObject([
      {
        ...{ id: alert.id, rule: 'due-7d', ladder: { name: 'default', version: 1 }, person: { name: 'Water Liaison' } },
        channels: [{ channel: 'in-app', status: 'sent' }],
        handledAt: world.at('2022-11-04', '12:00'),
      },
    ]);
  });

  it('is cut to a person and a time, and read in pages', async () => {
    const all = (await told()).items;
    expect(all).toHaveLength(2);
    expect((await told({ person: ids.clerk })).items).toEqual([]);
    expect((await told({ person: ids.liaison, since: world.at('2022-11-04', '09:00') })).items).toEqual(all);
    expect((await told({ until: world.at('2022-11-04', '09:00') })).items).toEqual([]);
    const one = await told({ limit: 1 });
    const two = await told({ limit: 1, cursor: one.nextCursor ?? '' });
    expect([...one.items, ...two.items]).toEqual(all);
  });
});
