import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AlertPage, DeliveryPage } from '#libs/contracts';
import { digest } from '#libs/crypto';
import type { Viewer } from '../../apps/server/src/access/viewer.ts';
import { AcknowledgeAlerts } from '../../apps/server/src/delivery/acknowledge-alerts.ts';
import { ListDeliveries } from '../../apps/server/src/delivery/list-deliveries.ts';
import { ListInbox } from '../../apps/server/src/delivery/list-inbox.ts';
import { clerkViewer, liaisonViewer, roadsViewer } from './support/viewers.ts';
import { assigned, newTask, signedFor, World } from './support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.open();
  const at = world.at('2022-10-26', '10:00');
  for (let i = 0; i < 3; i++) await world.task(newTask(), assigned(at, '2022-11-03'), signedFor(at));
  await world.live('2022-11-04', 4); // Friday to Monday
});
afterEach(() => world.close());

const inboxOf = (viewer: Viewer, query = {}) => world.queries.execute(new ListInbox(viewer, { limit: 50, ...query }));
const acknowledge = (viewer: Viewer, key: string, alertIds: string[]) =>
  world.commands.execute(
    new AcknowledgeAlerts(
      { viewer, key, bodyHash: digest(JSON.stringify(alertIds)), correlationId: key, ifMatch: null },
      alertIds,
    ),
  );

describe('the inbox', () => {
  it('has the alerts of its owner, newest first, in the language of the reader', async () => {
    const page = await inboxOf(liaisonViewer());

    expect(AlertPage.parse(page)).toEqual(page);
    expect(page.items.map(({ rule, day }) => `${day} ${rule}`)).toEqual([
      ...Array(3).fill('2022-11-07 late'),
      ...Array(3).fill('2022-11-04 late'),
    ]);
    expect(page.items[0]).toMatchObject({
      ...{ taskNumber: '督〔2022〕1号-01', subject: '督〔2022〕1号-01 修好南渠', acknowledgedAt: null },
      body: '4 d late, was due Thu 3 Nov 2022 · Rule: Late: every working day',
      sentAt: expect.stringMatching(/^2022-11-07T01:01:/),
    });
    const [first] = (await inboxOf(clerkViewer())).items;
    expect(first?.body).toBe('逾期 4 天，2022年11月3日 周四到期 · 规则：逾期后每个工作日，报督查室');
  });

  it('is read in pages that neither repeat nor leave out an alert', async () => {
    const all = (await inboxOf(liaisonViewer())).items;

    const one = await inboxOf(liaisonViewer(), { limit: 4 });
    const two = await inboxOf(liaisonViewer(), { limit: 4, cursor: one.nextCursor ?? '' });

    expect([...one.items, ...two.items]).toEqual(all);
    expect(two.nextCursor).toBeNull();
    await expect(inboxOf(liaisonViewer(), { cursor: 'made-up' })).rejects.toThrow('The cursor does not belong');
  });

  it('forgets nothing that was acknowledged, and can leave it out', async () => {
    const [first, second] = (await inboxOf(liaisonViewer())).items;

    const reply = await acknowledge(liaisonViewer(), 'key-1', [first?.id ?? '']);

    expect(reply.body.acknowledged).toEqual([first?.id]);
    const unseen = await inboxOf(liaisonViewer(), { unacknowledged: 'true' });
    expect(unseen.items).toHaveLength(5);
    expect(unseen.items[0]?.id).toBe(second?.id);
    const seen = await inboxOf(liaisonViewer(), { unacknowledged: 'false' });
    expect(seen.items).toMatchObject([{ id: first?.id, acknowledgedAt: expect.any(String) }]);
  });

  it('a repeated acknowledgement has one effect and the same answer; a second one has none', async () => {
    const [first] = (await inboxOf(liaisonViewer())).items;
    const alertIds = [first?.id ?? ''];

    const replies = [
      await acknowledge(liaisonViewer(), 'key-1', alertIds),
      await acknowledge(liaisonViewer(), 'key-1', alertIds),
    ];
    const again = await acknowledge(liaisonViewer(), 'key-2', alertIds);

    expect(replies[1]).toEqual(replies[0]);
    expect(again.body.acknowledged).toEqual([]);
    expect(await world.events('AlertsAcknowledged')).toHaveLength(1);
    await expect(acknowledge(liaisonViewer(), 'key-1', [])).rejects.toThrow('idempotency.other-body');
  });

  it("is closed to others: somebody else's alert does not exist", async () => {
    const [first] = (await inboxOf(liaisonViewer())).items;

    await expect(acknowledge(clerkViewer(), 'key-1', [first?.id ?? ''])).rejects.toThrow('alert.unknown');
    expect((await inboxOf(roadsViewer())).items).toEqual([]);
  });
});

describe('the page of deliveries', () => {
  const deliveries = (viewer: Viewer, query = {}) =>
    world.queries.execute(new ListDeliveries(viewer, { limit: 50, ...query }));

  it('shows the office who was told what, when, by which rule and through which channel', async () => {
    const page = await deliveries(clerkViewer(), { person: liaisonViewer().personId, limit: 1 });

    expect(DeliveryPage.parse(page)).toEqual(page);
    expect(page.items).toMatchObject([
      {
        ...{ rule: 'late', day: '2022-11-07', channel: 'in-app', status: 'sent', attempts: 0, error: null },
        person: { name: 'Water Liaison' },
        claimedAt: expect.stringMatching(/^2022-11-07T01:01:/),
      },
    ]);
    expect(page.nextCursor).not.toBeNull();
  });

  it('shows a unit what concerns its own tasks, an auditor everything, others nothing', async () => {
    const auditor: Viewer = { ...roadsViewer(), personId: newTask(), visibleUnitIds: [], roles: ['auditor'] };
    const all = await deliveries(clerkViewer());

    expect(all.items.length).toBeGreaterThan(12);
    expect(await deliveries(liaisonViewer())).toEqual(all);
    expect(await deliveries(auditor)).toEqual(all);
    expect((await deliveries(roadsViewer())).items).toEqual([]);
  });
});
