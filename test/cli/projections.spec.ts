import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventLog } from '#libs/event-store';
import { eventSchemas } from '../../apps/server/src/event-schemas.ts';
import { assigned, id, reported, signedFor } from '../read-models/support/town.ts';
import { World } from '../read-models/support/world.ts';
import { duban } from './duban.ts';

const NAMES = ['organisation', 'directives', 'tasks', 'reminder-plan', 'kept-states'];

describe('duban projections', () => {
  let world: World;
  let log: EventLog;
  beforeAll(async () => {
    world = await World.open();
    log = new EventLog(world.config.databaseUrl, eventSchemas);
    await world.task(id('a task'), assigned(), signedFor(), reported(40));
    await world.caughtUp();
    await log.waitFor('reminder-plan', 3, 10_000);
  });
  afterAll(async () => {
    await log.close();
    await world.close();
  });

  const projections = (...args: string[]) =>
    duban(['projections', ...args], {
      DATABASE_URL: world.config.databaseUrl,
      DATABASE_OWNER_URL: world.config.databaseOwnerUrl,
    });

  it('list says how far each one is', async () => {
    const { code, stdout } = await projections('list');
    expect(code).toBe(0);
    const rows = stdout.trim().split('\n').slice(1);
    expect(rows.map((row) => row.split(/ {2,}/)[0])).toEqual(NAMES);
    for (const row of rows) expect(row).toMatch(/\d+ +0 +0$/);
  });

  it('verify finds what is not as the log says, exits with 1, and finds nothing after a rebuild', async () => {
    await world.sql(`UPDATE task_row SET title = 'forged' WHERE version = 2`);
    await world.sql(`DELETE FROM reminder_plan`);
    await world.sql(`UPDATE stream_state SET body = '{}'`);
    const wrong = await projections('verify');
    expect(wrong.code).toBe(1);
    expect(wrong.stdout).toContain(`task_row id ${id('a task')}: title is "forged", and should be "Mend the roads"`);
    expect(wrong.stdout).toContain('the row is missing');
    expect(wrong.stdout).toContain('A rebuild mends it: duban projections rebuild tasks reminder-plan kept-states');

    const rebuilt = await projections('rebuild', 'tasks', 'reminder-plan', 'kept-states');
    expect({ code: rebuilt.code, lines: rebuilt.stdout.trim().split('\n') }).toEqual({
      code: 0,
      lines: [
        expect.stringMatching(/^tasks: \d+ rows, up to position \d+; the swap took \d+ ms\.$/),
        expect.stringMatching(/^reminder-plan: \d+ rows/),
        expect.stringMatching(/^kept-states: \d+ rows/),
      ],
    });
    const right = await projections('verify');
    expect({ code: right.code, stdout: right.stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/tasks: \d+ rows are what a replay/),
    });
  });

  it('rebuild --all rebuilds all, while the server goes on with them', async () => {
    expect((await projections('rebuild', '--all')).code).toBe(0);
    await world.task(id('another task'), assigned(), signedFor());
    await world.caughtUp();
    expect((await projections('verify')).code).toBe(0);
  });

  it('says what there is to someone who names something else', async () => {
    const { code, stderr } = await projections('rebuild', 'delivery');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `There is no projection “delivery”. There are: ${NAMES.join(', ')}.\n`,
    });
    expect((await duban(['projections', 'rebuild'])).code).toBe(2);
    expect((await duban(['projections', 'drop', 'tasks'], { LANG: 'zh_CN.UTF-8' })).stderr).toContain('用法');
  });
});
