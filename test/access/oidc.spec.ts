import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Session } from '#libs/contracts';
import { readConfig } from '../../apps/server/src/config.ts';
import { Office } from '../support/office.ts';
import { newPerson } from './support/new-person.ts';
import { TestProvider } from './support/oidc-provider.ts';

const clientId = 'duban';
const name = { zh: '统一认证', en: 'Town sign-in' };
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const [own, foreign] = [pair(), pair()];

let office: Office;
let town: TestProvider;
let county: TestProvider;
let folder: string;

beforeAll(async () => {
  const jwk = { ...own.privateKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' };
  const other = { ...pair().privateKey.export({ format: 'jwk' }), kid: 'county', alg: 'RS256', use: 'sig' };
  const given = { clientId, redirectUri: /^http:\/\/localhost:\d+\/api\/v1\/sign-in\/(town|county)\/callback$/ };
  town = await TestProvider.start({ ...given, keys: [jwk as never] });
  county = await TestProvider.start({ ...given, keys: [other as never] });
  folder = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-oidc-`));
  const file = join(folder, 'providers.json');
  const provider = { name, clientId, clientSecret: 'a-secret-of-the-client' };
  const providers = [
    { ...provider, id: 'town', issuer: town.issuer, admit: 'anybody' },
    { ...provider, id: 'county', issuer: county.issuer },
  ];
  await writeFile(file, JSON.stringify(providers));
  office = await Office.open({ OIDC_PROVIDERS_FILE: file });
});
afterEach(() => {
  town.tamper = (idToken) => idToken;
});
afterAll(async () => {
  await Promise.all([office?.close(), town?.stop(), county?.stop()]);
  await rm(folder, { recursive: true, force: true });
});

const cookiesOf = ({ headers }: { headers: Headers }) =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .filter((cookie) => !cookie.endsWith('='))
    .join('; ');
const go = (path: string, cookie = '') =>
  fetch(office.app.server.url + path, { redirect: 'manual', headers: { cookie } });

/** To the provider and back, up to the door of the server. */
async function visit(provider: TestProvider, id: string, account: string) {
  provider.account = account;
  const away = await go(`/api/v1/sign-in/${id}`);
  const browser = cookiesOf(away);
  const address = new URL(away.headers.get('location') ?? '');
  const back = new URL(await provider.visit(address.href));
  return { browser, address, back: back.pathname + back.search };
}
async function signIn(provider: TestProvider, id: string, account: string) {
  const { browser, back } = await visit(provider, id, account);
  const come = await go(back, browser);
  const session = office.app.stranger.with({ cookie: cookiesOf(come) });
  return { location: come.headers.get('location'), session, cookies: cookiesOf(come) };
}
const who = async (client: ReturnType<Office['app']['stranger']['with']>) =>
  (await client.get('/api/v1/session')).as(Session);

describe('somebody who comes by a provider', () => {
  it('goes there with PKCE, state and nonce, and comes in', async () => {
    const { address, browser, back } = await visit(town, 'town', 'zhang');
    const asked = Object.fromEntries(address.searchParams);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: clientId });
    expect([asked.state, asked.nonce, asked.code_challenge].every((value) => (value?.length ?? 0) >= 43)).toBe(true);
    const come = await go(back, browser);
    expect([come.status, come.headers.get('location')]).toEqual([303, '/']);
    expect(await who(office.app.stranger.with({ cookie: cookiesOf(come) }))).toMatchObject({
      ...{ username: null, roles: [], person: { name: 'admin' } },
      endAddress: expect.stringContaining(`${town.issuer}/session/end`),
    });
  });

  it('is the same person each time, and another than a namesake elsewhere', async () => {
    const administrator = await office.administrator();
    const person = await newPerson(office, administrator);
    const link = { provider: 'county', subject: 'li' };
    expect((await signIn(county, 'county', 'li')).location).toBe('/?sign-in=session.identity-unknown');
    expect((await administrator.post(`/api/v1/people/${person.id}/link-identity`, link)).status).toBe(204);
    const [once, again] = [await signIn(town, 'town', 'li'), await signIn(town, 'town', 'li')];
    const elsewhere = await signIn(county, 'county', 'li');
    const ids = await Promise.all([once, again, elsewhere].map(async ({ session }) => (await who(session)).person.id));
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).toBe(person.id);
    expect(ids[0]).not.toBe(ids[2]);

    await administrator.post(`/api/v1/people/${person.id}/unlink-identity`, link);
    expect((await elsewhere.session.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await signIn(county, 'county', 'li')).location).toBe('/?sign-in=session.identity-unknown');
  });

  it('does not come in once disabled, nor as somebody new', async () => {
    const { session } = await signIn(town, 'town', 'wang');
    const { person } = await who(session);
    const administrator = await office.administrator();
    await administrator.post(`/api/v1/people/${person.id}/disable`, {});
    expect((await session.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await signIn(town, 'town', 'wang')).location).toBe('/?sign-in=session.identity-unknown');
  });
});

describe('a way back that is not as it was begun', () => {
  const refused = '/?sign-in=session.provider-refused';
  const locationOf = async (path: string, cookie: string) => (await go(path, cookie)).headers.get('location');

  it('is refused the second time: code, state and nonce are good once', async () => {
    const { browser, back } = await visit(town, 'town', 'zhao');
    expect(await locationOf(back, browser)).toBe('/');
    expect(await locationOf(back, browser)).toBe(refused);
  });

  it('is refused with a code that was used, under a new state', async () => {
    const first = await visit(town, 'town', 'zhao');
    await go(first.back, first.browser);
    const second = await visit(town, 'town', 'zhao');
    const [used, fresh] = [first.back, second.back].map((back) => new URL(back, 'http://localhost'));
    fresh?.searchParams.set('code', used?.searchParams.get('code') ?? '');
    expect(await locationOf(`${fresh?.pathname}${fresh?.search}`, second.browser)).toBe(refused);
  });

  it('is refused in another browser, with another state, from another provider, or by another issuer', async () => {
    const victim = await visit(town, 'town', 'sun');
    const attacker = await visit(town, 'town', 'mallory');
    expect(await locationOf(attacker.back, victim.browser)).toBe(refused);
    expect(await locationOf(attacker.back, '')).toBe(refused);
    expect(await locationOf(victim.back.replace(/state=[^&]*/, 'state=made-up'), victim.browser)).toBe(refused);
    expect(await locationOf(victim.back.replace('/town/', '/county/'), victim.browser)).toBe(refused);
    const mixed = await visit(town, 'town', 'sun');
    const elsewhere = mixed.back.replace(/iss=[^&]*/, `iss=${encodeURIComponent(county.issuer)}`);
    expect(await locationOf(elsewhere, mixed.browser)).toBe(refused);
  });

  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  const read = (token: string, place: 0 | 1) =>
    JSON.parse(Buffer.from(token.split('.')[place] ?? '', 'base64url').toString());
  /** The token with other claims, signed by `key`; anything that only its own key could vouch for. */
  const forged = (change: object, { key = own.privateKey as KeyObject | null, header = {} } = {}) => {
    return (token: string) => {
      const signed = `${part({ ...read(token, 0), ...header })}.${part({ ...read(token, 1), ...change })}`;
      return `${signed}.${key ? sign('sha256', Buffer.from(signed), key).toString('base64url') : ''}`;
    };
  };
  const LONG_AGO = 1_500_000_000;

  it.each([
    ['without a signature', forged({}, { key: null, header: { alg: 'none' } })],
    [
      'with its claims changed and its signature kept',
      (token: string) => {
        const [header, , signature] = token.split('.');
        return `${header}.${part({ ...read(token, 1), sub: 'admin' })}.${signature}`;
      },
    ],
    ['signed by another key under the name of the right one', forged({}, { key: foreign.privateKey })],
    [
      'signed by a key that the issuer does not publish',
      forged({}, { key: foreign.privateKey, header: { kid: 'new' } }),
    ],
    ['that says another algorithm', forged({}, { header: { alg: 'HS256' } })],
    ['for another client', forged({ aud: 'another' })],
    ['of another issuer', forged({ iss: 'http://127.0.0.1:1' })],
    ['that has run out', forged({ exp: LONG_AGO })],
    ['of another visit', forged({ nonce: 'another' })],
    ['without a nonce', forged({ nonce: undefined })],
    ['that is no token', () => 'x.y.z'],
  ])('is refused with an ID token %s', async (_, tamper) => {
    const { browser, back } = await visit(town, 'town', 'qian');
    town.tamper = tamper;
    expect(await locationOf(back, browser)).toBe(refused);
  });

  it('is what these tests change: the same token signed anew by the right key is taken', async () => {
    const { browser, back } = await visit(town, 'town', 'qian');
    town.tamper = forged({});
    expect(await locationOf(back, browser)).toBe('/');
  });
});

describe('the file of providers', () => {
  it.each([
    ['{', /OIDC_PROVIDERS_FILE: a file with a list of providers in JSON/],
    [JSON.stringify([{ id: 'a', name, issuer: 'http://sso.town.example', clientId }]), /0\.issuer: an https address/],
    [JSON.stringify([{ id: 'a', name, issuer: 'https://x', clientId, algorithm: 'HS256' }]), /0\.algorithm/],
    [JSON.stringify([{ id: 'a', name, issuer: 'https://x', clientId, algorithm: 'none' }]), /0\.algorithm/],
  ])('that is %s stops the start and says what is wrong', async (content, message) => {
    const file = join(folder, 'wrong.json');
    await writeFile(file, content);
    expect(() => readConfig({ OIDC_PROVIDERS_FILE: file })).toThrow(message);
  });
});
