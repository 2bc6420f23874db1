import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CreatedToken, OwnSessions, Session } from '#libs/contracts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { ATTEMPTS, attemptToSignIn, newPerson } from './support/new-person.ts';

let office: Office;
let administrator: Client;
beforeAll(async () => {
  office = await Office.open();
  administrator = await office.administrator();
});
afterAll(() => office.close());

const somebody = () => newPerson(office, administrator);

const attempt = (username: string, password: string) => attemptToSignIn(office, username, password);

describe('signing in', () => {
  it('gives a cookie that scripts and other sites cannot use', async () => {
    const { username, password } = await somebody();
    const answer = await attempt(username, password);
    expect(answer.as(Session)).toMatchObject({ username, roles: [], posts: [] });
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^duban_session=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/);
  });

  it('says the same of a wrong password and of an unknown name', async () => {
    const { username } = await somebody();
    const [wrong, unknown] = [await attempt(username, 'wrong'), await attempt('nobody', 'wrong')];
    const { traceId, ...told } = wrong.problem;
    expect(told).toMatchObject({ status: 401, code: 'session.wrong' });
    expect({ ...unknown.problem, traceId: undefined }).toEqual({ ...told, traceId: undefined });
  });

  it('takes not even the right password after five wrong ones, until the lock is over', async () => {
    const { id, username, password } = await somebody();
    for (let i = 0; i < ATTEMPTS; i += 1) expect((await attempt(username, 'wrong')).outcome).toBe('401 session.wrong');
    expect((await attempt(username, password)).outcome).toBe('401 session.wrong');
    await office.app.sql(`UPDATE account SET locked_until = clock_timestamp() WHERE person_id = $1`, [id]);
    expect((await attempt(username, password)).status).toBe(200);
  });

  it('counts guesses that come all at once', async () => {
    const { username, password } = await somebody();
    await Promise.all(Array.from({ length: ATTEMPTS + 3 }, () => attempt(username, 'wrong')));
    expect((await attempt(username, password)).outcome).toBe('401 session.wrong');
  });

  it('forgets wrong passwords after a right one', async () => {
    const { username, password } = await somebody();
    for (let round = 0; round < 3; round += 1) {
      for (let i = 1; i < ATTEMPTS; i += 1) await attempt(username, 'wrong');
      expect((await attempt(username, password)).status).toBe(200);
    }
  });

  it('keeps the password as argon2id, and the cookie as a digest', async () => {
    const person = await somebody();
    await person.signIn();
    const [account] = await office.app.sql('SELECT password_hash FROM account WHERE person_id = $1', [person.id]);
    expect(account).toMatchObject({ password_hash: expect.stringMatching(/^\$argon2id\$/) });
    const [session] = await office.app.sql('SELECT id_hash FROM session WHERE person_id = $1', [person.id]);
    expect(session).toMatchObject({ id_hash: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
  });
});

describe('a session', () => {
  const age = (column: string, interval: string, id: string) =>
    office.app.sql(`UPDATE session SET ${column} = clock_timestamp() - interval '${interval}' WHERE person_id = $1`, [
      id,
    ]);

  it('ends when it was not used for half an hour', async () => {
    const person = await somebody();
    const client = await person.signIn();
    await age('seen_at', '29 minutes', person.id);
    expect((await client.get('/api/v1/session')).status).toBe(200);
    await age('seen_at', '31 minutes', person.id);
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });

  it('is kept alive by being used', async () => {
    const person = await somebody();
    const client = await person.signIn();
    await age('seen_at', '20 minutes', person.id);
    await client.get('/api/v1/session');
    const [row] = await office.app.sql(
      `SELECT seen_at > clock_timestamp() - interval '1 minute' AS fresh FROM session WHERE person_id = $1`,
      [person.id],
    );
    expect(row).toEqual({ fresh: true });
  });

  it('ends after twelve hours however much it is used', async () => {
    const person = await somebody();
    const client = await person.signIn();
    await age('created_at', '12 hours', person.id);
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });

  it('ends on signing out, and the cookie is worth nothing then', async () => {
    const client = await (await somebody()).signIn();
    const out = await client.delete('/api/v1/session');
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([
      204,
      expect.stringMatching(/Max-Age=0|Expires=Thu, 01 Jan 1970/),
    ]);
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });

  it('ends when the password is changed, which needs the present one', async () => {
    const person = await somebody();
    const client = await person.signIn();
    const change = (present: string) =>
      client.post('/api/v1/session/password', { present, next: 'a-new-long-password' });
    expect((await change('wrong')).outcome).toBe('401 session.wrong');
    expect((await change(person.password)).status).toBe(204);
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await attempt(person.username, 'a-new-long-password')).status).toBe(200);
  });

  it('is in a list with the others, from which it can be ended from elsewhere', async () => {
    const person = await somebody();
    const [here, there] = [await person.signIn(), await person.signIn()];
    const listed = (await here.get('/api/v1/sessions')).as(OwnSessions).items;
    expect(listed.map(({ current, address }) => [current, address]).sort()).toEqual([
      [false, '127.0.0.1'],
      [true, '127.0.0.1'],
    ]);
    const other = listed.find(({ current }) => !current);
    const stranger = await (await somebody()).signIn();
    expect((await stranger.delete(`/api/v1/sessions/${other?.id}`)).outcome).toBe('404 item.not-found');
    expect((await here.delete(`/api/v1/sessions/${other?.id}`)).status).toBe(204);
    expect((await here.delete(`/api/v1/sessions/${other?.id}`)).outcome).toBe('404 item.not-found');
    expect([(await there.get('/api/v1/session')).status, (await here.get('/api/v1/session')).status]).toEqual([
      401, 200,
    ]);
  });

  it('is not extended by a cookie somebody made up', async () => {
    const made = office.app.stranger.with({ cookie: 'duban_session=AAAA' });
    expect((await made.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });
});

describe('a person who is disabled', () => {
  it('is refused at once, whatever they show, and admitted again when enabled', async () => {
    const person = await somebody();
    const client = await person.signIn();
    const { token } = (await client.post('/api/v1/tokens', { name: '脚本' })).as(CreatedToken);
    const program = office.app.stranger.with({ authorization: `Bearer ${token}` });
    expect((await program.get('/api/v1/session')).status).toBe(200);

    expect((await administrator.post(`/api/v1/people/${person.id}/disable`, {})).status).toBe(204);
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await program.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await attempt(person.username, person.password)).outcome).toBe('401 session.wrong');

    expect((await administrator.post(`/api/v1/people/${person.id}/enable`, {})).status).toBe(204);
    expect((await attempt(person.username, person.password)).status).toBe(200);
  });
});

describe('an API token', () => {
  it('acts as its person until it is revoked, and is stored as a digest', async () => {
    const client = await (await somebody()).signIn();
    const created = (await client.post('/api/v1/tokens', { name: '脚本' })).as(CreatedToken);
    const program = office.app.stranger.with({ authorization: `Bearer ${created.token}` });
    expect((await program.get('/api/v1/session')).as(Session)).toMatchObject({ expiresAt: null });
    const stored = await office.app.sql<{ token_hash: string }>('SELECT token_hash FROM api_token WHERE id = $1', [
      created.id,
    ]);
    expect(stored[0]?.token_hash).not.toContain(created.token);

    expect((await client.delete(`/api/v1/tokens/${created.id}`)).status).toBe(204);
    expect((await program.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });

  it('is not revoked by anybody else', async () => {
    const [owner, other] = [await (await somebody()).signIn(), await (await somebody()).signIn()];
    const { id } = (await owner.post('/api/v1/tokens', { name: '脚本' })).as(CreatedToken);
    expect((await other.delete(`/api/v1/tokens/${id}`)).outcome).toBe('404 item.not-found');
  });
});

describe('a request from another site', () => {
  const acknowledge = (headers: Record<string, string>) =>
    office.liaison.post('/api/v1/inbox/acknowledge', { alertIds: [] }, { headers });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, '403 request.cross-origin'],
    [{ 'sec-fetch-site': 'same-site' }, '403 request.cross-origin'],
    [{ origin: 'https://elsewhere.example' }, '403 request.cross-origin'],
    [{ origin: 'null' }, '403 request.cross-origin'],
    [{ 'sec-fetch-site': 'same-origin' }, '400 request.invalid'],
  ])('with %o is %s', async (headers, outcome) => {
    expect((await acknowledge(headers as Record<string, string>)).outcome).toBe(outcome);
  });

  it('cannot sign a person in either', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const body = { username: 'clerk', password: 'duban-demo-clerk' };
    expect((await office.app.stranger.post('/api/v1/session', body, { headers })).outcome).toBe(
      '403 request.cross-origin',
    );
  });
});
