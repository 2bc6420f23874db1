import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chinaCalendar, nameOfEdition } from '#libs/calendar';
import { CONFIG, type Config } from '../../apps/server/src/config.ts';
import { startServer } from '../../apps/server/src/server.ts';
import { TestApp } from '../support/app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

/** Servers that start at once beside the running one, and stop again. */
async function start(...changes: Partial<Config>[]): Promise<void> {
  const config: Config = app.server.app.get(CONFIG);
  const roles = new Set(['api', 'projections'] as const);
  const servers = await Promise.all(changes.map((change) => startServer({ ...config, roles, port: 0, ...change })));
  await Promise.all(servers.map((server) => server.stop()));
}

async function adopted(): Promise<{ calendar: string; edition: string; by: string; rest: string[] }[]> {
  return app.sql(
    `SELECT data ->> 'calendar' AS calendar, data ->> 'edition' AS edition, data ->> 'by' AS by, data #> '{days,rest}' AS rest
     FROM event WHERE type = 'CalendarAdopted' ORDER BY position`,
  );
}

describe('the working calendar with which a server comes up', () => {
  it('is told to the log once, however many servers start with it; another one is told again', async () => {
    const china = { calendar: 'cn', edition: chinaCalendar.version, by: 'system' };
    const [first, ...more] = await adopted();
    expect(more).toEqual([]);
    expect(first).toMatchObject(china);
    expect(first?.rest.length).toBeGreaterThan(10);

    await start({}, {});
    expect(await adopted()).toHaveLength(1);

    const weekends = { workingCalendar: 'weekends' };
    await start(weekends, weekends);
    await start({});
    expect((await adopted()).map(({ calendar }) => calendar)).toEqual(['cn', 'weekends', 'cn']);
    expect(nameOfEdition(chinaCalendar.version)).toBe('cn');
  });

  it('does nothing in a server that keeps no read models', async () => {
    const before = await adopted();
    await start({ roles: new Set(['api']), workingCalendar: 'weekends' });
    expect(await adopted()).toEqual(before);
  });
});
