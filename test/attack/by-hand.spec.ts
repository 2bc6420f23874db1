import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreatedToken, PingAnswer } from '#libs/contracts';
import { type Client } from '../support/client.ts';
import { Office } from '../support/office.ts';

let office: Office;
/** Signed in before anybody attacks: for a minute after it nobody can. */
let administrator: Client;
let leaving: Client;
const tried: Record<string, number> = {};
beforeAll(async () => {
  office = await Office.open({ SIGN_INS_PER_ADDRESS: '30' });
  [administrator, leaving] = [await office.administrator(), await office.app.signIn('leader')];
});
afterAll(async () => {
  await office.close();
  process.stdout.write(`attacked by hand: ${JSON.stringify(tried)}\n`);
});
const count = (what: string, inputs: number) => {
  tried[what] = (tried[what] ?? 0) + inputs;
};

describe('a thousand failed sign-ins', () => {
  it('get thirty answers a minute, and keep nobody else waiting', async () => {
    const outcomes: string[] = [];
    const attempt = () =>
      office.app.stranger.post('/api/v1/session', { username: `u${randomUUID()}`, password: 'x' }, { key: null });
    for (let i = 0; i < 1000; i += 25) {
      const answers = await Promise.all(Array.from({ length: 25 }, attempt));
      outcomes.push(...answers.map(({ outcome }) => outcome));
    }
    count('failed sign-ins', outcomes.length);
    expect(new Set(outcomes)).toEqual(new Set(['401 session.wrong', '429 request.too-many']));
    // Thirty in each minute that the attack may have gone on for.
    expect(outcomes.filter((outcome) => outcome.startsWith('401')).length).toBeLessThanOrEqual(150);
    expect((await office.clerk.get('/api/v1/tasks')).status).toBe(200);
  });
});

describe('a session', () => {
  it('is none that somebody brought along, and an ended one is worth nothing', async () => {
    const brought = 'A'.repeat(43);
    const cookies = [brought, `${brought}; duban_session=${brought}`, `"${brought}"`, '', '../', '%00', "' OR 1=1 --"];
    for (const value of cookies) {
      const cookie = `duban_session=${value}`;
      expect((await office.app.stranger.get('/api/v1/session', { cookie })).outcome).toBe('401 session.missing');
    }
    count('session fixation', cookies.length);
    await leaving.delete('/api/v1/session');
    expect((await leaving.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await leaving.post('/api/v1/tokens', { name: '重放' })).outcome).toBe('401 session.missing');
    count('replay', 2);
  });

  it('does nothing for another site, whatever it sends', async () => {
    const forged: [Record<string, string>, string][] = [
      [{ origin: 'https://evil.test' }, '{"name":"x"}'],
      [{ origin: 'null' }, '{"name":"x"}'],
      [{ 'sec-fetch-site': 'cross-site' }, '{"name":"x"}'],
      [{ 'sec-fetch-site': 'same-site' }, '{"name":"x"}'],
      [{ 'content-type': 'text/plain', origin: 'https://evil.test' }, '{"name":"x"}'],
      [{ 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'cross-site' }, 'name=x'],
      [{ 'content-type': 'multipart/form-data; boundary=b', origin: 'https://evil.test' }, '--b--'],
    ];
    const before = (await office.clerk.get('/api/v1/tokens')).text;
    for (const [headers, body] of forged) {
      const answer = await office.clerk.post('/api/v1/tokens', body, { headers });
      expect(answer.outcome, JSON.stringify(headers)).toBe('403 request.cross-origin');
    }
    count('CSRF', forged.length);
    expect((await office.clerk.get('/api/v1/tokens')).text).toBe(before);
  });
});

describe('a token', () => {
  it('that is nearly right is wrong', async () => {
    const { token } = (await office.clerk.post('/api/v1/tokens', { name: '近似' })).as(CreatedToken);
    const near = [
      token.slice(0, -1),
      `${token}a`,
      token.toUpperCase(),
      token.replace('duban_', ''),
      'duban_',
      `${token}%00`,
    ];
    const schemes = ['Basic', 'bearer bearer', 'Bearer\t'];
    const headers = [...near.map((one) => `Bearer ${one}`), ...schemes.map((scheme) => `${scheme} ${token}`)];
    const outcomes = await Promise.all(
      headers.map((authorization) => office.app.stranger.get('/api/v1/session', { authorization })),
    );
    count('forged tokens', headers.length);
    expect(outcomes.filter(({ status }) => status !== 401).map(({ text }) => text)).toEqual([]);
  });
});

describe('an address inside', () => {
  it('is no destination, in whatever way it is written', async () => {
    const hosts = [
      ...[
        '127.0.0.1',
        '127.1',
        '2130706433',
        '0x7f.1',
        '0177.0.0.1',
        '①②⑦.⓪.⓪.①',
        'localhost',
        'localhost.',
        '[::1]',
        '[::]',
      ],
      ...[
        '[::ffff:127.0.0.1]',
        '[::ffff:7f00:1]',
        '[64:ff9b::7f00:1]',
        '[fe80::1]',
        '[fc00::1]',
        '0.0.0.0',
        '10.0.0.1',
      ],
      ...[
        '172.16.0.1',
        '192.168.1.1',
        '169.254.169.254',
        '100.64.0.1',
        '224.0.0.1',
        '255.255.255.255',
        'metadata.localhost',
      ],
      ...['127.0.0.1:5432', 'user:secret@127.0.0.1'],
    ];
    const addresses = hosts.flatMap((host) => [`https://${host}/`, `http://${host}/`]);
    const more = [
      'file:///etc/passwd',
      'gopher://127.0.0.1/',
      'ftp://127.0.0.1/',
      'javascript:alert(1)',
      'data:,x',
      '//127.0.0.1/',
    ];
    const named: string[] = [];
    for (const address of [...addresses, ...more]) {
      const body = {
        channel: 'webhook',
        name: `内网 ${randomUUID()}`,
        address,
        secret: null,
        unitId: null,
        language: 'zh',
      };
      const answer = await office.clerk.post('/api/v1/destinations', body);
      if (answer.status === 201) {
        // A name says nothing before it is resolved, which is when something is sent.
        const { id } = JSON.parse(answer.text);
        const ping = (await office.clerk.post(`/api/v1/destinations/${id}/ping`, {})).as(PingAnswer);
        expect(ping.taken, address).toBe(false);
        named.push(new URL(address).hostname);
      } else expect([400, 422], `${address}: ${answer.status} ${answer.text}`).toContain(answer.status);
    }
    count('SSRF', addresses.length + more.length);
    expect(new Set(named)).toEqual(new Set(['localhost', 'localhost.', 'metadata.localhost']));
  });
});

describe('line ends', () => {
  it('go into no header and no address of a mail', async () => {
    const evil = [
      'a@b.test\r\nBcc: evil@evil.test',
      'a@b.test\nX: y',
      '"a\r\n"@b.test',
      'a@b.test, evil@evil.test',
      'a@b.test%0d%0aBcc:x',
    ];
    for (const email of evil)
      expect((await administrator.post('/api/v1/people', { name: '某人', email })).outcome).toBe('400 request.invalid');
    const ids = ['a\tb', 'x'.repeat(65), '<script>', 'a b', 'é'];
    for (const id of ids) {
      const answer = await office.app.stranger.get('/health/live', { 'x-request-id': id });
      expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
    count('CRLF', evil.length + ids.length);
  });
});
