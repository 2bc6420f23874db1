import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type DirectiveEvent, directiveDecider, type TaskEvent, type TaskState, taskDecider } from '#libs/directives';
import { anyTaskHistory } from '#libs/directives/testing';
import { until } from '../support/until.ts';
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
  withUuids,
} from './support/town.ts';
import { World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await foundTown(world);
});
afterAll(() => world.close());

/** The row that stood at a position. */
async function asOf(table: 'task_row' | 'directive_row', item: string, position: number) {
  const rows = await world.sql<{ version: number; status: string; state: object; change: string }>(
    `SELECT * FROM ${table} WHERE id = $1 AND valid_from <= $2 AND (valid_to IS NULL OR valid_to > $2)`,
    [item, position],
  );
  expect(rows.length).toBeLessThanOrEqual(1);
  return rows[0];
}

describe('the rows of items', () => {
  it('hold a task as it was at every position, though all its events came at once', async () => {
    const events = [assigned(), signedFor(), reported(40), ...extended('2022-12-28'), claimed(), closed()];
    const last = await world.task(id('a task'), ...events);
    await world.caughtUp();
    const first = last - events.length + 1;
    for (const [index, event] of events.entries()) {
      const state = events.slice(0, index + 1).reduce<TaskState>(taskDecider.evolve, taskDecider.initialState);
      const row = await asOf('task_row', id('a task'), first + index);
      expect(row).toMatchObject({ version: index + 1, change: event.type, status: state.status, state });
    }
    expect(await asOf('task_row', id('a task'), first - 1)).toBeUndefined();
    expect(await asOf('task_row', id('a task'), last + 1000)).toMatchObject({ status: 'closed' });
  });

  it('hold a directive as it was at every position, though its events came one by one', async () => {
    await world.readout(id('a readout'), imported());
    const events: DirectiveEvent[] = [proposed('a readout'), registered('督〔2022〕1号'), issued('a task')];
    const positions: number[] = [];
    for (const event of events) positions.push(await world.directive(id('a directive'), event));
    await world.caughtUp();
    for (const [index, position] of positions.entries()) {
      const state = events.slice(0, index + 1).reduce(directiveDecider.evolve, directiveDecider.initialState);
      expect(await asOf('directive_row', id('a directive'), position)).toMatchObject({ status: state.status, state });
    }
    expect(await asOf('directive_row', id('a directive'), (positions[0] ?? 0) - 1)).toBeUndefined();
  });

  it('tell which task was sent back and not answered since', async () => {
    const returnedNow = async () => {
      await world.caughtUp();
      const [row] = await world.sql(`SELECT returned FROM task_row WHERE id = $1 AND valid_to IS NULL`, [
        id('sent back'),
      ]);
      return row?.returned;
    };
    await world.task(id('sent back'), assigned(), signedFor(), claimed());
    expect(await returnedNow()).toBe(false);
    await world.task(id('sent back'), { type: 'CompletionReturned', ...on('2022-12-02'), reason: 'No proof' });
    expect(await returnedNow()).toBe(true);
    await world.task(id('sent back'), { type: 'TaskUrged', ...on('2022-12-03'), urgeId: id('urge'), text: 'Please' });
    expect(await returnedNow()).toBe(true);
    await world.task(id('sent back'), reported(90, '2022-12-04'));
    expect(await returnedNow()).toBe(false);
  });
});

describe('on any history', () => {
  it('the row of a task is the fold of its events, and one version follows on the other', async () => {
    let tasks = 0;
    await fc.assert(
      fc.asyncProperty(anyTaskHistory, async ({ events }) => {
        const taskId = id(`any task ${tasks++}`);
        const stored = events.map(withUuids);
        await world.task(taskId, ...stored);
        await world.caughtUp();
        const rows = await world.sql<{
          version: number;
          valid_from: string;
          valid_to: string | null;
          state: TaskState;
        }>('SELECT version, valid_from, valid_to, state FROM task_row WHERE id = $1 ORDER BY valid_from', [taskId]);
        expect(rows.map(({ version }) => version)).toEqual(stored.map((_, index) => index + 1));
        const ends = [...rows.map(({ valid_from }) => valid_from), null].slice(1);
        expect(rows.map(({ valid_to }) => valid_to)).toEqual(ends);
        const states = rows.map(({ state }) => state);
        expect(states).toEqual(
          stored.map((_, last) =>
            stored.slice(0, last + 1).reduce<TaskState>(taskDecider.evolve, taskDecider.initialState),
          ),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe('a stream that cannot be projected', () => {
  it('is parked and named, and the others go on', async () => {
    const world = await World.open();
    onTestFinished(() => world.close());
    const resumed: TaskEvent = { type: 'TaskResumed', ...on('2022-10-30'), reason: 'None was', deadline: null };
    await world.task(id('good before'), assigned());
    // No command gives this history: what was never suspended is resumed.
    await world.log.append({
      streams: [{ streamId: id('damaged'), expectedVersion: 0, events: [assigned(), resumed, signedFor()] }],
      meta: { actor: 'system', correlationId: 'test', commandId: 'test' },
    });
    await world.task(id('good after'), assigned(), signedFor());
    await world.caughtUp();
    const parked = await until(async () =>
      (await world.log.parkedStreams()).find(
        ({ subscription, streamId }) => subscription === 'tasks' && streamId === id('damaged'),
      ),
    );
    expect(parked).toMatchObject({ subscription: 'tasks' });
    expect(parked.error).toContain('TaskResumed');
    const rows = await world.sql(`SELECT id, version FROM task_row WHERE valid_to IS NULL AND id = ANY ($1)`, [
      [id('good before'), id('good after'), id('damaged')],
    ]);
    expect(rows).toHaveLength(3);
    expect(rows).toContainEqual({ id: id('damaged'), version: 1 });
    expect(rows).toContainEqual({ id: id('good after'), version: 2 });
  });
});
