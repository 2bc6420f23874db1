import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { CommandAnswer } from '#libs/contracts';
import { type CuttingProxy, cuttingProxy } from '../event-store/support/cutting-proxy.ts';
import { type FrameProxy, frameProxy } from '../event-store/support/frame-proxy.ts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';

let office: Office;
let proxy: Pick<CuttingProxy, 'close'>;

/** Only appends commit in this process, so the commit that is cut is a command's. */
async function openThrough<Proxy extends CuttingProxy | FrameProxy>(make: (url: string) => Promise<Proxy>) {
  let made: Proxy | undefined;
  office = await Office.open({ ROLES: 'api' }, async (url) => {
    made = await make(url);
    return { DATABASE_URL: made.url };
  });
  proxy = made as Proxy;
  return made as Proxy;
}
afterEach(async () => {
  await office.close();
  await proxy.close();
});

describe('a database that goes away in mid-request', () => {
  it('loses nothing: the same requests with the same keys are answered as if nothing had happened', async () => {
    const cutting = await openThrough(cuttingProxy);
    const proposals = await Promise.all(Array.from({ length: 6 }, () => office.proposals()));
    const requests = proposals.map(({ first }) => ({ path: `/api/v1/directives/${first}/drop`, key: randomUUID() }));
    const send = () =>
      Promise.all(requests.map(({ path, key }) => office.clerk.post(path, { reason: '阅知' }, { key })));

    cutting.cutAnswerOfNextAppend();
    const told = await send();
    const cut = told.filter(({ status }) => status !== 200);
    expect(cut.length).toBeGreaterThan(0);
    for (const answer of cut) {
      expect(answer.outcome).toBe('503 server.database-away');
      expect(answer.headers.get('retry-after')).toBe('1');
    }

    const again = await send();
    expect(again.map((answer) => answer.as(CommandAnswer).version)).toEqual(requests.map(() => 2));
    for (const [i, answer] of told.entries()) if (answer.status === 200) expect(again[i]?.text).toBe(answer.text);
    const dropped = await office.app.sql(`SELECT stream_id FROM event WHERE type = 'DirectiveDropped'`);
    expect(dropped).toHaveLength(requests.length);
  });

  it('is told as a problem while it is gone, by every kind of request', async () => {
    await openThrough(cuttingProxy);
    const { first } = await office.proposals();
    await proxy.close();
    for (const answer of [
      await office.clerk.get('/api/v1/tasks'),
      await office.clerk.post(`/api/v1/directives/${first}/drop`, { reason: '阅知' }),
      await office.app.stranger.post('/api/v1/session', { username: 'clerk', password: 'wrong' }),
    ]) {
      expect([answer.outcome, answer.headers.get('retry-after')]).toEqual(['503 server.database-away', '1']);
      expect(answer.text).not.toMatch(/ECONN|postgres|127\.0\.0\.1/);
    }
    expect((await office.app.stranger.get('/health/ready')).status).toBe(503);
    expect((await office.app.stranger.get('/health/live')).status).toBe(200);
  });

  it('in the moment in which a connection is made costs that request, and not the server', async () => {
    const uncaught: Error[] = [];
    const note = (error: Error) => uncaught.push(error);
    process.on('uncaughtExceptionMonitor', note);
    const frames = await openThrough(frameProxy);
    frames.endNextGreeting();
    await office.app.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const outcome = async () => (await office.clerk.get('/api/v1/tasks')).outcome;
    const outcomes = [await outcome()];
    await until(async () => outcomes[outcomes.push(await outcome()) - 1] === '200');
    expect(new Set(outcomes)).toEqual(new Set(['503 server.database-away', '200']));
    process.off('uncaughtExceptionMonitor', note);
    expect(uncaught).toEqual([]);
  });
});
