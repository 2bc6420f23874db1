import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuditPage, CreatedToken, PersonPage, Session } from '#libs/contracts';
import { readConfig } from '../../apps/server/src/config.ts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { attemptToSignIn, newPerson } from './support/new-person.ts';

let office: Office;
let administrator: Client;
beforeAll(async () => {
  office = await Office.open({
    ...{ SESSION_IDLE_MINUTES: '10', SESSION_HOURS: '2' },
    ...{ SIGN_IN_ATTEMPTS: '3', SIGN_IN_LOCK_MINUTES: '60' },
  });
  administrator = await office.administrator();
});
afterAll(() => office.close());

const somebody = () => newPerson(office, administrator);
const cookieOf = (answer: { headers: Headers }) => answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
const age = (column: 'seen_at' | 'created_at', minutes: number, id: string) =>
  office.app.sql(`UPDATE session SET ${column} = clock_timestamp() - $1 * interval '1 minute' WHERE person_id = $2`, [
    ...[minutes, id],
  ]);
const audited = async (subject: string) =>
  (await office.auditor.get('/api/v1/audit-entries?limit=200'))
    .as(AuditPage)
    .items.filter((entry) => entry.subject === subject)
    .map(({ kind, person }) => `${kind}${person ? ' by somebody' : ''}`);

describe('the limits of a session', () => {
  it('are what the settings say', async () => {
    const person = await somebody();
    const client = await person.signIn();
    const outcome = async () => (await client.get('/api/v1/session')).outcome;
    await age('seen_at', 9, person.id);
    expect(await outcome()).toBe('200');
    await age('seen_at', 11, person.id);
    expect(await outcome()).toBe('401 session.missing');
    const again = await person.signIn();
    await age('created_at', 121, person.id);
    expect((await again.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });

  it.each([
    ['SESSION_IDLE_MINUTES', '0'],
    ['SESSION_HOURS', 'ever'],
    ['SIGN_IN_ATTEMPTS', '0'],
    ['SIGN_IN_LOCK_MINUTES', '0.5'],
  ])('are refused at the start when %s is %s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`${name}: .*it is "${value}"`));
  });
});

describe('signing in', () => {
  it('gives a new session and ends the one that the browser showed, so that nobody waits in it', async () => {
    const person = await somebody();
    const before = await attemptToSignIn(office, person.username, person.password);
    const planted = office.app.stranger.with({ cookie: cookieOf(before) });
    const { username, password } = person;
    const after = await planted.post('/api/v1/session', { username, password }, { key: null });
    expect(cookieOf(after)).not.toBe(cookieOf(before));
    expect((await planted.get('/api/v1/session')).outcome).toBe('401 session.missing');
    const renewed = office.app.stranger.with({ cookie: cookieOf(after) });
    expect((await renewed.get('/api/v1/session')).as(Session)).toMatchObject({ username });
  });

  it('never takes up a session that somebody made up', async () => {
    const { username, password } = await somebody();
    const planted = `duban_session=${'A'.repeat(43)}`;
    const client = office.app.stranger.with({ cookie: planted });
    const answer = await client.post('/api/v1/session', { username, password }, { key: null });
    expect([answer.status, cookieOf(answer) === planted]).toEqual([200, false]);
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });

  it('is locked after as many wrong passwords as the settings say, for as long, and says so to the audit', async () => {
    const { id, username, password } = await somebody();
    const outcome = async (tried: string) => (await attemptToSignIn(office, username, tried)).outcome;
    for (let i = 0; i < 3; i += 1) expect(await outcome('wrong')).toBe('401 session.wrong');
    expect(await outcome(password)).toBe('401 session.wrong');
    const [lock] = await office.app.sql(
      `SELECT locked_until > clock_timestamp() + interval '59 minutes' AS for_an_hour FROM account WHERE person_id = $1`,
      [id],
    );
    expect(lock).toEqual({ for_an_hour: true });
    expect(await audited(username)).toEqual(Array(4).fill('sign-in-failed'));
    expect(await audited(id)).toContain('account-locked');
  });

  it('is told the limits that hold here', async () => {
    const { problem } = await attemptToSignIn(office, 'nobody', 'wrong');
    expect(problem.detail).toContain('After 3 wrong attempts in a row an account is locked for 60 minutes');
  });
});

describe('an administrator', () => {
  it('sees that an account is locked and unlocks it, which is audited', async () => {
    const { id, username, password } = await somebody();
    const isLocked = async () => {
      const { items } = (await administrator.get('/api/v1/people?limit=200')).as(PersonPage);
      return items.find((person) => person.id === id)?.locked;
    };
    for (let i = 0; i < 3; i += 1) await attemptToSignIn(office, username, 'wrong');
    expect(await isLocked()).toBe(true);
    expect((await administrator.post(`/api/v1/people/${id}/unlock`, {})).status).toBe(204);
    expect(await isLocked()).toBe(false);
    expect(await audited(id)).toContain('account-unlocked by somebody');
    expect((await attemptToSignIn(office, username, password)).status).toBe(200);
  });

  it('disables somebody, whose live feed ends too', async () => {
    const person = await somebody();
    const client = await person.signIn();
    const { token } = (await client.post('/api/v1/tokens', { name: '脚本' })).as(CreatedToken);
    const feed = await office.app.stranger.stream('/api/v1/stream', { authorization: `Bearer ${token}` });
    await administrator.post(`/api/v1/people/${person.id}/disable`, {});
    // Ends by itself, within the beat of the feed; else the test runs out of time.
    expect(await feed.text()).toBeTypeOf('string');
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });
});
