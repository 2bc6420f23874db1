import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AddedDestination, AuditPage, PingAnswer } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { addDestination, DESTINATIONS, disableDestinations } from './support/destinations.ts';
import { FarSide } from './support/far-side.ts';

let office: Office;
let farSide: FarSide;

beforeAll(async () => {
  farSide = await FarSide.start();
  office = await Office.open({ PRIVATE_ORIGINS: farSide.origin, SWEEP_INTERVAL_MS: '100' });
});
afterAll(async () => {
  await office.close();
  await farSide.stop();
});
afterEach(() => disableDestinations(office));

describe('a destination', () => {
  it('keeps its secrets: no answer, no audit entry, no row and no log has them', async () => {
    const { id, secret, address } = await addDestination(office, farSide);
    const [listed, audited] = [
      (await office.clerk.get(DESTINATIONS)).text,
      (await office.auditor.get('/api/v1/audit-entries')).text,
    ];
    const rows = JSON.stringify(await office.app.sql('SELECT d::text, to_jsonb(a) FROM destination d, audit_entry a'));
    const events = (await office.auditor.get('/api/v1/events?limit=200')).text;
    for (const text of [listed, audited, rows, events]) {
      expect(text).not.toContain(secret.slice(6));
      expect(text).not.toContain('k-secret');
    }
    const { items } = (await office.auditor.get('/api/v1/audit-entries')).as(AuditPage);
    expect(items.find(({ kind }) => kind === 'destination-added')).toMatchObject({ subject: id });
    expect(address).toContain('k-secret');
  });

  it('is added once, however often the request is sent; its secret is shown the first time', async () => {
    const body = { channel: 'webhook', name: '一次', address: `${farSide.origin}/once/${randomUUID()}` };
    const key = randomUUID();
    const first = (await office.clerk.post(DESTINATIONS, body, { key })).as(AddedDestination);
    const second = (await office.clerk.post(DESTINATIONS, body, { key })).as(AddedDestination);
    expect(second).toEqual({ id: first.id, secret: null });
    const other = { ...body, address: `${body.address}/other` };
    expect((await office.clerk.post(DESTINATIONS, other, { key })).outcome).toBe('422 idempotency.other-body');
    expect(first.secret).toMatch(/^whsec_/);
    expect((await office.clerk.post(DESTINATIONS, body)).outcome).toBe('409 destination.exists');
  });

  it.each([
    [{ address: 'http://example.com/' }, '422 destination.address-forbidden'],
    [{ address: 'https://127.0.0.1/' }, '422 destination.address-forbidden'],
    [{ address: 'https://[::ffff:10.0.0.1]/' }, '422 destination.address-forbidden'],
    [{ channel: 'wecom', address: 'https://example.com/' }, '422 destination.address-forbidden'],
    [{ address: 'https://example.com/\r\nX: y' }, '400 request.invalid'],
    [{ address: 'https://example.com/', secret: 'mine' }, '422 destination.no-secret'],
    [{ address: 'https://example.com/', unitId: randomUUID() }, '422 unit.unknown'],
    [{ address: 'https://example.com/', name: ' ' }, '400 request.invalid'],
  ])('%j is refused: %s', async (body, expected) => {
    const answer = await office.clerk.post(DESTINATIONS, { channel: 'webhook', name: '去处', ...body });
    expect(answer.outcome).toBe(expected);
  });

  it('that is disabled gets nothing, and says so when it is tried out', async () => {
    const hook = await addDestination(office, farSide);
    await office.clerk.post(`${DESTINATIONS}/${hook.id}/disable`, {});
    const { taken, error } = (await office.clerk.post(`${DESTINATIONS}/${hook.id}/ping`, {})).as(PingAnswer);
    expect([taken, error]).toEqual([false, '该去处已停用']);
    expect(hook.received()).toEqual([]);
  });
});
