import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Light, type LightContext, lightAt, type TaskState } from '#libs/directives';
import { anyTaskHistory } from '#libs/directives/testing';
import { LIGHT_CONTEXT } from '../../apps/server/src/read-models/light-context.ts';
import { LIGHT, TaskVersion } from '../../apps/server/src/read-models/tasks.ts';
import { id, withUuids } from './support/town.ts';
import { World } from './support/world.ts';

const MINUTE_MS = 60_000;

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

describe('the light of a row', () => {
  it('is in SQL what it is in the pure function, for every version of any task at any instant after it', async () => {
    const context = world.app.get<LightContext>(LIGHT_CONTEXT);
    const seen = new Set<Light>();
    let tasks = 0;
    await fc.assert(
      fc.asyncProperty(
        anyTaskHistory,
        fc.array(fc.nat({ max: 120 * 24 * 60 }), { minLength: 5 }),
        async ({ events }, minutes) => {
          const taskId = id(`any task ${tasks++}`);
          await world.task(taskId, ...events.map(withUuids));
          await world.caughtUp();
          for (const minute of minutes) {
            const rows = await world.sql<{ state: TaskState; changed_at: Date }>(
              'SELECT state, changed_at FROM task_row WHERE id = $1',
              [taskId],
            );
            for (const { state, changed_at } of rows) {
              if (state.status === 'none') throw new Error('No task has a row before it exists');
              const now = new Date(changed_at.getTime() + minute * MINUTE_MS).toISOString();
              const { light } = lightAt(state, now, context);
              seen.add(light);
              expect(await lightInSql(taskId, state.version, now), `${state.status} at ${now}`).toBe(light);
            }
          }
        },
      ),
      { numRuns: 15 },
    );
    expect(seen.size).toBeGreaterThanOrEqual(4);
  });
});

async function lightInSql(taskId: string, version: number, now: string): Promise<Light> {
  const row = await world.database
    .createQueryBuilder(TaskVersion, 'task')
    .select(LIGHT, 'light')
    .where('task.id = :taskId AND task.version = :version', { taskId, version })
    .setParameter('now', now)
    .getRawOne<{ light: Light }>();
  if (!row) throw new Error(`No row of ${taskId} at version ${version}`);
  return row.light;
}
