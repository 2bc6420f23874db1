import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { NotFound } from '../../apps/server/src/read-models/errors.ts';
import { GetOverview } from '../../apps/server/src/read-models/figure-queries.ts';
import {
  GetDirective,
  GetDirectiveHistory,
  GetReadout,
  GetTask,
  GetTaskHistory,
  ListDirectives,
  ListMyTasks,
  ListReadouts,
  ListTasks,
} from '../../apps/server/src/read-models/queries.ts';
import {
  assigned,
  everybody,
  foundTown,
  id,
  imported,
  issued,
  on,
  proposed,
  registered,
  signedFor,
  viewer,
  type Who,
} from './support/town.ts';
import { World } from './support/world.ts';

// Each item is called after where it lies.
const items = {
  'led by roads': { leadUnit: 'roads' },
  'led by parks with roads': { leadUnit: 'parks', coUnits: ['roads'] },
  'led by works': { leadUnit: 'works' },
  'led by potholes, in charge the vice-mayor for works': { leadUnit: 'potholes', leader: 'vice-mayor for works' },
} as const;
type Item = keyof typeof items;

const visible: Record<Who, readonly Item[]> = {
  clerk: Object.keys(items) as Item[],
  // The parent unit sees what lies below it, its own and no other.
  'head of works': Object.keys(items) as Item[],
  'roads liaison': ['led by roads', 'led by parks with roads', 'led by potholes, in charge the vice-mayor for works'],
  // A unit does not see what lies above it, nor what its sibling has.
  'potholes liaison': ['led by potholes, in charge the vice-mayor for works'],
  'parks liaison': ['led by parks with roads'],
  'vice-mayor for works': ['led by potholes, in charge the vice-mayor for works'],
  'vice-mayor for schools': [],
};

const page = { limit: 200, cursor: undefined, after: undefined };
const tasks = { ...page, sort: 'number', counts: 'true' } as const;

let world: World;
beforeAll(async () => {
  world = await World.open();
  await foundTown(world);
  await world.moveTo('2022-11-01');
  for (const [index, [name, where]] of Object.entries(items).entries()) {
    await world.sql('INSERT INTO readout_text (hash, text) VALUES ($1, $2)', [`sha256:${name}`, name]);
    await world.readout(id(`readout ${name}`), imported(name));
    const number = `督〔2022〕${index + 1}号`;
    const directive = [proposed(`readout ${name}`, name), registered(number, { ...where, title: name }), issued(name)];
    await world.directive(id(`directive ${name}`), ...directive);
    await world.task(
      id(name),
      assigned({ ...where, number, title: name, directive: `directive ${name}` }),
      signedFor(),
    );
  }
  await world.readout(id('readout only proposed'), imported('only proposed'));
  await world.directive(id('only proposed'), proposed('readout only proposed', 'only proposed'));
  await world.caughtUp();
});
afterAll(() => world.close());

describe.each(everybody)('%s', (who) => {
  const sees = [...visible[who]].sort();
  const isClerk = who === 'clerk';

  it('finds in the ledger, and in its counts, what they may see', async () => {
    const { items, counts } = await world.ask(new ListTasks(viewer(who), tasks));
    expect(items.map(({ title }) => title).sort()).toEqual(sees);
    expect(counts?.total).toBe(sees.length);
  });

  it('finds those directives; the office the proposed ones too', async () => {
    const { items } = await world.ask(new ListDirectives(viewer(who), page));
    expect(items.map(({ title }) => title).sort()).toEqual([...sees, ...(isClerk ? ['only proposed'] : [])].sort());
  });

  it('finds the readouts of those directives', async () => {
    const { items } = await world.ask(new ListReadouts(viewer(who), page));
    const directives = items.flatMap(({ directiveIds }) => directiveIds);
    const expected = [...sees.map((name) => id(`directive ${name}`)), ...(isClerk ? [id('only proposed')] : [])];
    expect(directives.sort()).toEqual(expected.sort());
    expect(items).toHaveLength(expected.length);
  });

  it('is counted nothing else in the overview', async () => {
    const { tasks, directives, units, nextDue, changes } = await world.ask(new GetOverview(viewer(who), {}));
    expect(tasks['signed-for']).toBe(sees.length);
    expect(directives.issued).toBe(sees.length);
    expect(units.reduce((sum, { total }) => sum + total, 0)).toBe(sees.length);
    expect(nextDue.map(({ title }) => title).sort()).toEqual(sees);
    const told = [...new Set(changes.map(({ item }) => item.title))];
    expect(told.filter((title) => ![...sees, ...(isClerk ? ['only proposed'] : [])].includes(title as Item))).toEqual(
      [],
    );
    expect(told.length > 0).toBe(sees.length > 0);
  });

  it('has among their own tasks those that their unit leads', async () => {
    const { items } = await world.ask(new ListMyTasks(viewer(who), page));
    const own = {
      'roads liaison': ['led by roads'],
      'parks liaison': ['led by parks with roads'],
      'head of works': ['led by works'],
    };
    const expected = who === 'potholes liaison' ? sees : (own[who as keyof typeof own] ?? []);
    expect(items.map(({ title }) => title)).toEqual(expected);
  });

  it.each(Object.keys(items) as Item[])('opens the item %s only if they may', async (name) => {
    const each = [
      new GetTask(viewer(who), id(name), {}),
      new GetTaskHistory(viewer(who), id(name), page),
      new GetDirective(viewer(who), id(`directive ${name}`), {}),
      new GetDirectiveHistory(viewer(who), id(`directive ${name}`), page),
      new GetReadout(viewer(who), id(`readout ${name}`), {}),
    ];
    for (const query of each) {
      if (visible[who].includes(name)) await world.ask<unknown>(query);
      else await expect(world.ask<unknown>(query)).rejects.toThrow(NotFound);
    }
  });
});

describe('rights', () => {
  it('follow the task when it is handed to another unit', async () => {
    const world = await World.open();
    onTestFinished(() => world.close());
    await foundTown(world);
    const handed = { leadUnit: id('parks'), coUnits: [], reason: 'Theirs', signBy: '2022-11-02' };
    await world.task(id('moving'), assigned());
    await world.ask(new GetTask(viewer('roads liaison'), id('moving'), {}));
    const after = await world.task(id('moving'), { type: 'TaskReassigned', ...on('2022-11-01'), ...handed });
    await expect(world.ask(new GetTask(viewer('roads liaison'), id('moving'), {}))).rejects.toThrow(NotFound);
    const listed = async (who: Who) => (await world.ask(new ListTasks(viewer(who), { ...tasks, after }))).items.length;
    expect(await listed('roads liaison')).toBe(0);
    expect(await listed('parks liaison')).toBe(1);
  });

  it('do not make a directive out of a task, nor the other way round', async () => {
    const name = 'led by roads';
    await expect(world.ask(new GetTask(viewer('clerk'), id(`directive ${name}`), {}))).rejects.toThrow(NotFound);
    await expect(world.ask(new GetDirective(viewer('clerk'), id(name), {}))).rejects.toThrow(NotFound);
    await expect(world.ask(new GetTask(viewer('clerk'), id('nothing'), {}))).rejects.toThrow(NotFound);
  });
});
