import { afterEach, describe, expect, it } from 'vitest';
import { ladderFor, noSettings, type SettingsEvent, type Step, type TaskEvent } from '#libs/directives';
import { verifyProjection } from '#libs/event-store';
import { ListDeliveries } from '../../apps/server/src/delivery/list-deliveries.ts';
import { ListInbox } from '../../apps/server/src/delivery/list-inbox.ts';
import { asOwner } from '../../apps/server/src/operations/owner.ts';
import { projectionsOf } from '../../apps/server/src/operations/projections.ts';
import { REMINDER_PLAN } from '../../apps/server/src/reminders/reminder-plan.ts';
import { ids } from './support/office.ts';
import { clerkViewer, liaisonViewer } from './support/viewers.ts';
import { assigned, newTask, signedFor, World } from './support/world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});
async function town(): Promise<World> {
  const world = await World.open();
  worlds.push(world);
  return world;
}

const usual = ladderFor(noSettings, 'default').steps;
const stepOf = (rule: string, change: Partial<Step> = {}): Step => {
  const step = usual.find((one) => one.rule === rule);
  if (!step) throw new Error(`The default ladder has no ${rule}`);
  return { ...step, ...change };
};
const ladderSet = (at: string, steps: readonly Step[], name = 'default'): SettingsEvent => ({
  ...{ type: 'LadderSet', at, by: ids.clerk, name, title: { zh: '从严', en: 'Strict' }, steps },
});
const by = (at: string, ladder: string): TaskEvent => ({ type: 'LadderChosen', at, by: ids.clerk, ladder });

async function plan(world: World): Promise<string[]> {
  expect(await world.log.waitFor(REMINDER_PLAN, await world.log.head(), 10_000)).toBe(true);
  const rows = await world.sql<{ step: string }>(
    `SELECT rule || ' ' || day::text AS step FROM reminder_plan ORDER BY at, rule`,
  );
  return rows.map(({ step }) => step);
}

describe('a ladder that the office changes', () => {
  it('plans every open task that goes by it anew, and no other; a rebuild gives the same', async () => {
    const world = await town();
    const at = world.at('2022-10-26', '10:00');
    const [one, other, closed] = [newTask(), newTask(), newTask()];
    await world.task(one, assigned(at, '2022-11-11'), signedFor(at));
    await world.task(other, assigned(at, '2022-11-11'), signedFor(at), by(at, '13710'));
    const kind = 'not-implemented' as const;
    await world.task(closed, assigned(at, '2022-11-11'), signedFor(at), {
      type: 'TaskClosed',
      at,
      by: ids.clerk,
      kind,
      reason: '并',
    });
    const before = await plan(world);

    await world.settings(ladderSet(at, [stepOf('due-day'), stepOf('due-7d', { rule: 'due-5d', after: { days: -5 } })]));

    const [mine, rest] = [
      ['due-5d 2022-11-04', 'due-day 2022-11-11'],
      before.filter((step) => step.startsWith('13710')),
    ];
    expect(await plan(world)).toEqual(expect.arrayContaining([...mine, ...rest]));
    expect(await world.sql('SELECT rule FROM reminder_plan WHERE task_id = $1 ORDER BY at', [one])).toEqual([
      { rule: 'due-5d' },
      { rule: 'due-day' },
    ]);
    await asOwner(world.config, async (owner) => {
      const projection = projectionsOf(world.config).find(({ name }) => name === REMINDER_PLAN);
      if (!projection) throw new Error('There is a plan');
      const { different, rows } = await verifyProjection(owner, projection, world.log.schemas, { portionSize: 3 });
      expect([different, rows > 4]).toEqual([0, true]);
    });
  });

  it('sends nothing again that was sent, and passes over what its new steps would have said before', async () => {
    const world = await town();
    const at = world.at('2022-10-26', '10:00');
    await world.task(newTask(), assigned(at, '2022-11-11'), signedFor(at));
    await world.live('2022-11-04', 1);
    await world.settings(
      ladderSet(world.at('2022-11-07', '08:00'), [
        ...usual,
        stepOf('due-7d', { rule: 'due-10d', after: { days: -10 } }),
      ]),
    );
    await world.live('2022-11-07', 5);

    expect(await world.told({ superseded: true })).toEqual([
      '2022-11-04 due-7d liaison',
      '2022-11-07 due-10d superseded',
      '2022-11-08 due-3wd liaison',
      '2022-11-10 due-1wd liaison',
      '2022-11-11 due-day liaison',
    ]);
  });
});

describe('a step of a ladder', () => {
  it('goes up the line only while the alert before was left lying', async () => {
    const world = await town();
    const at = world.at('2022-10-26', '10:00');
    const head = stepOf('due-1wd', { rule: 'head', to: ['head'], unless: 'acknowledged' });
    await world.settings(ladderSet(at, [stepOf('due-3wd'), head]));
    const [heeded, left] = [newTask(), newTask()];
    for (const task of [heeded, left]) await world.task(task, assigned(at, '2022-11-11'), signedFor(at));
    await world.live('2022-11-08', 1);
    await world.sql('UPDATE inbox_alert SET acknowledged_at = clock_timestamp() WHERE task_id = $1', [heeded]);
    await world.live('2022-11-09', 2);

    expect(await world.told()).toEqual([
      ...['2022-11-08 due-3wd liaison', '2022-11-08 due-3wd liaison'],
      '2022-11-10 head head',
      '2022-11-10 head withheld',
    ]);
    const { items } = await world.queries.execute(new ListDeliveries(clerkViewer(), { limit: 10, status: 'withheld' }));
    expect(items).toMatchObject([{ taskId: heeded, rule: 'head', person: null }]);
  });

  it('has a time of its own, comes to several at once, and is called as the office calls it', async () => {
    const world = await town();
    const at = world.at('2022-10-26', '10:00');
    const title = { zh: '下班前再问', en: 'Before you go home' };
    await world.settings(ladderSet(at, [stepOf('due-day', { to: ['responsible', 'office'], time: '16:30', title })]));
    await world.task(newTask(), assigned(at, '2022-11-11'), signedFor(at));
    await world.live('2022-11-11', 1);
    expect(await world.told()).toEqual([]);
    await world.moveTo('2022-11-11', '16:30');
    await world.sweep();

    expect((await world.told()).sort()).toEqual(['2022-11-11 due-day clerk', '2022-11-11 due-day liaison']);
    const [row] = await world.sql<{ about: object }>('SELECT about FROM inbox_alert');
    expect(row?.about).toMatchObject({ ruleTitle: title });
  });
});

describe('a step for others than the lead unit', () => {
  it('comes to whoever answers for the co-units, and to the leader in charge', async () => {
    const world = await town();
    const at = world.at('2022-10-26', '10:00');
    const steps = [
      stepOf('due-3wd', { to: ['co-units'] }),
      stepOf('due-1wd', { to: ['leader-in-charge'] }),
      stepOf('due-day', { to: ['co-units', 'leader-in-charge'] }),
    ];
    await world.settings(ladderSet(at, steps));
    const event = assigned(at, '2022-11-11', '2022-10-27', ids.roads);
    await world.task(
      newTask(),
      { ...event, coUnits: [ids.water], leaderInCharge: ids.headPost } as TaskEvent,
      signedFor(at),
    );
    for (const day of ['2022-11-08', '2022-11-10', '2022-11-11']) await world.live(day, 1);

    expect((await world.told()).sort()).toEqual([
      '2022-11-08 due-3wd liaison',
      '2022-11-10 due-1wd head',
      '2022-11-11 due-day head',
      '2022-11-11 due-day liaison',
    ]);
  });
});

describe('a weekly report', () => {
  it('is asked for once, withheld when it came, urged when it is missed, and then goes up', async () => {
    const world = await town();
    const at = world.at('2022-10-26', '10:00');
    const [diligent, silent] = [newTask(), newTask()];
    const cycle = { kind: 'weekly', weekday: 2, time: '12:00', roll: 'second-after' } as const;
    for (const task of [diligent, silent]) {
      const weekly = { ...assigned(at, null), ladder: 'weekly', cycle } as TaskEvent;
      await world.task(task, weekly, signedFor(at));
    }
    const report = {
      type: 'ProgressReported',
      reportId: newTask(),
      unit: ids.water,
      percent: 10,
      period: null,
    } as const;
    await world.task(diligent, { ...report, at: world.at('2022-10-29'), by: ids.liaison, text: '已完成勘察' });
    await world.live('2022-10-31', 5);

    expect(await world.told()).toEqual([
      '2022-10-31 report-due liaison',
      '2022-11-02 report-missed liaison',
      '2022-11-03 report-missed-head head',
      '2022-11-04 report-missed-office clerk',
    ]);
    const rows = await world.sql<{ report: object }>(`SELECT DISTINCT about -> 'report' AS report FROM inbox_alert`);
    const { items } = await world.queries.execute(new ListInbox(liaisonViewer(), { limit: 1 }));
    expect(items[0]?.body).toContain('12:00');
    expect(rows).toEqual([{ report: { period: '2022-W44', due: '2022-11-01', time: '12:00' } }]);
  });
});
