import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, CreatedToken, IssueAnswer, OrganisationAnswer } from '#libs/contracts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';
import { newPerson } from './support/new-person.ts';

const CALLERS = ['stranger', 'clerk', 'lead', 'co', 'sibling', 'leader', 'auditor', 'administrator'] as const;
type Caller = (typeof CALLERS)[number];

/** In the order of CALLERS; `ok`: let through to the command or query, whatever that then says. */
const ANYBODY = 'ok  ok  ok  ok  ok  ok  ok  ok ';
const SIGNED_IN = '401 ok  ok  ok  ok  ok  ok  ok ';
const READERS = '401 ok  ok  ok  ok  ok  403 403';
const WHO_SEES_IT = '401 ok  ok  ok  404 ok  403 403';
const OFFICE = '401 ok  403 403 403 403 403 403';
const LEAD_UNIT = '401 403 ok  403 404 403 403 403';
const ITS_UNITS = '401 403 ok  ok  404 403 403 403';
const LEADERS = '401 403 403 403 403 ok  403 403';
const ADMINISTRATORS = '401 403 403 403 403 403 403 ok ';

const because = { reason: '依规办理' };
const NOBODY = '11111111-1111-4111-8111-111111111111';
const person = `/people/${NOBODY}`;
const text = { text: '请核' };

/** Every route, who may use it, and a body that is as agreed. Commands are sent for a version that never was: nothing changes. */
const ROUTES: Record<string, readonly [expected: string, body?: object]> = {
  'GET /api/v1/status': [ANYBODY],
  'GET /api/problems': [ANYBODY],
  'GET /health/live': [ANYBODY],
  'GET /health/ready': [ANYBODY],
  'GET /metrics': [ANYBODY],
  'POST /api/v1/session': [ANYBODY, {}],
  'POST /api/v1/setup': [ANYBODY, {}],

  'GET /api/v1/session': [SIGNED_IN],
  'DELETE /api/v1/session': [SIGNED_IN],
  'POST /api/v1/session/language': [SIGNED_IN, { language: 'zh' }],
  'POST /api/v1/session/password': [SIGNED_IN, {}],
  'GET /api/v1/tokens': [SIGNED_IN],
  'POST /api/v1/tokens': [SIGNED_IN, {}],
  'GET /api/v1/organisation': [SIGNED_IN],
  'GET /api/v1/seal': [SIGNED_IN],
  'GET /api/v1/inbox': [SIGNED_IN],
  'POST /api/v1/inbox/acknowledge': [SIGNED_IN, {}],
  'POST /api/v1/hold/release': ['401 403 403 403 403 403 ok  403', { decision: 'send' }],
  'GET /api/v1/demo/clock': [SIGNED_IN],
  'POST /api/v1/demo/clock': [SIGNED_IN, {}],

  'GET /api/v1/overview': [READERS],
  'GET /api/v1/readouts': [READERS],
  'GET /api/v1/directives': [READERS],
  'GET /api/v1/tasks': [READERS],
  'GET /api/v1/tasks/mine': [READERS],
  'GET /api/v1/readouts/{readout}': [WHO_SEES_IT],
  'GET /api/v1/readouts/{readout}/file': [WHO_SEES_IT],
  'GET /api/v1/readouts/{readout}/proposals': [OFFICE],
  'GET /api/v1/directives/{directive}': [WHO_SEES_IT],
  'GET /api/v1/directives/{directive}/history': [WHO_SEES_IT],
  'GET /api/v1/tasks/{task}': [WHO_SEES_IT],
  'GET /api/v1/tasks/{task}/history': [WHO_SEES_IT],
  'GET /api/v1/deliveries': ['401 ok  403 403 403 403 ok  403'],
  'GET /api/v1/hold': ['401 ok  403 403 403 403 ok  403'],
  'GET /api/v1/events': ['401 403 403 403 403 403 ok  403'],
  'GET /api/v1/audit-entries': ['401 403 403 403 403 403 ok  ok '],

  'POST /api/v1/readouts': [OFFICE, { text: ' ', meetingDate: '2022-10-26' }],
  'POST /api/v1/directives': [OFFICE, { readoutId: NOBODY, quote: { exact: '会议' }, title: '题目' }],
  'POST /api/v1/readouts/{readout}/correct': [OFFICE, { text: '会议强调', ...because }],
  'POST /api/v1/directives/{directive}/revise': [OFFICE, { title: '题目' }],
  'POST /api/v1/directives/{directive}/split': [
    OFFICE,
    { parts: [1, 2].map((part) => ({ title: `${part}`, quote: { exact: '会议' } })) },
  ],
  'POST /api/v1/directives/{directive}/drop': [OFFICE, because],
  'POST /api/v1/directives/{directive}/register': [OFFICE, { leadUnit: NOBODY, dueDate: null }],
  'POST /api/v1/directives/{directive}/issue': [OFFICE, {}],
  'POST /api/v1/directives/{directive}/amend': [OFFICE, because],
  'POST /api/v1/directives/{directive}/merge': [OFFICE, { into: NOBODY, ...because }],
  'POST /api/v1/directives/{directive}/supersede': [OFFICE, { successor: NOBODY, ...because }],
  'POST /api/v1/directives/{directive}/cancel': [OFFICE, because],
  'POST /api/v1/directives/{directive}/close': [OFFICE, { kind: 'partly', summary: '部分完成' }],

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
  'POST /api/v1/tasks/{task}/suspend': [OFFICE, { clock: 'runs', ...because }],
  'POST /api/v1/tasks/{task}/resume': [OFFICE, because],
  'POST /api/v1/tasks/{task}/return-completion': [OFFICE, because],
  'POST /api/v1/tasks/{task}/close': [OFFICE, { kind: 'partly', ...because }],
  'POST /api/v1/tasks/{task}/look-back': [OFFICE, { finding: 'ok' }],
  'POST /api/v1/tasks/{task}/reopen': [OFFICE, because],

  'GET /api/v1/people': [ADMINISTRATORS],
  'POST /api/v1/people': [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/open-account`]: [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/reset-password`]: [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/disable`]: [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/enable`]: [ADMINISTRATORS, {}],
  [`POST /api/v1${person}/grant-role`]: [ADMINISTRATORS, { role: 'clerk' }],
  [`POST /api/v1${person}/revoke-role`]: [ADMINISTRATORS, { role: 'clerk', ...because }],
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

beforeAll(async () => {
  office = await Office.open();
  const { app, clerk, liaison, leader, auditor } = office;
  const [co, sibling, administrator] = await Promise.all([
    app.signIn('liaison.finance'),
    app.signIn('liaison.water'),
    office.administrator(),
  ]);
  // With tokens, so that signing out, which is among the routes, does not end anybody's session.
  const withToken = async (client: Client) => {
    const { token } = (await client.post('/api/v1/tokens', { name: '测试' })).as(CreatedToken);
    return app.stranger.with({ authorization: `Bearer ${token}` });
  };
  const sessions = [clerk, liaison, co, sibling, leader, auditor, administrator];
  const bearers = await Promise.all(sessions.map(withToken));
  clients = Object.fromEntries([app.stranger, ...bearers].map((client, i) => [CALLERS[i], client])) as typeof clients;
  const task = await office.task();
  const { position } = (await clerk.post(`/api/v1/tasks/${task.id}/urge`, text)).as(CommandAnswer);
  const { readoutId } = JSON.parse((await clerk.get(`/api/v1/directives/${task.directiveId}?after=${position}`)).text);
  items = { '{task}': task.id, '{directive}': task.directiveId, '{readout}': readoutId, '{position}': '1' };
});
afterAll(() => office.close());

describe('who may do what', () => {
  it.each(Object.entries(ROUTES))('%s', async (route, [expected, body]) => {
    const [method = '', pattern = ''] = route.split(' ');
    const path = pattern.replace(/\{\w+\}/, (item) => items[item] ?? '');
    const outcomes: string[] = [];
    for (const caller of CALLERS) {
      const client = clients[caller];
      const answer =
        method === 'POST' ? await client.post(path, body, { ifMatch: 999 }) : await client.send(method, path, {});
      const isDenied = answer.status >= 400 && DENIALS.has(answer.problem.code);
      outcomes.push((isDenied ? `${answer.status}` : 'ok').padEnd(3));
    }
    expect(outcomes.join(' ')).toBe(expected);
  });

  it('is said here of every route there is', async () => {
    const { paths } = JSON.parse((await office.app.stranger.get('/api/openapi.json')).text);
    const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const ANY_ITEM = /\{\w+\}|[0-9a-f]{8}-[0-9a-f-]{27}/;
    const said = new Set(Object.keys(ROUTES).flatMap((route) => [route, route.replace(ANY_ITEM, '{id}')]));
    const elsewhere = ['GET /api/v1/stream', 'DELETE /api/v1/tokens/{id}'];
    expect(described.filter((route) => !said.has(route))).toEqual(elsewhere.sort());
  });
});

/** Refusals of the door; what the command itself says (409, 412, 422 …) comes only to those who were let in. */
const DENIALS = new Set(['session.missing', 'access.denied', 'item.not-found']);

describe('an item', () => {
  it('of a unit is seen from above, but only its own people act on it', async () => {
    const projects = office.unit('Industry Bureau, Projects Division');
    const { id: directiveId } = await office.registered();
    const issued = await office.clerk.post(`/api/v1/directives/${directiveId}/issue`, {
      tasks: [{ leadUnit: projects }],
    });
    const [id] = JSON.parse(issued.text).taskIds;
    expect((await office.liaison.get(`/api/v1/tasks/${id}`)).outcome).toBe('200');
    expect((await office.liaison.post(`/api/v1/tasks/${id}/sign-for`, {})).outcome).toBe('403 access.denied');
    expect((await clients.sibling.get(`/api/v1/tasks/${id}`)).outcome).toBe('404 item.not-found');
  });

  it('is seen by its leader in charge, wherever that post is', async () => {
    const administrator = await office.administrator();
    const person = await newPerson(office, administrator);
    const title = { zh: '副局长', en: 'Deputy director' };
    const create = { unitId: office.unit('Water Bureau'), duty: 'leader', title };
    const post = (await administrator.post('/api/v1/organisation/posts', create)).as(OrganisationAnswer);
    const fill = `/api/v1/organisation/posts/${post.postId}/fill`;
    await administrator.post(fill, { personId: person.id }, { ifMatch: post.version });
    await administrator.post(`/api/v1/people/${person.id}/grant-role`, { role: 'leader' });
    const deputy = await person.signIn();

    const { first, second } = await office.proposals();
    const leadUnit = office.unit('Industry Bureau');
    const register = (id: string, leaderInCharge: string | null) =>
      office.clerk.post(`/api/v1/directives/${id}/register`, { leadUnit, leaderInCharge, dueDate: null });
    await register(first, post.postId ?? null);
    await register(second, null);
    expect((await deputy.get(`/api/v1/directives/${first}`)).outcome).toBe('200');
    expect((await deputy.get(`/api/v1/directives/${second}`)).outcome).toBe('404 item.not-found');
    const [id] = (await office.clerk.post(`/api/v1/directives/${first}/issue`, {})).as(IssueAnswer).taskIds;
    expect((await deputy.post(`/api/v1/tasks/${id}/remark`, text)).outcome).toBe('200');
  });

  it('that is only proposed is seen by the office alone', async () => {
    const { first } = await office.proposals();
    expect((await office.clerk.get(`/api/v1/directives/${first}`)).outcome).toBe('200');
    for (const who of [office.leader, office.liaison]) {
      expect((await who.get(`/api/v1/directives/${first}`)).outcome).toBe('404 item.not-found');
    }
  });

  it('is not reported on in the name of another unit', async () => {
    const { id } = await office.task({ signedFor: true });
    const report = { percent: 100, text: '全部完成', unit: office.unit('Industry Bureau') };
    expect((await clients.co.post(`/api/v1/tasks/${id}/report-progress`, report)).outcome).toBe('403 access.denied');
    const { unit, ...own } = report;
    expect((await clients.co.post(`/api/v1/tasks/${id}/report-progress`, own)).status).toBe(200);
    expect((await office.see(id)).percent).toBe(0);
  });
});
