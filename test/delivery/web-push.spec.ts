import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { AddedPushSubscription, DeliveryPage, DemoClock, PushKey, PushSubscriptionPage } from '#libs/contracts';
import { Office } from '../support/office.ts';
import { until } from '../support/until.ts';
import { FarSide, type Received } from './support/far-side.ts';

const PATH = '/api/v1/push/subscriptions';
let office: Office;
let farSide: FarSide;
let days = 10;

beforeAll(async () => {
  farSide = await FarSide.start();
  farSide.answer = (_, response) => response.writeHead(201).end();
  office = await Office.open({ PRIVATE_ORIGINS: farSide.origin, SWEEP_INTERVAL_MS: '100' });
});
afterAll(async () => {
  await office.close();
  await farSide.stop();
});
afterEach(async () => {
  farSide.answer = (_, response) => response.writeHead(201).end();
  for (const { id } of await subscriptions()) await office.liaison.delete(`${PATH}/${id}`);
});

const subscriptions = async () => (await office.liaison.get(PATH)).as(PushSubscriptionPage).items;

/** A browser: its keys, and where its maker takes notices for it. */
class Browser {
  readonly ecdh = createECDH('prime256v1');
  readonly auth = randomBytes(16);
  readonly path = `/push/${randomBytes(9).toString('base64url')}`;

  constructor() {
    this.ecdh.generateKeys();
  }

  get subscription() {
    const keys = { p256dh: this.ecdh.getPublicKey('base64url'), auth: this.auth.toString('base64url') };
    return { endpoint: farSide.origin + this.path, keys, expirationTime: null };
  }

  received(): Received[] {
    return farSide.received.filter(({ url }) => url.pathname === this.path);
  }

  /** RFC 8188 and 8291. */
  read({ bytes }: Received): { id: string; title: string; body: string } {
    const [salt, keyLength] = [bytes.subarray(0, 16), bytes.readUInt8(20)];
    const senderKey = bytes.subarray(21, 21 + keyLength);
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), this.ecdh.getPublicKey(), senderKey]);
    const input = Buffer.from(hkdfSync('sha256', this.ecdh.computeSecret(senderKey), this.auth, info, 32));
    const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16));
    const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12));
    const sealed = bytes.subarray(21 + keyLength);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString());
  }
}

async function subscribed(): Promise<Browser & { id: string }> {
  const browser = new Browser();
  const { id } = (await office.liaison.post(PATH, browser.subscription)).as(AddedPushSubscription);
  return Object.assign(browser, { id });
}

async function taskFallsDue(): Promise<string> {
  days += 3;
  const { id } = await office.task({ dueDate: office.inDays(days), signedFor: true });
  (await office.clerk.post('/api/v1/demo/clock', { to: office.inDays(days) })).as(DemoClock);
  return id;
}

const delivered = (task: string) =>
  until(async () => {
    const list = await office.auditor.get(`/api/v1/deliveries?task=${task}&channel=web-push`);
    const { items } = list.as(DeliveryPage);
    return items.length > 0 && items.every(({ status }) => status !== 'waiting' && status !== 'sending') && items;
  });

describe('a notice in the browser', () => {
  it('is signed with the key that the browser knows, and only the browser can read it', async () => {
    const browser = await subscribed();
    const task = await taskFallsDue();
    expect((await delivered(task)).map(({ status }) => status)).toContain('sent');

    const [request] = browser.received();
    if (!request) throw new Error('nothing came');
    const { publicKey } = (await office.liaison.get('/api/v1/push/key')).as(PushKey);
    const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(request.headers.authorization ?? '') ?? [];
    expect(key).toBe(publicKey);
    const [header, claims, signature = ''] = token.split('.');
    const point = Buffer.from(publicKey, 'base64url');
    const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
    const signer = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
    const signed = Buffer.from(`${header}.${claims}`);
    const good = { key: signer, dsaEncoding: 'ieee-p1363' as const };
    expect(verify('sha256', signed, good, Buffer.from(signature, 'base64url'))).toBe(true);
    expect(JSON.parse(Buffer.from(claims ?? '', 'base64url').toString())).toMatchObject({
      aud: farSide.origin,
      sub: 'mailto:duban@localhost',
    });
    expect(request.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });

    expect(browser.read(request)).toMatchObject({ title: expect.stringMatching(/^督办提醒（\d+ 项）$/) });
    expect(() => new Browser().read(request)).toThrow();
  });

  it('is no longer sent to a browser that is no more; the others get it', async () => {
    const [gone, here] = [await subscribed(), await subscribed()];
    farSide.answer = ({ url }, response) => response.writeHead(url.pathname === gone.path ? 410 : 201).end();

    const items = await delivered(await taskFallsDue());

    expect(items.every(({ status }) => status === 'sent')).toBe(true);
    expect(here.received()).not.toEqual([]);
    expect((await subscriptions()).map(({ id }) => id)).toEqual([here.id]);
  });

  it('that no browser can take any more is given up, with its reason', async () => {
    await subscribed();
    farSide.answer = (_, response) => response.writeHead(404).end();
    const [first] = await delivered(await taskFallsDue());
    expect(first).toMatchObject({ status: 'dead', error: expect.stringContaining('HTTP 404') });
    expect(await subscriptions()).toEqual([]);
  });

  it('is not made for whoever has switched it off, or has no browser', async () => {
    const browser = await subscribed();
    const usual = { channelsOff: [], digestTime: null, quietHours: null, workingDaysOnly: false };
    const preferences = '/api/v1/notification-preferences';
    await office.liaison.post(preferences, { ...usual, channelsOff: ['web-push'] });
    const task = await taskFallsDue();
    const told = (await office.auditor.get(`/api/v1/deliveries?task=${task}`)).as(DeliveryPage).items;
    expect(told.map(({ channel }) => channel)).toContain('in-app');
    expect(told.map(({ channel }) => channel)).not.toContain('web-push');
    expect(browser.received()).toEqual([]);
    await office.liaison.post(preferences, usual);
  });
});

describe('a browser', () => {
  it('that subscribes again is the same one, of whoever is signed in', async () => {
    const browser = new Browser();
    const first = (await office.liaison.post(PATH, browser.subscription)).as(AddedPushSubscription);
    const again = (await office.clerk.post(PATH, browser.subscription)).as(AddedPushSubscription);
    expect(again).toEqual(first);
    expect(await subscriptions()).toEqual([]);
    expect((await office.liaison.delete(`${PATH}/${first.id}`)).outcome).toBe('404 item.not-found');
    expect((await office.clerk.delete(`${PATH}/${first.id}`)).status).toBe(204);
  });

  it.each([
    [{ endpoint: 'https://127.0.0.1/push' }, '422 destination.address-forbidden'],
    [{ endpoint: 'http://push.example/' }, '422 destination.address-forbidden'],
    [{ endpoint: 'https://push.example/\nX: y' }, '400 request.invalid'],
    [{ keys: { p256dh: 'AAAA', auth: 'AAAAAAAAAAAAAAAAAAAAAA' } }, '400 request.invalid'],
  ])('%j is refused: %s', async (wrong, expected) => {
    const body = { ...new Browser().subscription, ...wrong };
    expect((await office.liaison.post(PATH, body)).outcome).toBe(expected);
  });
});
