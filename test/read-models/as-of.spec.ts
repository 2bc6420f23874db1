import type { Query } from '@nestjs/cqrs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignDecider, type OrganisationEvent } from '#libs/directives';
import { MomentAhead, NotFound } from '../../apps/server/src/read-models/errors.ts';
import {
  GetCampaign,
  GetDashboard,
  GetOverview,
  ListCampaigns,
} from '../../apps/server/src/read-models/figure-queries.ts';
import {
  GetDirective,
  GetDirectiveHistory,
  GetOrganisation,
  GetTask,
  GetTaskHistory,
  GetTaskSkeleton,
  ListDirectives,
  ListTasks,
} from '../../apps/server/src/read-models/queries.ts';
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
  returned,
  signedFor,
  viewer,
  type Who,
} from './support/town.ts';
import { at, World } from './support/world.ts';

let world: World;
const page = { limit: 200 };
const handed = { leadUnit: id('parks'), coUnits: [id('roads')], reason: 'Theirs', signBy: '2022-11-02' };
const renamed: OrganisationEvent = {
  type: 'UnitRenamed',
  ...on('2022-12-01'),
  unitId: id('roads'),
  name: { zh: '道路处', en: 'Highways' },
};
const terms = { title: 'Push', startDate: '2022-10-27', endDate: '2022-12-25', milestones: [] };

/** A story of four tasks, day by day; the day is the clock's when it happens. */
const story: readonly (readonly [day: string, deed: () => Promise<unknown>])[] = [
  ['2022-10-26', () => world.readout(id('readout'), imported())],
  ['2022-10-26', () => world.directive(id('directive'), proposed('readout'))],
  ['2022-10-27', () => world.directive(id('directive'), registered('督〔2022〕1号'))],
  [
    '2022-10-27',
    () => world.append(campaignDecider, id('push'), [{ type: 'CampaignOpened', ...on('2022-10-27'), ...terms }]),
  ],
  ['2022-10-28', () => world.directive(id('directive'), issued('a', 'b', 'c', 'd'))],
  ['2022-10-28', () => world.task(id('a'), assigned({ dueDate: '2022-11-18' }))],
  ['2022-10-28', () => world.task(id('b'), assigned({ number: '督〔2022〕1号-02' }))],
  ['2022-10-28', () => world.task(id('c'), assigned({ number: '督〔2022〕1号-03', leadUnit: 'parks' }))],
  [
    '2022-10-28',
    () =>
      world.append(campaignDecider, id('push'), [
        { type: 'DirectivesAdded', ...on('2022-10-28'), directiveIds: [id('directive')] },
      ]),
  ],
  ['2022-10-29', () => world.task(id('a'), signedFor())],
  ['2022-11-01', () => world.task(id('b'), { type: 'TaskReassigned', ...on('2022-11-01'), ...handed })],
  ['2022-11-10', () => world.task(id('a'), reported(40))],
  ['2022-11-12', () => world.task(id('d'), assigned({ number: '督〔2022〕1号-04', dueDate: null, day: '2022-11-12' }))],
  ['2022-11-17', () => world.task(id('a'), ...extended('2022-11-30', '2022-11-17'))],
  ['2022-12-01', () => world.organisation(renamed)],
  ['2022-12-01', () => world.task(id('c'), signedFor('2022-12-01'), claimed())],
  ['2022-12-02', () => world.task(id('c'), returned())],
  ['2022-12-03', () => world.task(id('a'), claimed('2022-12-03'), closed())],
  [
    '2022-12-26',
    () => world.append(campaignDecider, id('push'), [{ type: 'CampaignClosed', ...on('2022-12-26'), summary: 'Over' }]),
  ],
];

/** Every question that can be asked of the past, by everybody. */
function questions(who: Who, as_of: string): Query<unknown>[] {
  const one = { as_of };
  const many = { ...page, as_of };
  const each = ['a', 'b', 'c', 'd'].map(id);
  return [
    ...(['due', 'number', 'changed'] as const).map(
      (sort) => new ListTasks(viewer(who), { ...many, sort, counts: 'true' }),
    ),
    new ListTasks(viewer(who), { ...many, sort: 'due', light: 'overdue', campaign: id('push') }),
    new GetTaskSkeleton(viewer(who), { sort: 'due', as_of }),
    ...each.flatMap((task) => [new GetTask(viewer(who), task, one), new GetTaskHistory(viewer(who), task, many)]),
    new ListDirectives(viewer(who), many),
    new GetDirective(viewer(who), id('directive'), one),
    new GetDirectiveHistory(viewer(who), id('directive'), many),
    new ListCampaigns(viewer(who), many),
    new GetCampaign(viewer(who), id('push'), one),
    new GetOverview(viewer(who), one),
    new GetDashboard(viewer(who), { as_of, since: '20' }),
    new GetDashboard(viewer(who), { as_of, campaign: id('push') }),
    new GetOrganisation(viewer(who), one),
  ];
}

async function answers(who: Who, asOf: string): Promise<string[]> {
  return Promise.all(
    questions(who, asOf).map(async (query) =>
      JSON.stringify(
        await world.ask(query).catch((error: unknown) => {
          if (error instanceof NotFound) return 'not found';
          throw error;
        }),
      ),
    ),
  );
}

/** What was answered when it was the newest there was, by the moment that was asked about. */
const then = new Map<string, string[]>();

beforeAll(async () => {
  world = await World.open();
  await foundTown(world);
  for (const [day, deed] of story) {
    const [{ today = '' } = {}] = await world.sql<{ today: string }>(
      `SELECT (duban_now() AT TIME ZONE 'Asia/Shanghai')::date::text AS today`,
    );
    if (today < day) await world.moveTo(day, '09:30');
    await deed();
    const head = await world.caughtUp();
    then.set(`${head}`, await answers('clerk', `${head}`));
    const [{ now } = { now: new Date() }] = await world.sql<{ now: Date }>('SELECT duban_now() AS now');
    then.set(now.toISOString(), await answers('clerk', now.toISOString()));
  }
  await world.moveTo('2023-06-01');
}, 60_000);
afterAll(() => world.close());

describe('a moment of the past', () => {
  it('is answered by the same bytes each time, whatever came after it', async () => {
    for (const [moment, told] of then) expect(await answers('clerk', moment), moment).toEqual(told);
    expect(new Set([...then.values()].map((told) => told.join())).size).toBe(then.size);
  });

  it('is what was told without a moment when it was now', async () => {
    const { now, ...known } = await world.ask(new GetOverview(viewer('clerk'), {}));
    const asOf = await world.ask(new GetOverview(viewer('clerk'), { as_of: now }));
    expect(asOf).toEqual({ ...known, now });
    const ledger = { ...page, sort: 'number', counts: 'true' } as const;
    expect(await world.ask(new ListTasks(viewer('clerk'), { ...ledger, as_of: now }))).toEqual(
      await world.ask(new ListTasks(viewer('clerk'), ledger)),
    );
  });

  it('shows lights, dates and names as they were', async () => {
    const see = (as_of: string) => world.ask(new GetTask(viewer('clerk'), id('a'), { as_of }));
    expect(await see(at('2022-11-16'))).toMatchObject({
      light: 'due-soon',
      deadline: { date: '2022-11-18' },
      percent: 40,
    });
    expect(await see(at('2022-11-20'))).toMatchObject({ light: 'behind', deadline: { date: '2022-11-30' } });
    expect(await see('2022-12-01T08:00:00+08:00')).toMatchObject({
      light: 'overdue',
      leadUnit: { name: { en: 'roads' } },
    });
    expect(await see(at('2022-12-25'))).toMatchObject({ light: 'done', leadUnit: { name: { en: 'Highways' } } });
    await expect(see(at('2022-10-20'))).rejects.toThrow(NotFound);
  });

  it('is seen with the rights of today', async () => {
    const before = at('2022-10-30');
    await expect(world.ask(new GetTask(viewer('potholes liaison'), id('b'), { as_of: before }))).rejects.toThrow(
      NotFound,
    );
    const led = async (who: Who) =>
      (await world.ask(new ListTasks(viewer(who), { ...page, sort: 'number', as_of: before }))).items.map(
        (task) => task.id,
      );
    expect(await led('parks liaison')).toEqual([id('b'), id('c')]);
    expect(await led('roads liaison')).toEqual([id('a'), id('b')]);
    expect(await led('vice-mayor for schools')).toEqual([]);
  });

  it('must be past: neither a position to come nor a time to come has an answer that stays', async () => {
    const head = await world.log.head();
    for (const as_of of [`${head + 1}`, at('2023-06-02')]) {
      await expect(world.ask(new GetOverview(viewer('clerk'), { as_of }))).rejects.toThrow(MomentAhead);
    }
    const { position, lights } = await world.ask(new GetOverview(viewer('clerk'), { as_of: at('2022-09-01') }));
    expect({ position, overdue: lights.overdue }).toEqual({ position: 0, overdue: 0 });
  });

  it('waits for an append that was begun at or before it', async () => {
    const blocker = world.database.createQueryRunner();
    await blocker.startTransaction();
    await blocker.query('SELECT pg_advisory_xact_lock(1685414497)');
    const [{ now } = { now: new Date() }] = await world.sql<{ now: Date }>('SELECT duban_now() AS now');
    let isAnswered = false;
    const asked = world.ask(new GetOverview(viewer('clerk'), { as_of: now.toISOString() })).then((answer) => {
      isAnswered = true;
      return answer;
    });
    for (let waiting = 0; waiting === 0; ) {
      const rows = await world.sql(`SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
      waiting = rows.length;
    }
    expect(isAnswered).toBe(false);
    await blocker.commitTransaction();
    await blocker.release();
    expect((await asked).position).toBe(await world.log.head());
  });
});
