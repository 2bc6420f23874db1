import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SkeletonQuery, TaskFilters } from '#libs/contracts';
import { GetTaskSkeleton, ListTasks, ListTaskVersions } from '../../apps/server/src/read-models/queries.ts';
import {
  assigned,
  foundTown,
  id,
  imported,
  proposed,
  registered,
  reported,
  signedFor,
  viewer,
  type Who,
} from './support/town.ts';
import { World } from './support/world.ts';

let world: World;
let before: number;

beforeAll(async () => {
  world = await World.open();
  await foundTown(world);
  await world.moveTo('2022-11-20');
  await world.readout(id('readout'), imported());
  await world.directive(id('directive'), proposed('readout'), registered('督〔2022〕1号'));
  for (let i = 1; i <= 12; i += 1) {
    const leadUnit = i % 3 === 0 ? 'parks' : 'roads';
    const dueDate = i === 12 ? null : `2022-12-${String(31 - i).padStart(2, '0')}`;
    const where = { leadUnit, dueDate, number: `督〔2022〕1号-${i}`, title: `Task ${i}` } as const;
    const leader = i === 1 ? ({ leader: 'vice-mayor for works' } as const) : {};
    await world.task(id(`task ${i}`), assigned({ ...where, ...leader }), signedFor(), reported(i, '2022-11-19'));
  }
  before = await world.caughtUp();
});
afterAll(() => world.close());

const skeleton = (query: Partial<SkeletonQuery> = {}, who: Who = 'clerk') =>
  world.ask(new GetTaskSkeleton(viewer(who), { sort: 'due', ...query }));
const rows = (positions: number[], who: Who = 'clerk') => world.ask(new ListTaskVersions(viewer(who), { positions }));
const listed = async (query: Partial<TaskFilters>) =>
  (await world.ask(new ListTasks(viewer('clerk'), { limit: 200, sort: 'due', ...query }))).items;

describe('the skeleton of the ledger', () => {
  it.each(['due', 'number', 'changed'] as const)('sorted by %s is the list in numbers, row by row', async (sort) => {
    const { columns, units, lights, statuses, complete } = await skeleton({ sort });
    const items = await listed({ sort });
    const days = (date: string) => Date.parse(date) / 86_400_000;
    expect(complete).toBe(true);
    expect(items.map((_, i) => [columns.position[i], columns.due[i], columns.percent[i]])).toEqual(
      items.map(({ position, deadline, percent }) => [position, deadline && days(deadline.date), percent]),
    );
    const named = items.map((_, i) => [
      units[columns.unit[i] ?? -1],
      lights[columns.light[i] ?? -1],
      statuses[columns.status[i] ?? -1],
    ]);
    expect(named).toEqual(items.map(({ leadUnit, light, status }) => [leadUnit, light, status]));
    expect(columns.position).toHaveLength(12);
  });

  it('is narrowed as the list is: by unit, source, leader and light too', async () => {
    const numbers = async (query: Partial<TaskFilters>) => {
      const { items } = await rows((await skeleton({ sort: 'number', ...query })).columns.position);
      expect((await listed({ sort: 'number', ...query })).map(({ title }) => title)).toEqual(
        items.map(({ title }) => title),
      );
      return items.length;
    };
    expect(await numbers({ unit: id('parks') })).toBe(4);
    expect(await numbers({ readout: id('readout') })).toBe(12);
    expect(await numbers({ readout: id('another') })).toBe(0);
    expect(await numbers({ leader: id('post of vice-mayor for works') })).toBe(1);
    expect(await numbers({ light: 'overdue' })).toBe(0);
  });

  it('names rows that stay what they were, whatever happens to the tasks', async () => {
    const { columns } = await skeleton();
    const { items } = await rows(columns.position.slice(0, 3));
    await world.task(id('task 11'), reported(90, '2022-11-20'));
    await world.caughtUp();
    expect((await rows(columns.position.slice(0, 3))).items).toEqual(items);
    expect(items[0]).toMatchObject({ title: 'Task 11', percent: 11 });
    expect((await skeleton()).columns.percent[0]).toBe(90);
    expect((await skeleton({ as_of: `${before}` })).columns).toEqual(columns);
  });

  it('holds nothing that the viewer does not see, and neither do its rows', async () => {
    const { columns } = await skeleton();
    expect((await skeleton({}, 'parks liaison')).columns.position).toHaveLength(4);
    expect((await rows(columns.position, 'parks liaison')).items).toHaveLength(4);
    expect((await rows(columns.position, 'vice-mayor for schools')).items).toEqual([]);
    expect((await rows([1, 999_999])).items).toEqual([]);
  });
});
