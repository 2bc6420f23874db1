import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AddedPerson, OrganisationAnswer, Session, SystemStatus } from '#libs/contracts';
import { SetUpLinks } from '../../apps/server/src/access/set-up-links.ts';
import { TestApp } from '../support/app.ts';
import type { Answer } from '../support/client.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start({ DUBAN_MODE: 'production', PUBLIC_URL: 'https://duban.example.test' });
});
afterAll(() => app.stop());

const office = { zh: '督查室', en: 'Supervision Office' };
const password = 'a-long-password';

const officer = (username: string) => ({ username, password, person: username, email: `${username}@example.test` });

function setUp(token: string, auditor = 'audits') {
  const others = { securityOfficer: officer('secures'), auditor: officer(auditor) };
  const body = { token, ...officer('first'), ...others, office };
  return app.stranger.post('/api/v1/setup', body, { key: null });
}

describe('the first start outside demo mode', () => {
  it('has no account, no demo, and a link that works once, after a set-up that failed as well', async () => {
    const links = app.server.app.get(SetUpLinks);
    const status = (await app.stranger.get('/api/v1/status')).as(SystemStatus);
    expect(status).toMatchObject({ mode: 'production', demoAccounts: [] });
    expect(await app.sql('SELECT 1 FROM account')).toEqual([]);
    expect((await app.stranger.post('/api/v1/demo/clock', { to: '2099-01-01' })).outcome).toBe('404 item.not-found');

    const [old, link] = [await links.issue(), await links.issue()];
    expect((await setUp(old ?? '')).outcome).toBe('403 set-up.link-invalid');
    await app.sql(`UPDATE setup_link SET expires_at = clock_timestamp()`);
    expect((await setUp(link ?? '')).outcome).toBe('403 set-up.link-invalid');

    const fresh = await links.issue();
    expect((await setUp(fresh ?? '', 'first')).problem.errors?.map(({ pointer }) => pointer)).toEqual(['/username']);
    await app.sql('ALTER TABLE account ADD CONSTRAINT closed CHECK (false)');
    expect((await setUp(fresh ?? '')).status).toBe(500);
    await app.sql('ALTER TABLE account DROP CONSTRAINT closed');
    expect((await setUp(fresh ?? '')).status).toBe(201);
    expect((await setUp(fresh ?? '')).outcome).toBe('403 set-up.link-invalid');
    expect(await links.issue()).toBeNull();

    const signIn = (username: string) => app.stranger.post('/api/v1/session', { username, password }, { key: null });
    const roles = [await signIn('secures'), await signIn('audits')].map((answer) => answer.as(Session).roles);
    expect(roles).toEqual([['security-officer'], ['auditor']]);
    const signedIn = await signIn('first');
    expect(signedIn.as(Session)).toMatchObject({ roles: ['administrator'], posts: [] });
    // Behind https the cookie is for this host alone, and never sent in the clear.
    const [cookie = ''] = signedIn.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-duban_session=[\w-]+; Path=\/; Max-Age=43200; HttpOnly; Secure; SameSite=Lax$/);

    const inside = (answer: Answer) =>
      app.stranger.with({ cookie: answer.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '' });
    await growsFrom(inside(signedIn), inside(await signIn('secures')));
  });

  /** The first two officers can make all the rest: units, posts, people, and what these may do. */
  async function growsFrom(administrator: TestApp['stranger'], security: TestApp['stranger']) {
    const name = { zh: '工业局', en: 'Industry Bureau' };
    const unit = (await administrator.post('/api/v1/organisation/units', { name })).as(OrganisationAnswer);
    const post = (
      await administrator.post('/api/v1/organisation/posts', {
        unitId: unit.unitId,
        duty: 'liaison',
        title: { zh: '联络员', en: 'Liaison' },
      })
    ).as(OrganisationAnswer);
    const { id: personId } = (await administrator.post('/api/v1/people', { name: '联络员甲' })).as(AddedPerson);
    const fill = (ifMatch: number) =>
      administrator.post(`/api/v1/organisation/posts/${post.postId}/fill`, { personId }, { ifMatch });
    expect((await fill(unit.version)).problem).toMatchObject({ code: 'version.stale', currentVersion: post.version });
    const filled = (await fill(post.version)).as(OrganisationAnswer);
    const renamed = await administrator.post(
      `/api/v1/organisation/units/${unit.unitId}/rename`,
      { name: { ...name, en: 'Bureau of Industry' } },
      { ifMatch: filled.version },
    );
    expect(renamed.status).toBe(200);
    const vacate = await administrator.post(`/api/v1/organisation/posts/${post.postId}/vacate`, { reason: '调离' });
    expect(vacate.status).toBe(200);
    const grant = (who: string) => security.post(`/api/v1/people/${who}/grant-role`, { role: 'clerk' });
    expect((await grant(personId)).status).toBe(200);
    const unknown = await grant(randomUUID());
    expect(unknown.outcome).toBe('422 person.unknown');
  }
});
