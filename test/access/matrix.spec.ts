import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, CreatedToken, OrganisationAnswer, Session } from '#libs/contracts';
import type { Role } from '#libs/directives';
import { type Action, mayEver, POLICY } from '../../apps/server/src/access/policy.ts';
import { SYSTEM } from '../../apps/server/src/access/viewer.ts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { CALLERS, type Caller, DENIALS } from './support/callers.ts';
import { newPerson } from './support/new-person.ts';
import { ROUTES, text } from './support/routes.ts';

let office: Office;
let clients: Record<Caller, Client>;
let items: Record<string, string>;
/** Callers who come to the same as one of CALLERS everywhere: whose session ran out, whose token was revoked, of a unit below the lead. */
let twins: readonly { who: string; as: Caller; client: Client }[];
/** The rule of each route, as the description of the API names it, by the route with `{id}` for its items. */
let rules: Map<string, Action>;

beforeAll(async () => {
  office = await Office.open();
  const { app, clerk, liaison, leader, auditor } = office;
  const [co, sibling, administrator, security] = await Promise.all([
    app.signIn('liaison.finance'),
    app.signIn('liaison.water'),
    office.administrator(),
    office.security(),
  ]);
  const sessions = [clerk, liaison, co, sibling, leader, auditor, administrator, security];
  const bearers = await Promise.all(sessions.map(withToken));
  clients = Object.fromEntries([app.stranger, ...bearers].map((client, i) => [CALLERS[i], client])) as typeof clients;
  // One after the other: they change the organisation.
  twins = [
    { who: 'expired session', as: 'stranger', client: await ranOut() },
    { who: 'revoked token', as: 'stranger', client: await revoked(clients.clerk) },
    { who: 'child', as: 'sibling', client: await below(clients.administrator, clients.security) },
    { who: 'deputy', as: 'lead', client: await deputy() },
    { who: 'former deputy', as: 'sibling', client: await formerDeputy() },
  ];
  const { paths } = JSON.parse((await app.stranger.get('/api/openapi.json')).text);
  rules = new Map(
    Object.entries<Record<string, { 'x-rule': Action }>>(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, told]) => [
        `${method.toUpperCase()} ${path.replace(/\{\w+\}/, '{id}')}`,
        told['x-rule'],
      ]),
    ),
  );
  const task = await office.task();
  const push = { title: '60天攻坚', startDate: '2022-10-27', endDate: '2022-12-25' };
  const campaign = (await clerk.post('/api/v1/campaigns', push)).as(CommandAnswer);
  const { position } = (await clerk.post(`/api/v1/tasks/${task.id}/urge`, text)).as(CommandAnswer);
  const { readoutId } = JSON.parse((await clerk.get(`/api/v1/directives/${task.directiveId}?after=${position}`)).text);
  items = { '{task}': task.id, '{directive}': task.directiveId, '{readout}': readoutId };
  items = { ...items, '{campaign}': campaign.id, '{position}': '1', '{name}': 'strict' };
});
afterAll(() => office.close());

describe('who may do what', () => {
  it.each(Object.entries(ROUTES))('%s', async (route, [expected, body]) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/\{\w+\}/, (item) => items[item] ?? '');
    const outcomeFor = async (client: Client) => {
      const answer =
        method === 'POST' ? await client.post(path, body, { ifMatch: 999 }) : await client.send(method, path, {});
      const isDenied = answer.status >= 400 && DENIALS.has(answer.problem.code);
      return (isDenied ? `${answer.status}` : 'ok').padEnd(3);
    };
    const outcomes = new Map<Caller, string>();
    for (const caller of CALLERS) outcomes.set(caller, await outcomeFor(clients[caller]));
    expect([...outcomes.values()].join(' ')).toBe(expected);
    for (const { who, as, client } of twins) expect([who, await outcomeFor(client)]).toEqual([who, outcomes.get(as)]);

    // What the policy refuses to a role it refuses at every route that names it, whatever this table says.
    const rule = rules.get(route.replace(/\{\w+\}|[0-9a-f]{8}-[0-9a-f-]{27}/, '{id}'));
    if (route === 'GET /metrics') return; // Not in the description.
    if (rule === undefined) throw new Error(`The description of the API has no rule for ${route}`);
    const refused = CALLERS.filter((caller) => !mayComeTo(rule, caller));
    expect(refused.map((caller) => [caller, outcomes.get(caller)])).toEqual(
      refused.map((caller) => [caller, caller === 'stranger' ? '401' : '403']),
    );
  });

  it('is said here of every route there is', async () => {
    const { paths } = JSON.parse((await office.app.stranger.get('/api/openapi.json')).text);
    const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const ANY_ITEM = /\{\w+\}|[0-9a-f]{8}-[0-9a-f-]{27}/;
    const said = new Set(Object.keys(ROUTES).flatMap((route) => [route, route.replace(ANY_ITEM, '{id}')]));
    const elsewhere = [
      'GET /api/v1/stream',
      'DELETE /api/v1/tokens/{id}',
      'DELETE /api/v1/push/subscriptions/{id}',
      'DELETE /api/v1/calendar-feeds/{id}',
      'GET /calendar/{file}',
      'DELETE /api/v1/sessions/{id}',
      'DELETE /api/v1/views/{id}',
      'POST /api/v1/tasks/{id}/files',
      'GET /api/v1/tasks/{id}/files/{file}',
    ];
    expect(described.filter((route) => !said.has(route)).sort()).toEqual(elsewhere.sort());
  });
});

const ROLES: Record<Exclude<Caller, 'stranger'>, Role> = {
  ...{ clerk: 'clerk', lead: 'liaison', co: 'liaison', sibling: 'liaison', leader: 'leader' },
  ...{ auditor: 'auditor', administrator: 'administrator', security: 'security-officer' },
};

function mayComeTo(rule: Action, caller: Caller): boolean {
  if (POLICY[rule] === 'anybody') return true;
  return caller !== 'stranger' && mayEver({ ...SYSTEM, roles: [ROLES[caller]] }, rule);
}

async function ranOut(): Promise<Client> {
  const client = await office.app.signIn('liaison.housing');
  const { person } = (await client.get('/api/v1/session')).as(Session);
  await office.app.sql(`UPDATE session SET created_at = created_at - interval '13 hours' WHERE person_id = $1`, [
    person.id,
  ]);
  return client;
}

async function revoked(client: Client): Promise<Client> {
  const { id, token } = (await client.post('/api/v1/tokens', { name: '测试' })).as(CreatedToken);
  expect((await client.delete(`/api/v1/tokens/${id}`)).status).toBe(204);
  return office.app.stranger.with({ authorization: `Bearer ${token}` });
}

/** Somebody without roles and posts of their own, who stands in for the liaison of the unit that leads. */
async function deputy(): Promise<Client> {
  const person = await newPerson(office, clients.administrator);
  await delegate(clients.lead, 'Industry Bureau', person.id);
  return withToken(await person.signIn());
}

/** Stood in for a liaison of the co-unit until a moment ago, and is liaison of no unit. */
async function formerDeputy(): Promise<Client> {
  const person = await newPerson(office, clients.administrator);
  const grant = `/api/v1/people/${person.id}/grant-role`;
  expect((await clients.security.post(grant, { role: 'liaison' })).status).toBe(200);
  const { delegationId } = await delegate(clients.co, 'Finance Bureau', person.id);
  const client = await withToken(await person.signIn());
  const revoke = `/api/v1/organisation/delegations/${delegationId}/revoke`;
  expect((await clients.co.post(revoke, { reason: '提前返回' })).status).toBe(200);
  return client;
}

async function delegate(holder: Client, unit: string, deputyId: string): Promise<OrganisationAnswer> {
  const { posts } = office.organisation.units.find(({ id }) => id === office.unit(unit)) ?? { posts: [] };
  const post = posts.find(({ duty }) => duty === 'liaison');
  const absence = { deputyId, from: office.today, to: office.inDays(5), reason: '出差' };
  return (await holder.post(`/api/v1/organisation/posts/${post?.id}/delegate`, absence)).as(OrganisationAnswer);
}

/** With tokens, so that signing out, which is among the routes, does not end anybody's session. */
async function withToken(client: Client): Promise<Client> {
  const { token } = (await client.post('/api/v1/tokens', { name: '测试' })).as(CreatedToken);
  return office.app.stranger.with({ authorization: `Bearer ${token}` });
}

/** The liaison of a unit below the one that leads. */
async function below(administrator: Client, security: Client): Promise<Client> {
  const person = await newPerson(office, administrator);
  const title = { zh: '联络员', en: 'Liaison' };
  const create = { unitId: office.unit('Industry Bureau, Projects Division'), duty: 'liaison', title };
  const post = (await administrator.post('/api/v1/organisation/posts', create)).as(OrganisationAnswer);
  const fill = `/api/v1/organisation/posts/${post.postId}/fill`;
  expect((await administrator.post(fill, { personId: person.id }, { ifMatch: post.version })).status).toBe(200);
  expect((await security.post(`/api/v1/people/${person.id}/grant-role`, { role: 'liaison' })).status).toBe(200);
  return withToken(await person.signIn());
}
