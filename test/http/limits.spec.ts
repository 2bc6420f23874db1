import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { subscriber } from '../../apps/server/src/limits/rate-limits.ts';
import { RequestCounts } from '../../apps/server/src/limits/request-counts.ts';
import { Office } from '../support/office.ts';

const MOST = { REQUESTS_PER_PERSON: '12', REQUESTS_PER_ADDRESS: '60', SIGN_INS_PER_ADDRESS: '7' };

let office: Office;
beforeAll(async () => {
  office = await Office.open(MOST);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await office.close();
});

/** Each test has a minute of its own, which does not end. */
let minute = 0;
function nextMinute(): void {
  minute++;
  vi.spyOn(Date, 'now').mockImplementation(() => 1_900_000_000_000 - (1_900_000_000_000 % 60_000) + minute * 60_000);
}

describe('a person', () => {
  it('who asks too often is told when to ask again, whatever session they use; others are not', async () => {
    nextMinute();
    const outcomes: string[] = [];
    for (let i = 0; i < 14; i++) outcomes.push((await office.liaison.get('/api/v1/session')).outcome);
    expect(outcomes).toEqual([...Array(12).fill('200'), '429 request.too-many', '429 request.too-many']);
    const refused = await office.liaison.get('/api/v1/session');
    expect(refused.headers.get('retry-after')).toBe('60');
    expect(refused.headers.get('ratelimit')).toBe('"person";r=0;t=60');
    expect(refused.problem.detail).toMatch(/More than 12 requests.*60 seconds/);
    expect((await office.clerk.get('/api/v1/session')).status).toBe(200);
    nextMinute();
    expect((await office.liaison.get('/api/v1/session')).headers.get('ratelimit')).toBe('"person";r=11;t=60');
  });
});

describe('an address', () => {
  it('is limited before anything is read, also where there is nothing to be found', async () => {
    nextMinute();
    const answers = await Promise.all(Array.from({ length: 70 }, () => office.app.stranger.get('/api/v1/nothing')));
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(60);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
    expect((await office.clerk.get('/health/live')).outcome).toBe('429 request.too-many');
  });

  it('is all of what one subscriber has', () => {
    expect(subscriber('::ffff:10.1.2.3')).toBe('10.1.2.3');
    expect(subscriber('2001:db8:1:2:3:4:5:6')).toBe(subscriber('2001:db8:1:2:ffff::1'));
    expect(subscriber('2001:db8:1:2::1')).not.toBe(subscriber('2001:db8:1:3::1'));
    expect(subscriber('no address')).toBe('unknown');
  });
});

describe('attempts to sign in', () => {
  const attempt = (password: string) =>
    office.app.stranger.post('/api/v1/session', { username: 'clerk', password }, { key: null });

  it('are limited by those that fail, sent one by one or all at once', async () => {
    nextMinute();
    const answers = await Promise.all(Array.from({ length: 12 }, () => attempt('wrong')));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual([
      ...Array(7).fill('401 session.wrong'),
      ...Array(5).fill('429 request.too-many'),
    ]);
    await office.app.sql('UPDATE account SET attempts = 0, locked_until = NULL');
  });

  it('that succeed do not count', async () => {
    nextMinute();
    for (let i = 0; i < 9; i++) await office.app.signIn('auditor');
  });
});

describe('several servers', () => {
  it('keep a limit together', async () => {
    nextMinute();
    const { app, config } = office.app.server;
    const [one, other] = [new RequestCounts(app.get(DataSource)), new RequestCounts(app.get(DataSource))];
    for (let i = 0; i < 7; i++) await one.takeTogether('attempt 10.9.8.7', config.signInLimit);
    expect((await other.takeTogether('attempt 10.9.8.7', config.signInLimit)).left).toBe(-1);
  });
});
