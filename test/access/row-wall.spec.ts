import { Client as Postgres } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, SearchAnswer, TaskPage } from '#libs/contracts';
import type { Viewer } from '../../apps/server/src/access/viewer.ts';
import { CONFIG, type Config } from '../../apps/server/src/config.ts';
import { RowWall } from '../../apps/server/src/read-models/row-wall.ts';
import { Office } from '../support/office.ts';

let office: Office;
let below: Postgres;
let task: { id: string; directiveId: string };
beforeAll(async () => {
  office = await Office.open();
  below = new Postgres({ connectionString: office.app.server.app.get<Config>(CONFIG).databaseUrl });
  await below.connect();
  task = await office.task();
  const { position } = (await office.clerk.post(`/api/v1/tasks/${task.id}/urge`, { text: '请速办' })).as(CommandAnswer);
  for (const list of ['tasks', 'directives'])
    expect((await office.clerk.get(`/api/v1/${list}?after=${position}`)).status).toBe(200);
});
afterAll(async () => {
  await below.end();
  await office.close();
});

/** What SQL finds of the task and its directive, with the server's own login, in the name of these units and posts. */
async function found(settings: { units?: string[]; posts?: string[] }, sql = '') {
  await below.query('BEGIN; SET LOCAL ROLE duban_reader');
  try {
    for (const [name, ids] of Object.entries(settings))
      await below.query('SELECT set_config($1, $2, true)', [`duban.${name}`, `{${ids.join(',')}}`]);
    const { rows } = await below.query(
      sql ||
        `SELECT id FROM task_row WHERE id = '${task.id}' UNION SELECT id FROM directive_row WHERE id = '${task.directiveId}'`,
    );
    return rows.length;
  } finally {
    await below.query('ROLLBACK');
  }
}

describe('below the doors', () => {
  it('SQL finds what lies with the units and posts of the transaction, and nothing else', async () => {
    expect(await found({ units: [office.unit('Industry Bureau')] })).toBe(2);
    expect(await found({ units: [office.unit('Finance Bureau')] })).toBe(2);
    expect(await found({ posts: [office.leaderPost] })).toBe(2);
    expect(await found({ units: [office.unit('Water Bureau')], posts: [office.unit('Industry Bureau')] })).toBe(0);
    expect(await found({})).toBe(0);
    expect(await found({}, 'SELECT FROM task_row UNION ALL SELECT FROM directive_row')).toBe(0);
  });

  it('a transaction that is over leaves no right behind on its connection', async () => {
    await found({ units: [office.unit('Industry Bureau')] });
    expect(await found({})).toBe(0);
  });

  it('the reader changes nothing, and reads no secret', async () => {
    const units = [office.unit('Industry Bureau')];
    await expect(found({ units }, `UPDATE task_row SET title = '改'`)).rejects.toThrow('permission denied');
    for (const table of ['account', 'session', 'api_token', 'setup_link'])
      await expect(found({ units }, `SELECT FROM ${table}`)).rejects.toThrow('permission denied');
  });
});

describe('a list that forgets whom it is for', () => {
  const nobody = {
    postIds: [],
    leaderPostIds: [],
    unitIds: [],
    isOffice: false,
    isFounding: false,
    clearance: 'internal',
  } as const;
  const viewer = (unit: string): Viewer => ({
    ...{ personId: unit, language: 'zh', roles: ['liaison'], ...nobody, visibleUnitIds: [office.unit(unit)] },
  });
  const forgetful = (unit: string) => {
    const database = office.app.server.app.get(DataSource);
    const read = () =>
      Promise.all([1, 2].map(() => database.query('SELECT id FROM task_row WHERE id = $1', [task.id])));
    return office.app.server.app.get(RowWall).readAs(viewer(unit), read);
  };

  it('still shows each their own', async () => {
    expect(await forgetful('Industry Bureau')).toEqual([[{ id: task.id }], [{ id: task.id }]]);
    expect(await forgetful('Water Bureau')).toEqual([[], []]);
  });

  it('gives its connection back as it was, also after a query that failed', async () => {
    const wall = office.app.server.app.get(RowWall);
    const database = office.app.server.app.get(DataSource);
    for (let i = 0; i < 20; i++) {
      const failing = wall.readAs(viewer('Water Bureau'), () => database.query('SELECT FROM account'));
      await expect(failing).rejects.toThrow('permission denied');
    }
    expect(await database.query('SELECT current_user = session_user AS same')).toEqual([{ same: true }]);
  });
});

describe('through the doors', () => {
  it('everybody finds what they may, as before', async () => {
    const sibling = await office.app.signIn('liaison.water');
    const listed = async (who = office.liaison) =>
      (await who.get(`/api/v1/tasks?directive=${task.directiveId}`)).as(TaskPage).items.map(({ id }) => id);
    expect([await listed(), await listed(sibling), await listed(office.leader)]).toEqual([[task.id], [], [task.id]]);
    const hits = async (who = office.liaison) =>
      (await who.get(`/api/v1/search?q=${encodeURIComponent('大干')}`)).as(SearchAnswer).items.length;
    expect([await hits(), await hits(sibling)]).toEqual([expect.any(Number), 0]);
  });
});
