import { expect, it } from 'vitest';
import { channelsOf } from '../../apps/server/src/delivery/channels.ts';
import { insertDeliveries } from '../../apps/server/src/delivery/insert-deliveries.ts';
import { Projections } from '../../apps/server/src/projections.ts';
import { claimDue } from '../../apps/server/src/reminders/claim-due.ts';
import { currentOrganisation } from '../../apps/server/src/reminders/current-organisation.ts';
import { REMINDER_PLAN } from '../../apps/server/src/reminders/reminder-plan.ts';
import { onEachBackend } from './support/backends.ts';
import { ids } from './support/office.ts';
import { assigned, newTask, signedFor, type World } from './support/world.ts';

const PLAN = 'SELECT task_id, rule, due_version, day::text, at, step, period FROM reminder_plan ORDER BY task_id, rule';

async function dueTask(world: World, due = '2022-11-11') {
  const [task, at] = [newTask(), world.at('2022-10-26', '10:00')];
  await world.task(task, assigned(at, due), signedFor(at));
  return task;
}

async function planned(world: World): Promise<void> {
  expect(await world.log.waitFor(REMINDER_PLAN, await world.log.head(), 10_000)).toBe(true);
}

/** The plan, made again from nothing but the log, while the server runs. */
async function rebuildPlan(world: World): Promise<void> {
  await world.database.transaction(async (manager) => {
    await manager.query(`SELECT FROM checkpoint WHERE name = '${REMINDER_PLAN}' FOR UPDATE`);
    await manager.query('DELETE FROM reminder_plan');
    await manager.query('DELETE FROM reminder_task');
    await manager.query(`UPDATE checkpoint SET position = 0 WHERE name = '${REMINDER_PLAN}'`);
  });
  await planned(world);
}

/** What a sweep does up to the commit of a claim, and then the process is gone. */
async function claimAndDie(world: World): Promise<number> {
  await planned(world);
  const organisation = await currentOrganisation(world.log);
  return claimDue(world.database, { organisation, channels: channelsOf(world.config), plan: world.plan });
}

await onEachBackend('reminders when things go wrong', (open) => {
  it('after ten days off only the newest step is sent; the others are superseded, none is lost', async () => {
    const world = await open();
    await dueTask(world);
    await world.moveTo('2022-11-14', '15:00');

    await world.sweep();

    expect(await world.told()).toEqual(['2022-11-14 late liaison', '2022-11-14 late-office clerk']);
    const superseded = (await world.told({ superseded: true })).filter((line) => line.endsWith('superseded'));
    expect(superseded.map((line) => line.split(' ')[1])).toEqual(['due-1wd', 'due-3wd', 'due-7d', 'due-day']);
    const [event] = await world.events('RemindersClaimed');
    expect(event).toMatchObject({
      steps: expect.arrayContaining([expect.objectContaining({ outcome: 'superseded' })]),
    });
  });

  it('goes on from the day of a late claim, not from the days that were missed', async () => {
    const world = await open();
    await dueTask(world);
    await world.moveTo('2022-11-16', '15:00');
    await world.sweep();
    expect(await world.sweep()).toBe(0);

    await world.live('2022-11-17', 2);

    expect(await world.told()).toEqual(
      ['2022-11-16', '2022-11-17', '2022-11-18'].flatMap((day) => [`${day} late liaison`, `${day} late-office clerk`]),
    );
  });

  it('sweepers that race claim every step once', async () => {
    const world = await open();
    for (let i = 0; i < 60; i++) await dueTask(world);
    await world.moveTo('2022-11-04');
    const others = await Promise.all([world.another(), world.another()]);

    const claims = await Promise.all(
      [world, ...others].flatMap((each) => Array.from({ length: 4 }, () => claimAndDie(each))),
    );
    await Promise.all([world, ...others].map((each) => each.sweep()));

    expect(claims.reduce((sum, steps) => sum + steps, 0)).toBe(60);
    expect(
      await world.sql('SELECT count(*)::int AS n, count(DISTINCT task_id)::int AS tasks FROM inbox_alert'),
    ).toEqual([{ n: 60, tasks: 60 }]);
    const steps = (await world.events('RemindersClaimed')).flatMap((event) => ('steps' in event ? [event.steps] : []));
    expect(steps.flat()).toHaveLength(60);
  });

  it('two claims that both mean to write one step, as when a new plan is swapped in meanwhile, write it once', async () => {
    const world = await open();
    const step = {
      task_id: await dueTask(world),
      rule: 'due-7d',
      due_version: 1,
      day: '2022-11-04',
      step: { to: ['responsible'] as const, channels: null },
    };
    const about = { number: '1', title: '渠', dueDate: '2022-11-11', signBy: '2022-10-27', today: '2022-11-04' };
    const recipients = [{ personId: ids.liaison, hasEmail: false }];
    const addressed = [
      {
        step,
        about,
        ladder: { name: 'default', version: 0 },
        outgoing: { readyAt: '2022-11-04T01:00:00.000Z', due: '2022-11-11', inDigest: true },
        outcome: 'sent' as const,
        recipients,
        leadUnit: ids.water,
      },
    ];
    const organisation = await currentOrganisation(world.log);
    const channels = channelsOf(world.config);
    const write = (claimId: string) =>
      world.database.transaction((manager) =>
        insertDeliveries(manager, { claimId, claimedAt: new Date() }, addressed, {
          channels,
          organisation,
          plan: world.plan,
        }),
      );

    await Promise.all([write(newTask()), write(newTask())]);

    expect(await world.sql('SELECT d.rule FROM delivery d JOIN inbox_alert a USING (id)')).toEqual([
      { rule: 'due-7d' },
    ]);
  });

  it('a crash between the claim and its event: the next sweep tells the log once, and nobody is told twice', async () => {
    const world = await open();
    await dueTask(world, '2022-11-03');
    await world.moveTo('2022-11-04');
    expect(await claimAndDie(world)).toBeGreaterThan(0);
    expect(await world.events('RemindersClaimed')).toEqual([]);

    await world.sweep();
    await world.sweep();

    expect(await world.events('RemindersClaimed')).toHaveLength(1);
    expect(await world.told()).toEqual(['2022-11-04 late liaison', '2022-11-04 late-office clerk']);
    await world.live('2022-11-07', 1);
    expect(await world.told()).toContain('2022-11-07 late liaison');
  });

  it('a crash before the claim is committed leaves everything to the next sweep', async () => {
    const world = await open();
    await dueTask(world);
    await world.moveTo('2022-11-04');
    await planned(world);
    const { database } = world;
    const dying = database.transaction(async (manager) => {
      await claimDue(
        Object.assign(Object.create(database), {
          transaction: (work: (m: typeof manager) => unknown) => work(manager),
        }),
        {
          organisation: await currentOrganisation(world.log),
          channels: channelsOf(world.config),
          plan: world.plan,
        },
      );
      throw new Error('killed');
    });
    await expect(dying).rejects.toThrow('killed');
    expect(await world.told()).toEqual([]);

    await world.sweep();

    expect(await world.told()).toEqual(['2022-11-04 due-7d liaison']);
  });

  it('the plan made anew from the log is the same, and nothing goes out twice', async () => {
    const world = await open();
    await dueTask(world);
    await dueTask(world, '2022-11-03');
    await world.live('2022-11-01', 4);
    await planned(world);
    const [plan, told] = [await world.sql(PLAN), await world.told()];

    await rebuildPlan(world);
    await world.sweep();

    expect(await world.sql(PLAN)).toEqual(plan);
    expect(await world.told()).toEqual(told);
    expect(plan.length).toBeGreaterThan(3);
  });

  it('a plan made anew does not know of a claim that the log was not told of; still nobody is told twice', async () => {
    const world = await open();
    await dueTask(world);
    await world.moveTo('2022-11-04');
    await claimAndDie(world);

    await rebuildPlan(world);
    await world.sweep();

    expect(await world.told()).toEqual(['2022-11-04 due-7d liaison']);
    expect(await world.events('RemindersClaimed')).toHaveLength(1);
  });

  it('a task whose newest event is not planned yet is left alone: what was just closed is not warned of', async () => {
    const world = await open();
    const task = await dueTask(world);
    await planned(world);
    await world.moveTo('2022-11-04');
    await world.app.get(Projections).beforeApplicationShutdown();
    const at = world.at('2022-11-04');
    await world.task(task, { type: 'TaskClosed', at, by: ids.clerk, kind: 'implemented', reason: '完成' });

    await world.sweep();

    expect(await world.told()).toEqual([]);
  });
});
