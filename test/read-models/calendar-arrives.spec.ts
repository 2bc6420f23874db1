import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calendarNamed, daysAround, nameOfEdition } from '#libs/calendar';
import { type CalendarAdopted, type Light, settingsDecider } from '#libs/directives';
import { verifyProjection } from '#libs/event-store';
import { SETTINGS_STREAM } from '../../apps/server/src/commands/stream-ids.ts';
import { asOwner } from '../../apps/server/src/operations/owner.ts';
import { projectionsOf } from '../../apps/server/src/operations/projections.ts';
import { GetTask } from '../../apps/server/src/read-models/queries.ts';
import { REMINDER_PLAN } from '../../apps/server/src/reminders/reminder-plan.ts';
import { assigned, foundTown, id, imported, issued, proposed, registered, signedFor, viewer } from './support/town.ts';
import { at, World } from './support/world.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

/** The edition of 2022 knows nothing of 2023; that of 2023 has the Spring Festival from 21 to 27 January, and then a working weekend. */
function edition(name: 'cn-2022' | 'cn-2023', number: string, day: string): CalendarAdopted {
  const version = `cn/chinese-days-${number}`;
  const days = daysAround(calendarNamed(name), 2022);
  return {
    type: 'CalendarAdopted',
    at: at(day),
    by: 'system',
    calendar: nameOfEdition(version),
    edition: version,
    days,
  };
}

describe('the calendar of the next year, when it arrives', () => {
  it('reckons lights and reminders of open tasks anew, and leaves the past the lights that it had', async () => {
    await foundTown(world);
    await world.readout(id('readout'), imported());
    await world.directive(id('directive'), proposed('readout'), registered('督〔2022〕1号'), issued('a'));
    await world.append(settingsDecider, SETTINGS_STREAM, [edition('cn-2022', '1.4.9', '2022-10-28')]);
    await world.task(id('a'), assigned({ dueDate: '2023-01-30', day: '2022-12-20' }), signedFor('2023-01-16'));
    await world.caughtUp();
    expect(await stepsBefore()).toEqual(['2023-01-25']);

    await world.moveTo('2023-01-20', '12:00');
    expect(await lightAt(undefined)).toBe('behind');
    const after = await world.append(settingsDecider, SETTINGS_STREAM, [edition('cn-2023', '1.4.10', '2023-01-20')]);
    await world.caughtUp();
    await world.log.waitFor(REMINDER_PLAN, after, 10_000);

    // Three working days before: by weekends alone from the 25th, by the published calendar from the 20th.
    expect(await stepsBefore()).toEqual(['2023-01-20']);
    expect(await lightAt(undefined)).toBe('due-soon');
    const [row] = await world.sql<{ due_soon_at: Date; lights_were: { until: number; dueSoonAt: string }[] }>(
      'SELECT due_soon_at, lights_were FROM task_row WHERE id = $1 AND valid_to IS NULL',
      [id('a')],
    );
    expect(row?.due_soon_at.toISOString()).toBe(at('2023-01-20', '00:00'));
    expect(row?.lights_were.map(({ until, dueSoonAt }) => [until, dueSoonAt])).toEqual([
      [after, at('2023-01-25', '00:00')],
    ]);
    await world.moveTo('2023-01-22', '12:00');
    expect(await lightAt(at('2023-01-20', '11:00'))).toBe('behind');
    expect(await lightAt(String(after))).toBe('due-soon');

    await asOwner(world.config, async (owner) => {
      for (const name of ['tasks', REMINDER_PLAN]) {
        const projection = projectionsOf(world.config).find((one) => one.name === name);
        if (!projection) throw new Error(`There is no ${name}`);
        const { different } = await verifyProjection(owner, projection, world.log.schemas, { portionSize: 50 });
        expect([name, different]).toEqual([name, 0]);
      }
    });
  });
});

/** The days of the step of the third working day before the date. */
async function stepsBefore(): Promise<string[]> {
  const rows = await world.sql<{ day: string }>(
    `SELECT day::text AS day FROM reminder_plan WHERE task_id = $1 AND rule = 'due-3wd'`,
    [id('a')],
  );
  return rows.map(({ day }) => day);
}

async function lightAt(asOf: string | undefined): Promise<Light> {
  const { light } = await world.ask(new GetTask(viewer('clerk'), id('a'), { as_of: asOf }));
  return light;
}
