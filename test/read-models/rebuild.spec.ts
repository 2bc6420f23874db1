import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anyTaskHistory } from '#libs/directives/testing';
import { rebuildProjection, verifyProjection } from '#libs/event-store';
import { KeptStates } from '../../apps/server/src/commands/kept-states.ts';
import { asOwner } from '../../apps/server/src/operations/owner.ts';
import { projectionsOf } from '../../apps/server/src/operations/projections.ts';
import { catalogueOf } from '../event-store/support/tally.ts';
import { until } from '../support/until.ts';
import {
  assigned,
  foundTown,
  id,
  imported,
  issued,
  on,
  proposed,
  registered,
  signedFor,
  withUuids,
} from './support/town.ts';
import { World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await foundTown(world);
  await world.readout(id('a readout'), imported());
  await world.directive(id('a directive'), proposed('a readout'), registered('督〔2022〕1号'), issued('a task'));
});
afterAll(() => world.close());

const projections = () => projectionsOf(world.config);

async function everyRow(): Promise<unknown> {
  const tables = projections().flatMap(({ tables }) => tables.map(({ name }) => name));
  return Promise.all(
    tables.map(async (table) => [table, await world.sql(`SELECT * FROM ${table} AS r ORDER BY r::text`)]),
  );
}

async function caughtUp(): Promise<void> {
  await world.log.waitFor('reminder-plan', await world.caughtUp(), 10_000);
}

const rebuildAll = () =>
  asOwner(world.config, async (owner) => {
    for (const projection of projections()) await rebuildProjection(owner, projection, world.log.schemas);
  });

const differing = () =>
  asOwner(world.config, async (owner) => {
    const found: [string, unknown][] = [];
    for (const projection of projections()) {
      const { different, differences } = await verifyProjection(owner, projection, world.log.schemas);
      if (different > 0) found.push([projection.name, differences]);
    }
    return found;
  });

let tasks = 0;

describe('on any history', () => {
  it('live rows, rebuilt rows and a replay of the log are the same', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTaskHistory, { minLength: 1, maxLength: 5 }), fc.nat(), async (histories, step) => {
        const ids = histories.map(() => id(`any task ${tasks++}`));
        for (const [i, taskId] of ids.entries())
          await world.task(taskId, ...(histories[i]?.events ?? []).map(withUuids));
        await claimed(ids[step % ids.length] ?? '');
        await caughtUp();
        const live = await everyRow();
        expect(await differing()).toEqual([]);
        await rebuildAll();
        expect(await everyRow()).toEqual(live);
      }),
      { numRuns: 8 },
    );
  });
});

/** Tells of a claim of some step of the task, as the sweep does: an event of another stream that bears on the task's plan. */
async function claimed(taskId: string): Promise<void> {
  const [step] = await world.sql<{ rule: string; due_version: number; day: string }>(
    'SELECT rule, due_version, day::text FROM reminder_plan WHERE task_id = $1 ORDER BY at LIMIT 1',
    [taskId],
  );
  const { rule, due_version: dueVersion, day } = step ?? { rule: 'late', due_version: 1, day: '2022-12-26' };
  const steps = [{ taskId, rule, dueVersion, day, outcome: 'sent', personIds: [] }];
  const event = { type: 'RemindersClaimed', ...on('2022-12-01'), claimId: id(`claim ${tasks}`), steps };
  await world.log.append({
    streams: [{ streamId: id(`claims ${tasks++}`), expectedVersion: 0, events: [event] }],
    meta: { actor: 'system', correlationId: 'test', commandId: 'test' },
  });
}

describe('the tables of read models', () => {
  it('are the same after a rebuild in all but their rows', async () => {
    const names = projections().flatMap(({ tables }) => tables.map(({ name }) => name));
    const catalogue = () =>
      asOwner(world.config, (owner) =>
        Promise.all(
          names.map((name) =>
            catalogueOf(
              { query: async (sql: string, values: unknown[]) => ({ rows: await owner.query(sql, values) }) } as never,
              name,
            ),
          ),
        ),
      );
    const before = await catalogue();
    await rebuildAll();
    expect(await catalogue()).toEqual(before);
  });
});

describe('a server whose rows are of an older shape', () => {
  let deployed: World | undefined;
  afterEach(async () => {
    await deployed?.app.close();
    deployed = undefined;
  });

  it('rebuilds them at its start, and answers meanwhile', async () => {
    await caughtUp();
    const rows = await everyRow();
    await world.sql(`UPDATE checkpoint SET shape = 1 WHERE name = 'tasks'`);
    await world.sql(`UPDATE task_row SET title = 'as older code had it'`);
    deployed = await world.another();
    await until(
      async () => (await world.sql(`SELECT FROM task_row WHERE title = 'as older code had it'`)).length === 0,
    );
    expect(await everyRow()).toEqual(rows);
    await world.task(id('a task after the deployment'), assigned(), signedFor());
    await caughtUp();
    expect(await differing()).toEqual([]);
  });

  it('makes the kept states of an older shape anew, while commands go on', async () => {
    await world.sql(`UPDATE stream_state SET shape = 0, body = '{"of": "an older shape"}' WHERE decider = 'task'`);
    let isOver = false;
    const working = (async () => {
      for (let i = 0; !isOver; i++) await world.task(id(`a task meanwhile ${i}`), assigned(), signedFor());
    })();
    deployed = await world.another();
    await until(async () => !(await new KeptStates().inline.isOutdated(world.database.manager)));
    isOver = true;
    await working;
    await caughtUp();
    expect(await differing()).toEqual([]);
  });
});
