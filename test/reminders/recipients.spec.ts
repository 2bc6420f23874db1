import { afterEach, describe, expect, it } from 'vitest';
import { ListDeliveries } from '../../apps/server/src/delivery/list-deliveries.ts';
import { ids } from './support/office.ts';
import { clerkViewer } from './support/viewers.ts';
import { assigned, newTask, signedFor, World } from './support/world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

/** A task that is due in seven days; who is told of it? */
async function world(leadUnit = ids.water): Promise<World> {
  const opened = await World.open();
  worlds.push(opened);
  const at = opened.at('2022-10-26', '10:00');
  await opened.task(newTask(), assigned(at, '2022-11-11', '2022-10-27', leadUnit), signedFor(at));
  return opened;
}
const vacated = (postId: string, personId: string) =>
  ({ type: 'PostVacated', at: '2022-10-27T00:00:00.000Z', by: 'system', postId, personId, reason: '调离' }) as const;
const sweepOn = async (opened: World, day: string) => {
  await opened.moveTo(day);
  await opened.sweep();
  return opened.told();
};

describe('who is reminded', () => {
  it('whoever holds the post when it is due, not when it was planned', async () => {
    const town = await world();
    await town.organisation({
      ...{ type: 'PostFilled', at: '2022-10-27T00:00:00.000Z', by: 'system', postId: ids.liaisonPost },
      ...{ personId: ids.head, from: '2022-10-27' },
    });

    expect(await sweepOn(town, '2022-11-04')).toEqual(['2022-11-04 due-7d head']);
  });

  it('with nobody at the post, the head of the unit', async () => {
    const town = await world();
    await town.organisation(vacated(ids.liaisonPost, ids.liaison));

    expect(await sweepOn(town, '2022-11-04')).toEqual(['2022-11-04 due-7d head']);
  });

  it('while the holder is away their deputy, with the holder told in the inbox alone; afterwards the holder again', async () => {
    const town = await World.open({ smtpUrl: 'smtp://127.0.0.1:1' });
    worlds.push(town);
    const at = town.at('2022-10-26', '10:00');
    const away = { from: '2022-11-03', to: '2022-11-04', reason: '出差' };
    await town.organisation({
      ...{ type: 'PostDelegated', at, by: ids.liaison, delegationId: ids.roads, postId: ids.liaisonPost },
      ...{ holderId: ids.liaison, deputyId: ids.clerk, ...away },
    });
    const due = (day: string) => town.task(newTask(), assigned(at, day), signedFor(at));
    await due('2022-11-11');
    expect((await sweepOn(town, '2022-11-04')).sort()).toEqual([
      ...['2022-11-04 due-7d clerk', '2022-11-04 due-7d clerk email', '2022-11-04 due-7d liaison'],
    ]);
    await due('2022-11-14');
    expect((await sweepOn(town, '2022-11-07')).slice(3).sort()).toEqual([
      ...['2022-11-07 due-7d liaison', '2022-11-07 due-7d liaison email'],
    ]);
  });

  it('with no head either, the clerks of the office', async () => {
    const town = await world();
    await town.organisation(vacated(ids.liaisonPost, ids.liaison), vacated(ids.headPost, ids.head));

    expect(await sweepOn(town, '2022-11-04')).toEqual(['2022-11-04 due-7d clerk']);
  });

  it('a unit without any post: the clerks of the office', async () => {
    expect(await sweepOn(await world(ids.roads), '2022-11-04')).toEqual(['2022-11-04 due-7d clerk']);
  });

  it('somebody whose record was disabled counts as an empty post', async () => {
    const town = await world();
    await town.sql('UPDATE person SET disabled_at = clock_timestamp() WHERE id = $1', [ids.liaison]);

    expect(await sweepOn(town, '2022-11-04')).toEqual(['2022-11-04 due-7d head']);
  });

  it('nobody at all is an outcome that can be seen, in the log and on the page of deliveries', async () => {
    const town = await world();
    await town.organisation(
      vacated(ids.liaisonPost, ids.liaison),
      vacated(ids.headPost, ids.head),
      vacated(ids.clerkPost, ids.clerk),
    );

    expect(await sweepOn(town, '2022-11-04')).toEqual(['2022-11-04 due-7d nobody']);
    expect(await town.events('RemindersClaimed')).toMatchObject([{ steps: [{ outcome: 'nobody', personIds: [] }] }]);
    const { items } = await town.queries.execute(new ListDeliveries(clerkViewer(), { limit: 10 }));
    expect(items).toMatchObject([{ status: 'nobody', person: null, channel: null, rule: 'due-7d' }]);
  });
});

describe('an address that does not work', () => {
  it('makes the head of the unit be told as well, at once, and says so', async () => {
    const town = await World.open({ smtpUrl: 'smtp://127.0.0.1:1' });
    worlds.push(town);
    const at = town.at('2022-10-26', '10:00');
    const due = (day: string) => town.task(newTask(), assigned(at, day), signedFor(at));
    await due('2022-11-11');
    expect((await sweepOn(town, '2022-11-04')).sort()).toEqual([
      '2022-11-04 due-7d liaison',
      '2022-11-04 due-7d liaison email',
    ]);
    await town.sql(`UPDATE delivery SET outcome = 'dead', last_error = 'no such mailbox' WHERE channel = 'email'`);

    await due('2022-11-14');
    await town.sql(`UPDATE person SET email = 'head@town.example' WHERE id = $1`, [ids.head]);
    const told = await sweepOn(town, '2022-11-07');

    expect(told.slice(2).sort()).toEqual([
      ...['2022-11-07 due-7d head', '2022-11-07 due-7d head email'],
      ...['2022-11-07 due-7d liaison', '2022-11-07 due-7d liaison email'],
    ]);
    const [, recorded] = await town.events('RemindersClaimed');
    expect(recorded).toMatchObject({ steps: [{ outcome: 'sent', standIn: 'head' }] });
    const { items } = await town.queries.execute(new ListDeliveries(clerkViewer(), { limit: 10, person: ids.head }));
    expect(items.map(({ standIn }) => standIn)).toEqual(['head', 'head']);
  });
});
