import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AddedPerson, AuditPage, CreatedToken, PersonPage } from '#libs/contracts';
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

describe('people', () => {
  it('are added once for one key, and are not another person under it', async () => {
    const key = randomUUID();
    const add = (name: string) => administrator.post('/api/v1/people', { name, email: 'a@example.test' }, { key });
    const [once, again, other] = [await add('张三'), await add('张三'), await add('李四')];
    expect([again.text, other.outcome]).toEqual([once.text, '422 idempotency.other-body']);
  });

  it('have an address that the administrator corrects or removes, which the audit tells without saying it', async () => {
    const { id } = (await administrator.post('/api/v1/people', { name: '新人', email: 'old@example.test' })).as(
      AddedPerson,
    );
    const set = async (email: string | null) =>
      (await administrator.post(`/api/v1/people/${id}/set-email`, { email })).outcome;
    const shown = async () =>
      (await administrator.get('/api/v1/people?limit=200')).as(PersonPage).items.find((one) => one.id === id)?.email;
    expect([await set('new@example.test'), await set('new@example.test')]).toEqual(['204', '204']);
    expect(await shown()).toBe('new@example.test');
    expect(await set('new@example.test, other@example.test')).toBe('400 request.invalid');
    await set(null);
    expect(await shown()).toBe(null);
    const { items } = (await office.auditor.get('/api/v1/audit-entries?limit=200')).as(AuditPage);
    const told = items.filter(({ kind, subject }) => kind === 'address-changed' && subject === id);
    expect(told.length).toBe(3);
    expect(JSON.stringify(told)).not.toContain('example.test');
    const nobody = await administrator.post(`/api/v1/people/${randomUUID()}/set-email`, { email: null });
    expect(nobody.problem.code).toBe('person.unknown');
  });

  it('have one account each, under a name of their own', async () => {
    const [one, other] = [await somebody(), await somebody()];
    const open = (id: string, username: string, password: string) =>
      administrator.post(`/api/v1/people/${id}/open-account`, { username, password });
    expect((await open(one.id, one.username, one.password)).status).toBe(204);
    expect((await open(one.id, `${one.username}.2`, one.password)).outcome).toBe('409 account.exists');
    const { id } = (await administrator.post('/api/v1/people', { name: '新人' })).as(AddedPerson);
    expect((await open(id, other.username, randomUUID())).outcome).toBe('409 account.username-taken');
    expect((await open(id, 'Not A Name', 'short')).problem.errors?.map(({ pointer }) => pointer)).toEqual([
      '/username',
      '/password',
    ]);
  });

  it('get a new password from an administrator, which unlocks the account', async () => {
    const person = await somebody();
    for (let i = 0; i < ATTEMPTS; i += 1) await attempt(person.username, 'wrong');
    const reset = await administrator.post(`/api/v1/people/${person.id}/reset-password`, {
      password: 'another-password',
    });
    expect([reset.status, (await attempt(person.username, 'another-password')).status]).toEqual([204, 200]);
  });

  it('lose all sessions and tokens with a password that an administrator sets', async () => {
    const person = await somebody();
    const client = await person.signIn();
    const { token } = (await client.post('/api/v1/tokens', { name: '脚本' })).as(CreatedToken);
    const program = office.app.stranger.with({ authorization: `Bearer ${token}` });
    expect((await program.get('/api/v1/session')).status).toBe(200);
    await administrator.post(`/api/v1/people/${person.id}/reset-password`, { password: 'another-password' });
    expect((await program.get('/api/v1/session')).outcome).toBe('401 session.missing');
    expect((await client.get('/api/v1/session')).outcome).toBe('401 session.missing');
  });

  it('are listed by name, in pages', async () => {
    await somebody();
    const first = (await administrator.get('/api/v1/people?limit=3')).as(PersonPage);
    const rest = (await administrator.get(`/api/v1/people?limit=200&cursor=${first.nextCursor}`)).as(PersonPage);
    const ids = [...first.items, ...rest.items].map(({ id }) => id);
    expect([first.items.length, rest.nextCursor, new Set(ids).size]).toEqual([3, null, ids.length]);
  });
});

describe('the audit', () => {
  it('tells of sign-ins, refusals and grants', async () => {
    const person = await somebody();
    const client = await person.signIn();
    await attempt(person.username, 'wrong');
    await client.get('/api/v1/tasks');
    const security = await office.security();
    await security.post(`/api/v1/people/${person.id}/grant-role`, { role: 'liaison' });
    expect((await client.get('/api/v1/tasks')).status).toBe(200);
    await security.post(`/api/v1/people/${person.id}/revoke-role`, { role: 'liaison', reason: '调离' });
    expect((await client.get('/api/v1/tasks')).outcome).toBe('403 access.denied');

    const { items } = (await office.auditor.get('/api/v1/audit-entries?limit=200')).as(AuditPage);
    const mine = items.filter(
      ({ person: by, subject }) => by?.id === person.id || subject?.includes(person.id) || subject === person.username,
    );
    expect(mine.map(({ kind, subject }) => `${kind} ${subject ?? ''}`.trim())).toEqual([
      'refused GET /api/v1/tasks',
      `role-revoked liaison ${person.id}`,
      `role-granted liaison ${person.id}`,
      'refused GET /api/v1/tasks',
      `sign-in-failed ${person.username}`,
      'signed-in',
      `account-opened ${person.id}`,
      `person-added ${person.id}`,
    ]);
  });

  it('cannot be rewritten by the running server', async () => {
    const [row] = await office.app.sql<{ rights: string }>(
      `SELECT string_agg(privilege_type, ',' ORDER BY privilege_type) AS rights FROM information_schema.role_table_grants
       WHERE grantee = 'duban_runtime' AND table_name = 'audit_entry'`,
    );
    expect(row?.rights).toBe('INSERT,SELECT');
  });
});
