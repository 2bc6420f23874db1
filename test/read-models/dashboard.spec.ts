import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DashboardQuery } from '#libs/contracts';
import { type CampaignEvent, campaignDecider } from '#libs/directives';
import { NotFound } from '../../apps/server/src/read-models/errors.ts';
import { GetDashboard } from '../../apps/server/src/read-models/figure-queries.ts';
import {
  assigned,
  claimed,
  closed,
  extended,
  foundTown,
  id,
  imported,
  issued,
  on,
  proposed,
  registered,
  reported,
  signedFor,
  viewer,
  type Who,
} from './support/town.ts';
import { at, World } from './support/world.ts';

let world: World;
let before: number;

const see = (query: DashboardQuery = {}, who: Who = 'clerk') => world.ask(new GetDashboard(viewer(who), query));

beforeAll(async () => {
  world = await World.open();
  await foundTown(world);
  await world.moveTo('2022-10-28');
  for (const [directive, number] of [
    ['push', '督〔2022〕1号'],
    ['other', '督〔2022〕2号'],
  ] as const) {
    await world.readout(id(`readout of ${directive}`), imported(directive));
    await world.directive(
      id(directive),
      proposed(`readout of ${directive}`),
      registered(number),
      issued('late', 'done'),
    );
  }
  const terms = { title: '60天攻坚', startDate: '2022-10-27', endDate: '2022-12-25', milestones: [] };
  const opened: CampaignEvent[] = [
    { type: 'CampaignOpened', ...on('2022-10-27'), ...terms },
    { type: 'DirectivesAdded', ...on('2022-10-27'), directiveIds: [id('push')] },
  ];
  await world.append(campaignDecider, id('campaign'), opened);
  await world.task(id('late'), assigned({ directive: 'push', dueDate: '2022-11-16' }), signedFor());
  await world.task(id('done'), assigned({ directive: 'push', dueDate: '2022-11-18', leadUnit: 'parks' }), signedFor());
  await world.task(id('later'), assigned({ directive: 'push', dueDate: '2022-12-20', leadUnit: 'parks' }), signedFor());
  await world.task(id('ended'), assigned({ directive: 'push' }), {
    ...{ type: 'TaskEnded', ...on('2022-11-02'), cause: 'cancelled', reason: 'Void' },
  });
  await world.task(id('elsewhere'), assigned({ directive: 'other', dueDate: null }));
  before = await world.caughtUp();
  await world.moveTo('2022-11-20');
  await world.task(id('done'), claimed('2022-11-17'), closed('2022-11-18'));
  await world.task(id('later'), reported(60, '2022-11-19'), ...extended('2022-12-25', '2022-11-19'));
  await world.caughtUp();
});
afterAll(() => world.close());

describe('the dashboard', () => {
  it('counts the tasks of a campaign, or all there are, without those that ended', async () => {
    const { tasks, campaign, today } = await see({ campaign: id('campaign') });
    expect(today).toBe('2022-11-20');
    expect(tasks).toMatchObject({ total: 3, open: 2, done: 1, lights: { overdue: 1, done: 1, behind: 1 } });
    expect(campaign).toMatchObject({ title: '60天攻坚', countdown: { day: 25, days: 60, workingDaysLeft: 25 } });
    expect((await see()).tasks.total).toBe(4);
    await expect(see({ campaign: id('nothing') })).rejects.toThrow(NotFound);
  });

  it('names the units, the one most behind first, with how late it is', async () => {
    const { units } = await see();
    expect(units.map(({ unit, total, open, mostDaysLate }) => [unit.name.en, total, open, mostDaysLate])).toEqual([
      ['roads', 2, 2, 4],
      ['parks', 2, 1, 0],
    ]);
  });

  it('shows what falls due in which week', async () => {
    const { weeks, rows } = (await see({ campaign: id('campaign') })).heatMap;
    expect(weeks.slice(0, 5)).toEqual(['2022-10-17', '2022-10-24', '2022-10-31', '2022-11-07', '2022-11-14']);
    expect(weeks).toHaveLength(16);
    const due = rows.map(({ unit, before, counts, after }) => [
      unit.name.en,
      before,
      counts.flatMap((count, i) => (count > 0 ? [[weeks[i], count]] : [])),
      after,
    ]);
    expect(due).toEqual(
      expect.arrayContaining([
        ['roads', 0, [['2022-11-14', 1]], 0],
        ['parks', 0, [['2022-12-19', 1]], 0],
      ]),
    );
  });

  it('draws scope, plan and what is done from the first day to the last', async () => {
    const { points, forecast, deadline } = (await see({ campaign: id('campaign') })).burnUp;
    const on = (date: string) => points.find((point) => point.date === date);
    expect([points[0]?.date, points.at(-1)?.date, deadline]).toEqual(['2022-10-27', '2022-12-25', '2022-12-25']);
    expect(on('2022-10-27')).toMatchObject({ scope: 0, done: 0, plan: 0 });
    expect(on('2022-10-28')).toMatchObject({ scope: 4, done: 0, plan: 0 });
    expect(on('2022-11-02')).toMatchObject({ scope: 3 });
    expect(on('2022-11-17')).toMatchObject({ scope: 3, done: 0, plan: 1 });
    expect(on('2022-11-20')).toMatchObject({ scope: 3, done: 1, plan: 2 });
    // The plan is that of the original dates: an extension does not mend it.
    expect(on('2022-12-20')).toEqual({ date: '2022-12-20', scope: null, done: null, plan: 3 });
    expect(forecast).toEqual({ earliest: '2022-12-04', latest: '2023-01-07' });
  });

  it('draws the last 90 days without a campaign', async () => {
    const { points, deadline } = (await see()).burnUp;
    expect([points[0]?.date, points.at(-1)?.date, deadline]).toEqual(['2022-08-22', '2022-11-20', null]);
    expect(points.at(-1)).toMatchObject({ scope: 4, done: 1 });
  });

  it('tells what has changed since a position or an instant', async () => {
    const { since } = await see({ since: `${before}`, campaign: id('campaign') });
    expect(since).toMatchObject({ position: before, tasks: { open: 3, done: 0, lights: { overdue: 0 } } });
    expect(since?.events).toEqual({
      ...{ CompletionClaimed: 1, TaskClosed: 1, ProgressReported: 1, ExtensionRequested: 1, ExtensionGranted: 1 },
    });
    expect((await see({ since: at('2022-11-19') })).since?.position).toBe(before);
  });

  it('is that of a past moment when one is asked for', async () => {
    const { tasks, burnUp, campaign } = await see({ as_of: at('2022-11-17'), campaign: id('campaign') });
    expect(tasks).toMatchObject({ done: 0, lights: { overdue: 1, 'due-soon': 1 } });
    expect(campaign?.countdown.day).toBe(22);
    expect(burnUp.points.find(({ date }) => date === '2022-11-18')?.done).toBeNull();
  });

  it('counts what the viewer sees, and nothing else', async () => {
    const { tasks, units, heatMap, burnUp, since } = await see({ since: '1' }, 'parks liaison');
    expect([tasks.total, units.length, heatMap.rows.length, burnUp.points.at(-1)?.scope]).toEqual([2, 1, 1, 2]);
    expect(since?.events).toMatchObject({ TaskAssigned: 2 });
    expect((await see({}, 'vice-mayor for schools')).tasks.total).toBe(0);
  });
});
