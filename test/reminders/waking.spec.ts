import { expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { onEachBackend, wipeQueues } from './support/backends.ts';
import { assigned, newTask, signedFor } from './support/world.ts';

await onEachBackend('what wakes the sweep', (open) => {
  it('an alarm does, at the instant at which something is due', async () => {
    const world = await open({ roles: ['projections', 'reminders'] });
    await world.moveTo('2022-11-11', '08:59');
    await world.sql(`UPDATE business_clock SET offset_ms = offset_ms + 59000`);
    await world.refreshClock();
    const at = world.at('2022-11-11', '08:00');
    await world.task(newTask(), assigned(at, '2022-11-18'), signedFor(at));

    const told = await until(async () => {
      const lines = await world.told();
      return lines.length > 0 && lines;
    });

    expect(told).toEqual(['2022-11-11 due-7d liaison']);
    const [{ claimed_at } = { claimed_at: new Date(0) }] = await world.sql<{ claimed_at: Date }>(
      'SELECT claimed_at FROM delivery',
    );
    expect(claimed_at.toISOString() >= world.at('2022-11-11')).toBe(true);
  });

  it('the interval does, whatever became of the queue', async () => {
    const world = await open({ roles: ['projections', 'reminders'], sweepIntervalMs: 100 });
    const at = world.at('2022-10-26', '10:00');
    await world.task(newTask(), assigned(at, '2022-11-11'), signedFor(at));
    await wipeQueues(world);
    await world.moveTo('2022-11-04');

    await until(async () => (await world.told()).length > 0);

    expect(await world.told()).toEqual(['2022-11-04 due-7d liaison']);
  });
});
