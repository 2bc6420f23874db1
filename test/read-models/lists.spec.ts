import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { TaskPage, TaskQuery } from '#libs/contracts';
import type { TaskEvent } from '#libs/directives';
import { InvalidCursor, ReadModelBehind } from '../../apps/server/src/read-models/errors.ts';
import { ListDirectives, ListMyTasks, ListTasks } from '../../apps/server/src/read-models/queries.ts';
import { assigned, claimed, closed, foundTown, id, on, reported, returned, signedFor, viewer } from './support/town.ts';
import { World } from './support/world.ts';

const TODAY = '2022-11-21';
const ledger: TaskQuery = { limit: 50, sort: 'number' };

/** The ledger of the tests, each task called after what is special about it; all led by roads unless said otherwise. */
const tasks: Record<string, TaskEvent[]> = {
  'overdue and not signed': [assigned({ number: '督〔2022〕1号', dueDate: '2022-11-18' })],
  'due soon': [assigned({ number: '督〔2022〕2号', dueDate: '2022-11-23' }), signedFor(), reported(90, '2022-11-20')],
  'not signed': [assigned({ number: '督〔2022〕3号', dueDate: '2023-03-31', day: '2022-11-20' })],
  behind: [assigned({ number: '督〔2022〕4号', dueDate: '2023-01-31' }), signedFor()],
  'on track': [assigned({ number: '督〔2022〕9号', dueDate: '2023-03-30' }), signedFor(), reported(50, '2022-11-20')],
  standing: [assigned({ number: '督〔2022〕10号', dueDate: null }), signedFor(), reported(10, '2022-11-20')],
  'sent back': [
    ...[assigned({ number: '督〔2022〕11号', dueDate: '2023-05-31' }), signedFor()],
    ...[claimed('2022-11-18'), returned('2022-11-20')],
  ],
  'in review': [assigned({ number: '督〔2022〕12号' }), signedFor(), claimed('2022-11-18')],
  closed: [assigned({ number: '督〔2022〕13号' }), signedFor(), claimed('2022-11-18'), closed('2022-11-19')],
  'with parks 100%': [
    ...[
      assigned({
        number: '督〔2022〕14号',
        leadUnit: 'parks',
        coUnits: ['roads'],
        dueDate: '2023-05-30',
        directive: 'other',
      }),
    ],
    ...[signedFor(), reported(50, '2022-11-20')],
  ],
};
const names = Object.keys(tasks);

let world: World;
beforeAll(async () => {
  world = await openWithTasks();
});
afterAll(() => world.close());

async function openWithTasks(): Promise<World> {
  const opened = await World.open();
  await foundTown(opened);
  await opened.moveTo(TODAY);
  for (const [name, [first, ...rest]] of Object.entries(tasks)) {
    await opened.task(id(name), { ...(first as TaskEvent & { type: 'TaskAssigned' }), title: name }, ...rest);
  }
  await opened.caughtUp();
  return opened;
}

async function titles(query: Partial<TaskQuery>): Promise<string[]> {
  const { items } = await world.ask(new ListTasks(viewer('clerk'), { ...ledger, ...query }));
  return items.map(({ title }) => title);
}

describe('the ledger is filtered', () => {
  it('by light', async () => {
    expect(await titles({ light: 'overdue' })).toEqual(['overdue and not signed']);
    expect(await titles({ light: 'due-soon' })).toEqual(['due soon']);
    expect(await titles({ light: 'not-signed' })).toEqual(['not signed']);
    expect(await titles({ light: 'behind' })).toEqual(['behind']);
    expect(await titles({ light: 'done' })).toEqual(['closed']);
    expect(await titles({ light: 'on-track' })).toEqual([
      'on track',
      'standing',
      'sent back',
      'in review',
      'with parks 100%',
    ]);
  });
  it('by status, and by being open', async () => {
    expect(await titles({ status: 'in-review' })).toEqual(['in review']);
    expect(await titles({ open: 'false' })).toEqual(['closed']);
    expect(await titles({ open: 'true' })).toHaveLength(names.length - 1);
  });
  it('by unit, lead or not, and by directive', async () => {
    expect(await titles({ unit: id('parks') })).toEqual(['with parks 100%']);
    expect(await titles({ unit: id('roads') })).toContain('with parks 100%');
    expect(await titles({ leadUnit: id('parks') })).toEqual(['with parks 100%']);
    expect(await titles({ leadUnit: id('roads') })).not.toContain('with parks 100%');
    expect(await titles({ directive: id('other') })).toEqual(['with parks 100%']);
    expect(await titles({ parent: id('behind') })).toEqual([]);
  });
  it('by due date, both days counted', async () => {
    expect(await titles({ dueFrom: '2022-11-18', dueTo: '2022-11-23' })).toEqual([
      'overdue and not signed',
      'due soon',
    ]);
    expect(await titles({ dueTo: '2022-11-17' })).toEqual([]);
  });
  it('by part of number or title, in which % and _ are nothing special', async () => {
    expect(await titles({ q: '〕10号' })).toEqual(['standing']);
    expect(await titles({ q: 'SENT' })).toEqual(['sent back']);
    expect(await titles({ q: '100%' })).toEqual(['with parks 100%']);
    expect(await titles({ q: 'd_e' })).toEqual([]);
  });
  it('and counts all pages by light, as if no light were asked for', async () => {
    const { items, counts } = await world.ask(
      new ListTasks(viewer('clerk'), { ...ledger, light: 'on-track', counts: 'true', limit: 2 }),
    );
    expect(items).toHaveLength(2);
    expect(counts).toEqual({
      total: 5,
      lights: { overdue: 1, 'due-soon': 1, behind: 1, 'on-track': 5, done: 1, 'not-signed': 1, suspended: 0 },
    });
  });
});

describe('the ledger is sorted', () => {
  it('by number as people read it: 9 before 10', async () => {
    expect(await titles({ sort: 'number' })).toEqual(names);
  });
  it('by due date, standing tasks last', async () => {
    const sorted = await titles({ sort: 'due' });
    expect(sorted.slice(0, 2)).toEqual(['overdue and not signed', 'due soon']);
    expect(sorted.at(-1)).toBe('standing');
  });
  it('by last change, newest first', async () => {
    expect(await titles({ sort: 'changed' })).toEqual([...names].reverse());
  });
});

describe('pages', () => {
  it.each(['due', 'number', 'changed'] as const)('sorted by %s hold every row once', async (sort) => {
    const all: string[] = [];
    let cursor: string | null = null;
    do {
      const page: TaskPage = await world.ask(
        new ListTasks(viewer('clerk'), { limit: 3, sort, ...(cursor && { cursor }) }),
      );
      all.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor);
    expect(all).toEqual(await titles({ sort }));
  });

  it('neither repeat nor hide a row when others come between them', async () => {
    const world = await openWithTasks();
    onTestFinished(() => world.close());
    const page = (cursor?: string) =>
      world.ask(new ListTasks(viewer('clerk'), { ...ledger, limit: 4, ...(cursor && { cursor }) }));
    const first = await page();
    await world.task(id('before'), assigned({ number: '督〔2022〕3号-01', title: 'before the cursor' }));
    await world.task(id('after'), assigned({ number: '督〔2022〕10号-01', title: 'after the cursor' }));
    await world.task(id('behind'), reported(5, TODAY));
    await world.caughtUp();
    const second = await page(first.nextCursor ?? '');
    const third = await page(second.nextCursor ?? '');
    const seen = [first, second, third].flatMap(({ items }) => items.map(({ title }) => title));
    expect(seen).toEqual([...names.slice(0, 6), 'after the cursor', ...names.slice(6)]);
    expect(third.nextCursor).toBeNull();
  });

  it('refuse a cursor of another order, of another list, and one made up', async () => {
    const { nextCursor } = await world.ask(new ListTasks(viewer('clerk'), { ...ledger, limit: 1 }));
    const madeUp = Buffer.from(JSON.stringify(['tasks-by-due', 'tomorrow', 'x'])).toString('base64url');
    const refused = [
      new ListTasks(viewer('clerk'), { limit: 1, sort: 'due', cursor: nextCursor ?? '' }),
      new ListTasks(viewer('clerk'), { limit: 1, sort: 'due', cursor: madeUp }),
      new ListTasks(viewer('clerk'), { limit: 1, sort: 'due', cursor: '*' }),
    ];
    for (const query of refused) await expect(world.ask(query)).rejects.toThrow(InvalidCursor);
    await expect(
      world.ask(new ListDirectives(viewer('clerk'), { limit: 1, cursor: nextCursor ?? '' })),
    ).rejects.toThrow(InvalidCursor);
  });
});

describe('my tasks', () => {
  it('are those that wait for my unit, the most pressing first', async () => {
    const { items } = await world.ask(new ListMyTasks(viewer('roads liaison'), { limit: 50 }));
    expect(items.map(({ title, need }) => [title, need])).toEqual([
      ['overdue and not signed', 'overdue'],
      ['sent back', 'returned'],
      ['not signed', 'sign-for'],
      ['due soon', 'due-soon'],
      ['behind', 'behind'],
      ['on track', 'under-way'],
      ['standing', 'under-way'],
    ]);
  });
  it('come in pages too', async () => {
    const first = await world.ask(new ListMyTasks(viewer('roads liaison'), { limit: 3 }));
    const second = await world.ask(
      new ListMyTasks(viewer('roads liaison'), { limit: 9, cursor: first.nextCursor ?? '' }),
    );
    expect(second.items.map(({ title }) => title)).toEqual(['due soon', 'behind', 'on track', 'standing']);
  });
});

describe('a query that must not be older than a position', () => {
  it('waits until that position is projected', async () => {
    const world = await openWithTasks();
    onTestFinished(() => world.close());
    for (let percent = 60; percent < 70; percent++) {
      const after = await world.task(id('on track'), reported(percent, TODAY));
      const { items } = await world.ask(new ListTasks(viewer('clerk'), { ...ledger, q: 'on track', after }));
      expect(items).toMatchObject([{ percent, position: after }]);
    }
  });
  it('gives up after a while and says which read model is behind', async () => {
    const world = await World.open({ roles: ['api'] });
    onTestFinished(() => world.close());
    const after = await world.task(id('unseen'), assigned(), {
      type: 'TaskDisputed',
      ...on('2022-10-29'),
      reason: 'Not ours',
    });
    const refused = world.ask(new ListTasks(viewer('clerk'), { ...ledger, after }));
    await expect(refused).rejects.toThrow(ReadModelBehind);
    await expect(refused).rejects.toMatchObject({ readModel: 'tasks', position: after, retryAfterSeconds: 1 });
  });
});
