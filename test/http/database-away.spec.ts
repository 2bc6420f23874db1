import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { CommandAnswer } from '#libs/contracts';
import { type CuttingProxy, cuttingProxy } from '../event-store/support/cutting-proxy.ts';
import { Office } from '../support/office.ts';

let office: Office;
let proxy: CuttingProxy;

/** Only appends commit in this process, so the commit that is cut is a command's. */
async function openThroughProxy(): Promise<void> {
  office = await Office.open({ ROLES: 'api' }, async (url) => {
    proxy = await cuttingProxy(url);
    return { DATABASE_URL: proxy.url };
  });
}
afterEach(async () => {
  await office.close();
  await proxy.close();
});

describe('a database that goes away in mid-request', () => {
  it('loses nothing: the same requests with the same keys are answered as if nothing had happened', async () => {
    await openThroughProxy();
    const proposals = await Promise.all(Array.from({ length: 6 }, () => office.proposals()));
    const requests = proposals.map(({ first }) => ({ path: `/api/v1/directives/${first}/drop`, key: randomUUID() }));
    const send = () =>
      Promise.all(requests.map(({ path, key }) => office.clerk.post(path, { reason: '阅知' }, { key })));

    proxy.cutAnswerOfNextAppend();
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
    await openThroughProxy();
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
});
