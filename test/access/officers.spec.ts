import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PersonPage, Session } from '#libs/contracts';
import { organisationDecider, type Role } from '#libs/directives';
import { isPermitted } from '../../apps/server/src/access/policy.ts';
import { viewerOf } from '../../apps/server/src/access/viewer.ts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { attemptToSignIn, newPerson } from './support/new-person.ts';

let office: Office;
let administrator: Client;
let security: Client;
beforeAll(async () => {
  office = await Office.open();
  administrator = await office.app.signIn('administrator');
  security = await office.app.signIn('security');
});
afterAll(() => office.close());

const grant = (by: Client, id: string, role: string) => by.post(`/api/v1/people/${id}/grant-role`, { role });
const rolesOf = async (who: Client) => (await who.get('/api/v1/session')).as(Session).roles;
const reset = (by: Client, id: string) =>
  by.post(`/api/v1/people/${id}/reset-password`, { password: 'quite another password' });

describe('the three officers', () => {
  it('are three people, one office each', async () => {
    expect([await rolesOf(administrator), await rolesOf(security), await rolesOf(office.auditor)]).toEqual([
      ['administrator'],
      ['security-officer'],
      ['auditor'],
    ]);
    const { person } = (await office.auditor.get('/api/v1/session')).as(Session);
    expect((await grant(security, person.id, 'security-officer')).outcome).toBe('409 organisation.officer-alone');
    expect((await grant(security, person.id, 'clerk')).outcome).toBe('409 organisation.officer-alone');
  });

  it('let somebody in only together: the administrator opens the account, the security officer grants', async () => {
    const person = await newPerson(office, administrator);
    expect((await grant(administrator, person.id, 'clerk')).outcome).toBe('403 access.denied');
    expect((await grant(administrator, person.id, 'security-officer')).outcome).toBe('403 access.denied');
    expect((await security.post('/api/v1/people', { name: '某人' })).outcome).toBe('403 access.denied');
    expect((await grant(security, person.id, 'clerk')).status).toBe(200);
    expect(await rolesOf(await person.signIn())).toEqual(['clerk']);
  });

  it('hold no post of the business, and lose none of their number', async () => {
    const { items } = (await administrator.get('/api/v1/people?limit=200')).as(PersonPage);
    const idOf = (username: string) => items.find((one) => one.username === username)?.id ?? '';
    expect((await grant(security, idOf('liaison'), 'auditor')).outcome).toBe('409 organisation.officer-alone');
    const resign = await security.post(`/api/v1/people/${idOf('administrator')}/revoke-role`, {
      role: 'administrator',
      reason: '调离',
    });
    expect(resign.outcome).toBe('409 organisation.last-officer');
    const disable = await administrator.post(`/api/v1/people/${idOf('administrator')}/disable`, {});
    expect(disable.outcome).toBe('409 organisation.last-officer');
  });

  it('do not take one another over by a new password', async () => {
    const person = await newPerson(office, administrator);
    expect((await reset(security, person.id)).outcome).toBe('403 access.denied');
    expect((await grant(security, person.id, 'auditor')).status).toBe(200);
    expect((await reset(administrator, person.id)).outcome).toBe('403 access.denied');
    expect((await reset(security, person.id)).status).toBe(204);
    expect((await attemptToSignIn(office, person.username, 'quite another password')).status).toBe(200);
  });

  it('are heard by the auditor alone', async () => {
    for (const who of [administrator, security, office.clerk])
      expect((await who.get('/api/v1/audit-entries')).outcome).toBe('403 access.denied');
    expect((await office.auditor.get('/api/v1/audit-entries')).status).toBe(200);
  });
});

describe('an organisation from before there were security officers', () => {
  const granted = { type: 'RoleGranted', at: '2022-10-20T01:00:00Z', by: 'system', personId: 'guan' } as const;
  const folded = (...roles: Role[]) =>
    roles.reduce((state, role) => evolve(state, { ...granted, role }), organisationDecider.initialState);
  const guan = (...roles: Role[]) => viewerOf({ id: 'guan', language: 'zh' }, folded(...roles), '2022-10-26');
  const { evolve } = organisationDecider;

  it('gets its first one from the system administrator, who grants nothing else', () => {
    expect(isPermitted(guan('clerk', 'administrator'), 'AppointSecurityOfficer', null)).toBe(true);
    expect(isPermitted(guan('clerk', 'administrator'), 'GrantRole', null)).toBe(false);
    expect(isPermitted(guan('clerk'), 'AppointSecurityOfficer', null)).toBe(false);
  });
  it('has no administrator any more who is a clerk besides', () => {
    expect(guan('clerk', 'administrator').roles).toEqual(['administrator']);
  });
});
