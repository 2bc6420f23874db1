import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ExistingTask,
  type Light,
  type LightContext,
  type LightThresholds,
  lightAt,
  noSettings,
  settingsDecider,
  type TaskEvent,
  type TaskState,
  taskDecider,
} from '#libs/directives';
import { anyTaskHistory, anyThresholds } from '#libs/directives/testing';
import { verifyProjection } from '#libs/event-store';
import { SETTINGS_STREAM } from '../../apps/server/src/commands/stream-ids.ts';
import { asOwner } from '../../apps/server/src/operations/owner.ts';
import { projectionsOf } from '../../apps/server/src/operations/projections.ts';
import { type DayContext, LIGHT_CONTEXT } from '../../apps/server/src/read-models/light-context.ts';
import { stoodAt } from '../../apps/server/src/read-models/moments.ts';
import { LIGHT, TaskVersion } from '../../apps/server/src/read-models/tasks.ts';
import { id, withUuids } from './support/town.ts';
import { World } from './support/world.ts';

const MINUTE_MS = 60_000;
const LONGEST = 120 * 24 * 60;

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

describe('the light of a row', () => {
  it('is in SQL what it is in the pure function, for every version of any task at any instant after it', async () => {
    const context: LightContext = { ...world.app.get<DayContext>(LIGHT_CONTEXT), thresholds: await present() };
    const seen = new Set<Light>();
    let tasks = 0;
    await fc.assert(
      fc.asyncProperty(
        anyTaskHistory,
        fc.array(fc.nat({ max: LONGEST }), { minLength: 5 }),
        async ({ events }, minutes) => {
          const taskId = id(`any task ${tasks++}`);
          await world.task(taskId, ...events.map(withUuids));
          await world.caughtUp();
          const rows = await world.sql<{ state: ExistingTask; changed_at: Date; valid_from: string }>(
            'SELECT state, changed_at, valid_from FROM task_row WHERE id = $1',
            [taskId],
          );
          for (const minute of minutes) {
            for (const { state, changed_at, valid_from } of rows) {
              const now = new Date(changed_at.getTime() + minute * MINUTE_MS).toISOString();
              const { light } = lightAt(state, now, context);
              seen.add(light);
              expect(await lightInSql(taskId, Number(valid_from), now), `${state.status} at ${now}`).toBe(light);
            }
          }
        },
      ),
      { numRuns: 15 },
    );
    expect(seen.size).toBeGreaterThanOrEqual(4);
  });

  it('follows the thresholds that the office sets, and is at any past moment what it was by those of then', async () => {
    const days = world.app.get<DayContext>(LIGHT_CONTEXT);
    let tasks = 0;
    let differently = 0;
    await fc.assert(
      fc.asyncProperty(
        anyTaskHistory,
        fc.array(fc.tuple(fc.nat(), anyThresholds), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat({ max: LONGEST }), { minLength: 4, maxLength: 6 }),
        async ({ events, lastAt }, changes, minutes) => {
          const taskId = id(`judged otherwise ${tasks++}`);
          let state: TaskState = taskDecider.initialState;
          let thresholds = (await present()) as LightThresholds;
          const moments: { position: number; state: ExistingTask; at: string; thresholds: LightThresholds }[] = [];
          for (const [place, event] of events.map(withUuids).entries()) {
            let position = await world.task(taskId, event as TaskEvent);
            state = taskDecider.evolve(state, event as TaskEvent);
            if (state.status === 'none') throw new Error('A task begins with its assignment');
            moments.push({ position, state, at: event.at, thresholds });
            for (const [, other] of changes.filter(([when]) => when % events.length === place)) {
              thresholds = other;
              position = await set(other, lastAt);
              moments.push({ position, state, at: event.at, thresholds });
            }
          }
          await world.caughtUp();
          for (const minute of minutes) {
            for (const { position, state: then, at, thresholds: ofThen } of moments) {
              const now = new Date(Date.parse(at) + minute * MINUTE_MS).toISOString();
              const { light } = lightAt(then, now, { ...days, thresholds: ofThen });
              if (lightAt(then, now, { ...days, thresholds }).light !== light) differently += 1;
              expect(await lightInSql(taskId, position, now), `${then.status} at ${position}`).toBe(light);
            }
            const last = moments.at(-1);
            if (!last) continue;
            const now = new Date(Date.parse(lastAt) + minute * MINUTE_MS).toISOString();
            expect(await lightInSql(taskId, null, now)).toBe(lightAt(last.state, now, { ...days, thresholds }).light);
          }
        },
      ),
      { numRuns: 15 },
    );
    expect(differently).toBeGreaterThan(0);
    await asOwner(world.config, async (owner) => {
      const projection = projectionsOf(world.config).find(({ name }) => name === 'tasks');
      if (!projection) throw new Error('There are rows of tasks');
      const { different, rows } = await verifyProjection(owner, projection, world.log.schemas, { portionSize: 50 });
      expect([different, rows > 15]).toEqual([0, true]);
    });
    const [revised] = await world.sql<{ count: number }>(
      'SELECT count(*)::int AS count FROM task_row WHERE lights_were IS NOT NULL',
    );
    expect(revised?.count).toBeGreaterThan(0);
  });
});

async function present(): Promise<LightThresholds> {
  const events = await world.log.readStream(SETTINGS_STREAM);
  return events.reduce((state, { event }) => settingsDecider.evolve(state, event as never), noSettings).thresholds;
}

function set(thresholds: LightThresholds, at: string): Promise<number> {
  const event = { type: 'LightThresholdsSet', at, by: id('clerk'), thresholds } as const;
  return world.append(settingsDecider, SETTINGS_STREAM, [event]);
}

/** By the row that stood at the position, null: that stands. */
async function lightInSql(taskId: string, position: number | null, now: string): Promise<Light> {
  const row = await world.database
    .createQueryBuilder(TaskVersion, 'task')
    .select(LIGHT, 'light')
    .where('task.id = :taskId', { taskId })
    .andWhere(...stoodAt({ position }, 'task'))
    .setParameters({ now, asOf: position })
    .getRawOne<{ light: Light }>();
  if (!row) throw new Error(`No row of ${taskId} at ${position}`);
  return row.light;
}
