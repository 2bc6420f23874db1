import type { lookup } from 'node:dns';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPublic, outsideUrl } from '../../apps/server/src/delivery/outside/address.ts';
import { type Outside, post } from '../../apps/server/src/delivery/outside/post.ts';
import { FarSide } from './support/far-side.ts';
import { failureOf } from './support/messages.ts';

const none = new Set<string>();

/** In a thread of its own, so that it goes on while this one stands still. Tells where it listens, and of every request before it answers. */
const ANSWERS_SOON = `
  const { parentPort } = require('node:worker_threads');
  const server = require('node:http').createServer((request, response) => {
    setTimeout(() => response.end('taken'), 100);
    parentPort.postMessage('asked');
  });
  server.listen(0, '127.0.0.1', () => parentPort.postMessage('http://127.0.0.1:' + server.address().port));`;

describe('an address is public', () => {
  it.each([
    '8.8.8.8',
    '203.0.112.1',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '2606:4700::1111',
    '::ffff:8.8.8.8',
  ])('when it is %s', (address) => expect(isPublic(address)).toBe(true));

  it.each([
    ...['127.0.0.1', '127.1.2.3', '0.0.0.0', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
    ...['169.254.169.254', '100.64.0.1', '100.127.255.255', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1'],
    ...['203.0.113.1', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'ff02::1', '2001:db8::1', 'fec0::1'],
    ...['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1'],
    ...[
      '2002:7f00:1::',
      '2001::1',
      '100::1',
      '4000::1',
      '0x7f.1',
      '2130706433',
      '0177.0.0.1',
      '127.1',
      'example.com',
      '',
    ],
  ])('and not when it is %s', (address) => expect(isPublic(address)).toBe(false));
});

describe('nothing is sent to', () => {
  it.each([
    ['http://example.com/', 'not https'],
    ['ftp://example.com/', 'not https'],
    ['file:///etc/passwd', 'not https'],
    ['https://user:secret@example.com/', 'with a user name'],
    ['https://example.com/\r\nHost: inside', 'not a URL'],
    ['https://exa mple.com/', 'not a URL'],
    ['https://', 'not a URL'],
    ['https://127.0.0.1/', 'not a public address'],
    ['https://127.1/', 'not a public address'],
    ['https://2130706433/', 'not a public address'],
    ['https://0x7f000001/', 'not a public address'],
    ['https://0177.0.0.1/', 'not a public address'],
    ['https://①②⑦.⓪.⓪.①/', 'not a public address'],
    ['https://169.254.169.254/latest/meta-data/', 'not a public address'],
    ['https://[::1]/', 'not a public address'],
    ['https://[::ffff:127.0.0.1]/', 'not a public address'],
    ['https://[fd00::1]:8443/', 'not a public address'],
  ])('%j: %s', (address, why) => {
    expect(() => outsideUrl(address, none)).toThrow(`address-forbidden: ${why}`);
  });

  it('an origin that is listed only for another port, name or scheme', () => {
    const listed = new Set(['http://10.1.2.3:8080']);
    expect(outsideUrl('http://10.1.2.3:8080/hook', listed).pathname).toBe('/hook');
    for (const other of ['http://10.1.2.3:8081/', 'https://10.1.2.3:8080/', 'http://10.1.2.4:8080/'])
      expect(() => outsideUrl(other, listed)).toThrow('address-forbidden');
  });
});

describe('a POST outside', () => {
  let farSide: FarSide;
  beforeEach(async () => {
    farSide = await FarSide.start();
  });
  afterEach(() => farSide.stop());

  const listed = (): Outside => ({ privateOrigins: new Set([farSide.origin]) });
  const send = (address: string, outside: Outside) => post(address, { headers: {}, body: '{}' }, outside);

  it('does not reach this machine by a name that leads to it', async () => {
    const { failure, final } = await failureOf(send(`https://localhost:${farSide.port}/`, { privateOrigins: none }));
    expect([failure, final]).toEqual(['address-forbidden', true]);
    expect(farSide.connections).toBe(0);
  });

  it('resolves a name once, so that a second answer, which leads inside, is never asked for', async () => {
    let asked = 0;
    const rebinding = ((_: string, __: object, done: (error: null, addresses: object[]) => void) => {
      asked += 1;
      done(null, [{ address: asked === 1 ? '2606:4700::1111' : '127.0.0.1', family: asked === 1 ? 6 : 4 }]);
    }) as typeof lookup;
    await failureOf(
      send(`https://rebinding.example:${farSide.port}/`, { privateOrigins: none, resolve: rebinding, limitMs: 500 }),
    );
    expect(asked).toBe(1);
    expect(farSide.connections).toBe(0);
  });

  it('refuses a name with one public address and one inside', async () => {
    const mixed = ((_: string, __: object, done: (error: null, addresses: object[]) => void) =>
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])) as typeof lookup;
    const sending = send(`https://mixed.example:${farSide.port}/`, { privateOrigins: none, resolve: mixed });
    expect((await failureOf(sending)).failure).toBe('address-forbidden');
  });

  it('does not follow a redirect', async () => {
    farSide.answer = (_, response) => response.writeHead(302, { location: `${farSide.origin}/inside` }).end();
    expect((await send(`${farSide.origin}/hook`, listed())).status).toBe(302);
    expect(farSide.received.map(({ url }) => url.pathname)).toEqual(['/hook']);
  });

  it('gives up on an answer that is too long, or endless', async () => {
    farSide.answer = (_, response) => {
      const more = () => {
        while (response.write('x'.repeat(16_384)));
        response.once('drain', more);
      };
      more();
    };
    expect((await failureOf(send(farSide.origin, listed()))).failure).toBe('answer-too-long');
  });

  it('gives up on one that never comes, or never ends, by one limit for all', async () => {
    const hurried = { ...listed(), limitMs: 200 };
    farSide.answer = () => undefined;
    expect((await failureOf(send(farSide.origin, hurried))).failure).toBe('timed-out');
    farSide.answer = (_, response) => {
      const drip = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(drip));
    };
    expect((await failureOf(send(farSide.origin, hurried))).failure).toBe('timed-out');
  });

  it('takes an answer that came in time, though this process stood still until the limit was past', async () => {
    const server = new Worker(ANSWERS_SOON, { eval: true });
    const [origin] = await once(server, 'message');
    const sent = post(origin, { headers: {}, body: '{}' }, { privateOrigins: new Set([origin]), limitMs: 300 });
    await once(server, 'message');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
    expect(await sent.finally(() => server.terminate())).toMatchObject({ status: 200, body: 'taken' });
  });

  it('tells a far side that is away from one that breaks off', async () => {
    farSide.answer = (_, response) => response.destroy();
    expect((await failureOf(send(farSide.origin, listed()))).failure).toBe('broken-off');
    const { origin } = farSide;
    const outside = listed();
    await farSide.stop();
    expect((await failureOf(send(origin, outside))).failure).toBe('server-away');
  });
});
