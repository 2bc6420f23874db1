import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ReportAnswer, TaskPage } from '#libs/contracts';
import { EventLog } from '#libs/event-store';
import { readConfig } from '../../apps/server/src/config.ts';
import { openDatabase } from '../../apps/server/src/operations/open-database.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Office } from '../support/office.ts';
import { type PgBouncer, startPgBouncer } from '../support/pgbouncer.ts';
import { describeWith } from '../support/servers.ts';
import { until } from '../support/until.ts';

it('a way past the pooler without a pooler is a mistake', () => {
  expect(() => readConfig({ DATABASE_DIRECT_URL: 'postgres://duban@localhost/duban' })).toThrow(
    /DATABASE_DIRECT_URL: unset while DATABASE_URL is unset/,
  );
});

await describeWith('pgbouncer', 'A server behind PgBouncer in transaction mode', () => {
  let database: TestDatabase;
  let pooler: PgBouncer;
  let office: Office | undefined;

  beforeAll(async () => {
    database = await freshDatabase();
    pooler = await startPgBouncer(database.url, database.ownerUrl);
  });
  afterEach(async () => {
    await office?.close();
    office = undefined;
  });
  afterAll(async () => {
    await pooler.stop();
    await database.drop();
  });

  it('does all its work, of which only the queue and the listening go past the pooler', async () => {
    const open = await Office.open({ ROLES: 'api,projections,reminders,delivery' }, async (url) => ({
      DATABASE_URL: pooler.through(url),
      DATABASE_DIRECT_URL: url,
    }));
    office = open;
    const tasks = await Promise.all(Array.from({ length: 8 }, () => open.task({ signedFor: true })));
    for (const { id } of tasks) expect(await open.see(id)).toMatchObject({ status: 'signed-for' });
    const report = await open.liaison.post(`/api/v1/tasks/${tasks[0]?.id}/report-progress`, {
      percent: 40,
      text: '四成',
    });
    const { position } = report.as(ReportAnswer);
    const listed = (await open.clerk.get(`/api/v1/tasks?after=${position}`)).as(TaskPage);
    expect(listed.items).toHaveLength(8);

    const sessions = await sessionsOf(open);
    expect(sessions.filter(({ name }) => name === 'duban').length).toBeLessThanOrEqual(4);
    expect(sessions.map(({ name }) => name)).toContain('duban jobs');
  });

  it('is woken by the appends of others, and not only when it looks by itself', async () => {
    office = await Office.open({ ROLES: 'api' }, async (url) => ({
      DATABASE_URL: pooler.through(url),
      DATABASE_DIRECT_URL: url,
    }));
    const open = office;
    await until(async () => (await sessionsOf(open)).some(({ query }) => query === 'LISTEN event'));
    let rings = 0;
    open.app.server.app.get(EventLog).onAppend(() => {
      rings += 1;
    });
    await open.proposals();
    await until(() => rings > 0, { what: 'it is woken' });
  });

  it('does not start when it is not told how to get past the pooler, and says what to set', async () => {
    const { url, ownerUrl } = database;
    const [through, ownerThrough] = [pooler.through(url), pooler.through(ownerUrl)];
    const open = (settings: Record<string, string>) => openDatabase(readConfig(settings));
    await Promise.all([
      expect(open({ DATABASE_URL: through, DATABASE_OWNER_URL: ownerUrl })).rejects.toThrow(
        /set DATABASE_DIRECT_URL to/,
      ),
      expect(
        open({ DATABASE_URL: through, DATABASE_DIRECT_URL: url, DATABASE_OWNER_URL: ownerThrough }),
      ).rejects.toThrow(/set DATABASE_OWNER_URL to/),
    ]);
  });
});

async function sessionsOf({ app }: Office) {
  return app.sql<{ name: string; query: string }>(
    'SELECT application_name AS name, query FROM pg_stat_activity WHERE datname = current_database()',
  );
}
