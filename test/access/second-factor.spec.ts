import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  AskedSecondFactor,
  AuditPage,
  BegunAuthenticator,
  OwnSecondFactors,
  RecoveryCodes,
  Session,
} from '#libs/contracts';
import { readConfig } from '../../apps/server/src/config.ts';
import type { Answer, Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { ATTEMPTS, attemptToSignIn, newPerson } from './support/new-person.ts';

let office: Office;
let administrator: Client;
let security: Client;
beforeAll(async () => {
  office = await Office.open({ SECOND_FACTOR_FOR: 'leader' });
  administrator = await office.administrator();
  security = await office.security();
});
afterAll(() => office.close());

const cookieOf = (answer: Answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .filter((cookie) => !cookie?.endsWith('='))
    .join('; ');
const HALF_A_MINUTE = 30_000;
/** The code of now, or of half minutes ahead. */
const codeOf = (secret: string, ahead = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + ahead * HALF_A_MINUTE });

const begin = (person: { username: string; password: string }) =>
  attemptToSignIn(office, person.username, person.password);
const finishAs = (half: Answer, code: string) =>
  office.app.stranger.with({ cookie: cookieOf(half) }).post('/api/v1/session/second-factor', { code }, { key: null });

/** A person with an authenticator whose newest code counts as not used yet. */
async function enrolled() {
  const person = await newPerson(office, administrator);
  const client = await person.signIn();
  const begun = await client.post('/api/v1/session/authenticator', { present: person.password });
  const { secret } = begun.as(BegunAuthenticator);
  const confirmed = await client.post('/api/v1/session/authenticator/confirm', { code: codeOf(secret) });
  const { codes } = confirmed.as(RecoveryCodes);
  await office.app.sql('UPDATE authenticator SET last_step = 0 WHERE person_id = $1', [person.id]);
  return {
    ...person,
    secret,
    codes,
    client: office.app.stranger.with({ cookie: cookieOf(confirmed) }),
    before: client,
  };
}

const audited = async (person: { id: string }) =>
  (await office.auditor.get('/api/v1/audit-entries?limit=200'))
    .as(AuditPage)
    .items.filter((entry) => entry.subject === person.id || entry.person?.id === person.id)
    .map(({ kind }) => kind);

describe('an authenticator', () => {
  it('is asked for after the password, and lets in with its code', async () => {
    const person = await enrolled();
    const half = await begin(person);
    expect([half.status, half.as(AskedSecondFactor)]).toEqual([202, { code: true, recoveryCode: true, passkey: null }]);
    const cookie = cookieOf(half);
    expect(cookie).toMatch(/^duban_sign_in=[\w-]{43}$/);
    expect((await office.app.stranger.with({ cookie }).get('/api/v1/session')).outcome).toBe('401 session.missing');
    const whole = await finishAs(half, codeOf(person.secret));
    expect(whole.as(Session)).toMatchObject({ username: person.username });
    expect((await office.app.stranger.with({ cookie: cookieOf(whole) }).get('/api/v1/session')).status).toBe(200);
    expect((await finishAs(half, codeOf(person.secret, 1))).outcome).toBe('401 session.none-begun');
  });

  it('takes no code twice, not even when both are sent at once', async () => {
    const person = await enrolled();
    const code = codeOf(person.secret, 1);
    const halves = await Promise.all([begin(person), begin(person)]);
    const outcomes = (await Promise.all(halves.map((half) => finishAs(half, code)))).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['200', '401 session.code-wrong']);
    expect((await finishAs(await begin(person), code)).outcome).toBe('401 session.code-wrong');
  });

  it('takes none for a while after five wrong ones, however often the password is shown in between', async () => {
    const person = await enrolled();
    const wrong = codeOf(person.secret) === '000000' ? '111111' : '000000';
    for (let i = 0; i < ATTEMPTS; i += 1)
      expect((await finishAs(await begin(person), wrong)).outcome).toBe('401 session.code-wrong');
    expect((await finishAs(await begin(person), codeOf(person.secret))).outcome).toBe('401 session.code-wrong');
    expect(await audited(person)).toContain('account-locked');
    await administrator.post(`/api/v1/people/${person.id}/unlock`, {});
    expect((await finishAs(await begin(person), codeOf(person.secret))).status).toBe(200);
  });

  it('can be tried five times for one password', async () => {
    const person = await enrolled();
    const half = await begin(person);
    for (let i = 0; i < ATTEMPTS; i += 1)
      expect((await finishAs(half, 'NOT-A-CODE')).outcome).toBe('401 session.code-wrong');
    expect((await finishAs(half, codeOf(person.secret))).outcome).toBe('401 session.none-begun');
  });

  it('is waited for five minutes', async () => {
    const person = await enrolled();
    const half = await begin(person);
    await office.app.sql(
      `UPDATE half_sign_in SET created_at = created_at - interval '5 minutes' WHERE person_id = $1`,
      [person.id],
    );
    expect((await finishAs(half, codeOf(person.secret))).outcome).toBe('401 session.none-begun');
  });

  it('renews the session in which it was set up, and ends all others', async () => {
    const { before, client } = await enrolled();
    expect((await before.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await client.get('/api/v1/session')).status).toBe(200);
  });

  it('is set up and removed only by whoever knows the password', async () => {
    const person = await enrolled();
    const post = (path: string, body: object) => person.client.post(`/api/v1/session/${path}`, body);
    const wrong = { present: 'wrong' };
    expect((await post('authenticator', wrong)).outcome).toBe('403 session.password-wrong');
    expect((await post('recovery-codes', wrong)).outcome).toBe('403 session.password-wrong');
    expect((await post('authenticator/remove', wrong)).outcome).toBe('403 session.password-wrong');
    const right = { present: person.password };
    expect((await post('authenticator', right)).outcome).toBe('409 second-factor.exists');
    expect((await post('authenticator/remove', right)).status).toBe(204);
    expect((await begin(person)).status).toBe(200);
  });

  it('is not there before its first code was shown', async () => {
    const person = await newPerson(office, administrator);
    const client = await person.signIn();
    await client.post('/api/v1/session/authenticator', { present: person.password });
    const confirm = await client.post('/api/v1/session/authenticator/confirm', { code: '000000' });
    expect(confirm.outcome).toBe('422 second-factor.not-confirmed');
    expect((await begin(person)).status).toBe(200);
  });

  it('has its secret encrypted in the database, and its recovery codes as digests', async () => {
    const person = await enrolled();
    const [row] = await office.app.sql<{ secret: string }>('SELECT secret FROM authenticator WHERE person_id = $1', [
      person.id,
    ]);
    expect(row?.secret).not.toContain(person.secret);
    const codes = await office.app.sql<{ code_hash: string }>(
      'SELECT code_hash FROM recovery_code WHERE person_id = $1',
      [person.id],
    );
    expect(codes).toHaveLength(10);
    expect(codes.every(({ code_hash }) => /^sha256:[0-9a-f]{64}$/.test(code_hash))).toBe(true);
  });
});

describe('a recovery code', () => {
  it('stands in once for a lost phone, however it is typed', async () => {
    const person = await enrolled();
    const [code = ''] = person.codes;
    const typed = code.toLowerCase().replaceAll('-', ' ');
    expect((await finishAs(await begin(person), typed)).status).toBe(200);
    expect((await finishAs(await begin(person), code)).outcome).toBe('401 session.code-wrong');
    expect((await person.client.get('/api/v1/session/second-factors')).as(OwnSecondFactors)).toMatchObject({
      recoveryCodesLeft: 9,
    });
  });

  it('is worth nothing to anybody else, and after new ones were made', async () => {
    const [one, other] = [await enrolled(), await enrolled()];
    expect((await finishAs(await begin(one), other.codes[0] ?? '')).outcome).toBe('401 session.code-wrong');
    await one.client.post('/api/v1/session/recovery-codes', { present: one.password });
    expect((await finishAs(await begin(one), one.codes[0] ?? '')).outcome).toBe('401 session.code-wrong');
  });
});

describe('somebody whose role asks for a second factor', () => {
  it('can do nothing but set one up, and everything once it is', async () => {
    const person = await newPerson(office, administrator);
    await security.post(`/api/v1/people/${person.id}/grant-role`, { role: 'leader' });
    const client = await person.signIn();
    expect((await client.get('/api/v1/session')).as(Session)).toMatchObject({ secondFactorMissing: true });
    for (const path of ['/api/v1/tasks', '/api/v1/organisation', '/api/v1/tokens'])
      expect((await client.get(path)).outcome).toBe('403 session.second-factor-required');
    expect((await client.post('/api/v1/tokens', { name: '绕行' })).outcome).toBe('403 session.second-factor-required');
    const begun = await client.post('/api/v1/session/authenticator', { present: person.password });
    const code = codeOf(begun.as(BegunAuthenticator).secret);
    const confirmed = await client.post('/api/v1/session/authenticator/confirm', { code });
    const strong = office.app.stranger.with({ cookie: cookieOf(confirmed) });
    expect((await strong.get('/api/v1/tasks')).status).toBe(200);
    expect((await strong.get('/api/v1/session')).as(Session)).toMatchObject({ secondFactorMissing: false });
  });

  it('is named by roles that exist', () => {
    expect(() => readConfig({ SECOND_FACTOR_FOR: 'auditor,chief' })).toThrow(/SECOND_FACTOR_FOR: .*"auditor,chief"/);
  });
});

describe('the second factor of an officer', () => {
  it('is reset by the security officer and by no administrator, who could set their password next', async () => {
    const person = await enrolled();
    await security.post(`/api/v1/people/${person.id}/grant-role`, { role: 'auditor' });
    const reset = (by: Client) => by.post(`/api/v1/people/${person.id}/reset-second-factor`, {});
    expect((await reset(administrator)).outcome).toBe('403 access.denied');
    expect((await reset(security)).status).toBe(204);
  });
});

describe('an administrator', () => {
  it('removes the factors of somebody who has lost them, which ends their sessions and is audited', async () => {
    const person = await enrolled();
    expect((await administrator.post(`/api/v1/people/${person.id}/reset-second-factor`, {})).status).toBe(204);
    expect((await person.client.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await begin(person)).status).toBe(200);
    expect(await audited(person)).toEqual(
      expect.arrayContaining(['second-factor-added', 'second-factor-reset', 'signed-in']),
    );
  });
});
