import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, CreatedToken, OrganisationAnswer, Session } from '#libs/contracts';
import type { Role } from '#libs/directives';
import { type Action, mayEver, POLICY } from '../../apps/server/src/access/policy.ts';
import { SYSTEM } from '../../apps/server/src/access/viewer.ts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import {
  ADMINISTRATORS,
  ANYBODY,
  AUDITOR,
  CALLERS,
  type Caller,
  DENIALS,
  ITS_UNITS,
  LEAD_UNIT,
  LEADERS,
  OFFICE,
  OFFICE_ALONE,
  READERS,
  SECURITY,
  SIGNED_IN,
  WHO_SEES_IT,
} from './support/callers.ts';
import { newPerson } from './support/new-person.ts';

const because = { reason: '依规办理' };
const NOBODY = '11111111-1111-4111-8111-111111111111';
const person = `/people/${NOBODY}`;
const destination = `/destinations/${NOBODY}`;
const text = { text: '请核' };
const step = { rule: 'due-3wd', to: ['responsible'], from: 'deadline', after: { workingDays: -3 } };

/** Every route, who may use it, and a body that is as agreed. Commands are sent for a version that never was: nothing changes. */
const ROUTES: Record<string, readonly [expected: string, body?: object]> = {
  'GET /api/v1/status': [ANYBODY],
  'GET /api/problems': [ANYBODY],
  'GET /health/live': [ANYBODY],
  'GET /health/ready': [ANYBODY],
  'GET /metrics': [ANYBODY],
  'POST /api/v1/session': [ANYBODY, {}],
  'GET /api/v1/session/second-factor': [ANYBODY],
  'POST /api/v1/session/second-factor': [ANYBODY, {}],
  'POST /api/v1/setup': [ANYBODY, {}],

  'GET /api/v1/session': [SIGNED_IN],
  'DELETE /api/v1/session': [SIGNED_IN],
  'POST /api/v1/session/language': [SIGNED_IN, { language: 'zh' }],
  'POST /api/v1/session/password': [SIGNED_IN, {}],
  'GET /api/v1/session/second-factors': [SIGNED_IN],
  'POST /api/v1/session/authenticator': [SIGNED_IN, { present: 1 }],
  'POST /api/v1/session/authenticator/confirm': [SIGNED_IN, {}],
  'POST /api/v1/session/authenticator/remove': [SIGNED_IN, { present: 1 }],
  'POST /api/v1/session/recovery-codes': [SIGNED_IN, { present: 1 }],
  'POST /api/v1/session/passkeys/begin': [SIGNED_IN, { present: 1 }],
  'POST /api/v1/session/passkeys': [SIGNED_IN, {}],
  [`POST /api/v1/session/passkeys/${NOBODY}/remove`]: [SIGNED_IN, { present: 1 }],
  'GET /api/v1/sessions': [SIGNED_IN],
  'GET /api/v1/tokens': [SIGNED_IN],
  'POST /api/v1/tokens': [SIGNED_IN, {}],
  'GET /api/v1/views': [SIGNED_IN],
  'POST /api/v1/views': [SIGNED_IN, {}],
  'GET /api/v1/organisation': [SIGNED_IN],
  'GET /api/v1/seal': [SIGNED_IN],
  'GET /api/v1/settings': [SIGNED_IN],
  'POST /api/v1/settings/ladders/{name}': [OFFICE, { title: { zh: '从严', en: 'Strict' }, steps: [step] }],
  'GET /api/v1/inbox': [SIGNED_IN],
  'POST /api/v1/inbox/acknowledge': [SIGNED_IN, {}],
  'GET /api/v1/inbox/counts': [SIGNED_IN],
  'POST /api/v1/inbox/snooze': [SIGNED_IN, {}],
  'POST /api/v1/hold/release': [AUDITOR, { decision: 'send' }],
  'GET /api/v1/notification-preferences': [SIGNED_IN],
  'POST /api/v1/notification-preferences': [SIGNED_IN, {}],
  'GET /api/v1/push/key': [SIGNED_IN],
  'GET /api/v1/push/subscriptions': [SIGNED_IN],
  'POST /api/v1/push/subscriptions': [SIGNED_IN, {}],
  'GET /api/v1/calendar-feeds': [SIGNED_IN],
  'POST /api/v1/calendar-feeds': [SIGNED_IN, {}],
  'GET /api/v1/demo/clock': [SIGNED_IN],
  'POST /api/v1/demo/clock': [SIGNED_IN, {}],
  'GET /api/v1/overview': [READERS],
  'GET /api/v1/readouts': [READERS],
  'GET /api/v1/directives': [READERS],
  'GET /api/v1/tasks': [READERS],
  'GET /api/v1/tasks/mine': [READERS],
  'GET /api/v1/tasks/skeleton': [READERS],
  'GET /api/v1/tasks/versions': [READERS],
  'GET /api/v1/dashboard': [READERS],
  'GET /api/v1/report': [READERS],
  'GET /api/v1/report/export': [READERS],
  'GET /api/v1/search': [READERS],
  'GET /api/v1/campaigns': [READERS],
  'GET /api/v1/campaigns/{campaign}': [READERS],
  'GET /api/v1/readouts/{readout}': [WHO_SEES_IT],
  'GET /api/v1/readouts/{readout}/file': [WHO_SEES_IT],
  'GET /api/v1/readouts/{readout}/proposals': [OFFICE],
  'GET /api/v1/settings/moved-dates': [OFFICE],
  'GET /api/v1/directives/{directive}': [WHO_SEES_IT],
  'GET /api/v1/directives/{directive}/history': [WHO_SEES_IT],
  'GET /api/v1/tasks/{task}': [WHO_SEES_IT],
  'GET /api/v1/tasks/{task}/history': [WHO_SEES_IT],
  'GET /api/v1/tasks/{task}/deeds': [WHO_SEES_IT],
  'GET /api/v1/deliveries': ['401 ok  403 403 403 403 ok  403 403'],
  'GET /api/v1/told': [AUDITOR],
  [`GET /api/v1/alerts/${NOBODY}/why`]: ['401 404 404 404 404 404 404 404 404'],
  'GET /api/v1/hold': ['401 ok  403 403 403 403 ok  403 403'],
  'GET /api/v1/events': [AUDITOR],
  'GET /api/v1/audit-entries': [AUDITOR],
  'POST /api/v1/readouts': [OFFICE, { text: ' ', meetingDate: '2022-10-26' }],
  'POST /api/v1/directives': [OFFICE, { readoutId: NOBODY, quote: { exact: '会议' }, title: '题目' }],
  'POST /api/v1/readouts/{readout}/correct': [OFFICE, { text: '会议强调', ...because }],
  'POST /api/v1/directives/{directive}/revise': [OFFICE, { title: '题目' }],
  'POST /api/v1/directives/{directive}/split': [
    OFFICE,
    { parts: [1, 2].map((part) => ({ title: `${part}`, quote: { exact: '会议' } })) },
  ],
  'POST /api/v1/directives/{directive}/drop': [OFFICE, because],
  'POST /api/v1/directives/{directive}/label': [OFFICE, { label: 'internal', ...because }],
  'POST /api/v1/directives/{directive}/register': [OFFICE, { leadUnit: NOBODY, dueDate: null }],
  'POST /api/v1/directives/{directive}/issue': [OFFICE, {}],
  'POST /api/v1/directives/{directive}/amend': [OFFICE, because],
  'POST /api/v1/directives/{directive}/recompute-deadline': [OFFICE, { decision: 'keep' }],
  'POST /api/v1/directives/{directive}/merge': [OFFICE, { into: NOBODY, ...because }],
  'POST /api/v1/directives/{directive}/supersede': [OFFICE, { successor: NOBODY, ...because }],
  'POST /api/v1/directives/{directive}/cancel': [OFFICE, because],
  'POST /api/v1/directives/{directive}/close': [OFFICE, { kind: 'partly', summary: '部分完成' }],

  'POST /api/v1/campaigns': [OFFICE, { title: ' ', startDate: '2022-10-27', endDate: '2022-12-25' }],
  'POST /api/v1/campaigns/{campaign}/amend': [OFFICE, because],
  'POST /api/v1/campaigns/{campaign}/add-directives': [OFFICE, { directiveIds: [NOBODY] }],
  'POST /api/v1/campaigns/{campaign}/remove-directives': [OFFICE, { directiveIds: [NOBODY], ...because }],
  'POST /api/v1/campaigns/{campaign}/close': [OFFICE, { summary: '完成' }],
  'POST /api/v1/events/{position}/erase-text': [OFFICE, because],
  'POST /api/v1/tasks/{task}/sign-for': [LEAD_UNIT, {}],
  'POST /api/v1/tasks/{task}/dispute': [LEAD_UNIT, because],
  'POST /api/v1/tasks/{task}/start': [LEAD_UNIT, {}],
  'POST /api/v1/tasks/{task}/decompose': [LEAD_UNIT, { children: [{ title: '子任务' }] }],
  'POST /api/v1/tasks/{task}/request-extension': [LEAD_UNIT, { to: '2099-01-01', ...because }],
  'POST /api/v1/tasks/{task}/claim-completion': [LEAD_UNIT, text],
  'POST /api/v1/tasks/{task}/report-progress': [ITS_UNITS, { percent: 50, ...text }],
  'POST /api/v1/tasks/{task}/remark': [LEADERS, text],
  'POST /api/v1/tasks/{task}/uphold': [OFFICE, because],
  'POST /api/v1/tasks/{task}/reassign': [OFFICE, { leadUnit: NOBODY, ...because }],
  'POST /api/v1/tasks/{task}/return-report': [OFFICE, { reportId: NOBODY, ...because }],
  'POST /api/v1/tasks/{task}/grant-extension': [OFFICE, { requestId: NOBODY }],
  'POST /api/v1/tasks/{task}/refuse-extension': [OFFICE, { requestId: NOBODY, ...because }],
  'POST /api/v1/tasks/{task}/urge': [OFFICE, text],
  'POST /api/v1/tasks/{task}/redate': [OFFICE, { to: '2099-01-01', ...because }],
  'POST /api/v1/tasks/redate': [OFFICE, { tasks: [{ id: NOBODY, version: 1, to: '2099-01-01' }], ...because }],
  'POST /api/v1/tasks/urge': [OFFICE, { taskIds: [NOBODY], ...text }],
  'POST /api/v1/tasks/{task}/suspend': [OFFICE, { clock: 'runs', ...because }],
  'POST /api/v1/tasks/{task}/resume': [OFFICE, because],
  'POST /api/v1/tasks/{task}/return-completion': [OFFICE, because],
  'POST /api/v1/tasks/{task}/close': [OFFICE, { kind: 'partly', ...because }],
  'POST /api/v1/tasks/{task}/look-back': [OFFICE, { finding: 'ok' }],
  'POST /api/v1/tasks/{task}/reopen': [OFFICE, because],
  'POST /api/v1/tasks/{task}/issue-slip': [OFFICE, { colour: 'red', ...text }],
  'POST /api/v1/tasks/{task}/answer-slip': [LEAD_UNIT, { slipId: NOBODY, ...text }],
  'POST /api/v1/tasks/{task}/ladder': [OFFICE, { ladder: 'weekly' }],
  'POST /api/v1/tasks/{task}/feedback-cycle': [OFFICE, { cycle: null }],

  'POST /api/v1/deliveries/resend': [OFFICE, { messageIds: [NOBODY] }],
  'GET /api/v1/destinations': [OFFICE],
  'POST /api/v1/destinations': [OFFICE, { channel: 'webhook', name: '去处', address: 'http://10.0.0.1/' }],
  [`POST /api/v1${destination}/disable`]: [OFFICE_ALONE, {}],
  [`POST /api/v1${destination}/enable`]: [OFFICE_ALONE, {}],
  [`POST /api/v1${destination}/rotate-secret`]: [OFFICE_ALONE, {}],
  [`POST /api/v1${destination}/ping`]: [OFFICE_ALONE, {}],

  'GET /api/v1/people': ['401 403 403 403 403 403 403 ok  ok '],
  'POST /api/v1/people': [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/open-account`]: [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/reset-password`]: ['401 403 403 403 403 403 403 ok  ok ', {}],
  [`POST /api/v1${person}/unlock`]: [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/link-identity`]: ['401 403 403 403 403 403 403 ok  ok ', {}],
  [`POST /api/v1${person}/unlink-identity`]: ['401 403 403 403 403 403 403 ok  ok ', {}],
  [`POST /api/v1${person}/reset-second-factor`]: ['401 403 403 403 403 403 403 ok  ok ', { all: true }],
  [`POST /api/v1${person}/disable`]: [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/enable`]: [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/grant-role`]: [SECURITY, { role: 'clerk' }],
  [`POST /api/v1${person}/set-clearance`]: [SECURITY, { clearance: 'sensitive', ...because }],
  [`POST /api/v1${person}/revoke-role`]: [SECURITY, { role: 'clerk', ...because }],
  'POST /api/v1/organisation/units': [ADMINISTRATORS, { name: { zh: '局', en: 'Bureau' } }],
  'POST /api/v1/organisation/posts': [
    ADMINISTRATORS,
    { unitId: NOBODY, duty: 'head', title: { zh: '局长', en: 'Head' } },
  ],
  [`POST /api/v1/organisation/units/${NOBODY}/rename`]: [ADMINISTRATORS, { name: { zh: '局', en: 'Bureau' } }],
  [`POST /api/v1/organisation/posts/${NOBODY}/fill`]: [ADMINISTRATORS, { personId: NOBODY }],
  [`POST /api/v1/organisation/posts/${NOBODY}/vacate`]: [ADMINISTRATORS, because],
};

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
  // With tokens, so that signing out, which is among the routes, does not end anybody's session.
  const withToken = async (client: Client) => {
    const { token } = (await client.post('/api/v1/tokens', { name: '测试' })).as(CreatedToken);
    return app.stranger.with({ authorization: `Bearer ${token}` });
  };
  const sessions = [clerk, liaison, co, sibling, leader, auditor, administrator, security];
  const bearers = await Promise.all(sessions.map(withToken));
  clients = Object.fromEntries([app.stranger, ...bearers].map((client, i) => [CALLERS[i], client])) as typeof clients;
  twins = await Promise.all([
    ranOut().then((client) => ({ who: 'expired session', as: 'stranger' as const, client })),
    revoked(clients.clerk).then((client) => ({ who: 'revoked token', as: 'stranger' as const, client })),
    below(clients.administrator, clients.security).then((client) => ({ who: 'child', as: 'sibling' as const, client })),
  ]);
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

/** The liaison of a unit below the one that leads. */
async function below(administrator: Client, security: Client): Promise<Client> {
  const person = await newPerson(office, administrator);
  const title = { zh: '联络员', en: 'Liaison' };
  const create = { unitId: office.unit('Industry Bureau, Projects Division'), duty: 'liaison', title };
  const post = (await administrator.post('/api/v1/organisation/posts', create)).as(OrganisationAnswer);
  const fill = `/api/v1/organisation/posts/${post.postId}/fill`;
  expect((await administrator.post(fill, { personId: person.id }, { ifMatch: post.version })).status).toBe(200);
  expect((await security.post(`/api/v1/people/${person.id}/grant-role`, { role: 'liaison' })).status).toBe(200);
  const client = await person.signIn();
  const { token } = (await client.post('/api/v1/tokens', { name: '测试' })).as(CreatedToken);
  return office.app.stranger.with({ authorization: `Bearer ${token}` });
}
