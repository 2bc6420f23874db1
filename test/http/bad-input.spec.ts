import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemKinds } from '#libs/contracts';
import { BODY_LIMIT_BYTES } from '../../apps/server/src/http/json-body.ts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const NOBODY = '11111111-1111-4111-8111-111111111111';
/** A cursor as the server writes them, with values of our choice. */
const cursor = (...place: string[]) => Buffer.from(JSON.stringify(place)).toString('base64url');

async function events(): Promise<number> {
  const [row] = await office.app.sql<{ count: string }>(`SELECT count(*) FROM event WHERE type <> 'RemindersClaimed'`);
  return Number(row?.count);
}

describe('a text that cannot be a readout', () => {
  const cases: [string, string, string, RegExp][] = [
    ['is empty', '', '422 readout.empty', /paste the whole readout/],
    ['is blank', ' \n\t\u3000\n', '422 readout.empty', /paste the whole readout/],
    ['is binary', 'PK\u0003\u0004会议', '422 readout.binary', /Character 2 is a control character/],
    ['has five megabytes', '会议强调大干60天'.repeat(220_000), '413 readout.too-long', /1000000 is the limit/],
    [
      'was not UTF-8 when it was read',
      '会议\uFFFD\uFFFD强调',
      '422 readout.not-utf-8',
      /Character 2 could not be read/,
    ],
  ];
  it.each(cases)('%s', async (_, text, outcome, advice) => {
    const before = await events();
    const answer = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
    expect(answer.outcome).toBe(outcome);
    expect(answer.problem.detail).toMatch(advice);
    expect(answer.problem.errors).toMatchObject([{ pointer: '/text' }]);
    expect(await events()).toBe(before);
  });
});

describe('an address that cannot be read', () => {
  it.each(['/api/v1/tasks/%zz', '/%'])('%s', async (address) => {
    const answer = await office.clerk.get(address);
    expect(answer.outcome).toBe('400 request.malformed-address');
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});

describe('a body that cannot be read', () => {
  const post = (body: string | Uint8Array, headers = {}) => office.clerk.post('/api/v1/readouts', body, { headers });

  it('is not JSON', async () => {
    expect((await post('{"text": ')).outcome).toBe('400 request.malformed-json');
  });

  it('is not UTF-8', async () => {
    // 会议 in GB 18030
    const bytes = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xbb, 0xe1, 0xd2, 0xe9]), Buffer.from('"}')]);
    expect((await post(bytes)).outcome).toBe('400 request.not-utf-8');
  });

  it('is of another type', async () => {
    expect((await post('text=1', { 'content-type': 'application/x-www-form-urlencoded' })).outcome).toBe(
      '415 request.not-json',
    );
    expect((await post('会议', { 'content-type': 'text/plain' })).outcome).toBe('415 request.not-json');
  });

  it('is larger than any request may be', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(BODY_LIMIT_BYTES), meetingDate: office.today });
    expect((await post(body)).outcome).toBe('413 request.too-large');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('would reach into a prototype by %s', async (field) => {
    const answer = await post(`{"text":"会议","meetingDate":"${office.today}","${field}":{"isAdmin":true}}`);
    expect(answer.outcome).toBe('400 request.invalid');
    expect(answer.problem.errors).toMatchObject([{ pointer: `/${field}`, code: 'unrecognized_keys' }]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

describe('a request that is not as agreed', () => {
  it('is told every fault at once, each with its place', async () => {
    const body = { text: 7, meetingDate: '2022-02-30', tilte: '错字' };
    const { status, code, errors } = (await office.clerk.post('/api/v1/readouts', body)).problem;
    expect([status, code]).toEqual([400, 'request.invalid']);
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/text', '/meetingDate', '/tilte']);
  });

  it('names a place inside a list', async () => {
    const { id } = await office.registered();
    const body = { tasks: [{ leadUnit: NOBODY }, { leadUnit: 'Bureau' }] };
    const { errors } = (await office.clerk.post(`/api/v1/directives/${id}/issue`, body)).problem;
    expect(errors).toMatchObject([{ pointer: '/tasks/1/leadUnit', code: 'invalid_format' }]);
  });

  it('is told in the caller’s language', async () => {
    const send = (language: string) =>
      office.clerk
        .with({ 'accept-language': language })
        .post('/api/v1/readouts', { text: '', meetingDate: office.today });
    expect((await send('zh-CN,zh;q=0.9,en;q=0.8')).problem.detail).toBe('正文为空，请粘贴通稿全文。');
    expect((await send('fr;q=0.9,en;q=0.8')).problem.title).toBe('Cannot be accepted');
    const invalid = await office.clerk.with({ 'accept-language': 'zh' }).post('/api/v1/readouts', { text: 1 });
    expect(invalid.problem.errors?.[0]?.detail).toContain('无效输入');
  });

  it.each([
    ['/api/v1/tasks?limit=1000', '400 request.invalid'],
    ['/api/v1/readouts?as_of=12', '400 request.invalid'],
    ['/api/v1/tasks?cursor=abc', '400 request.cursor-invalid'],
    [`/api/v1/inbox?cursor=${cursor('inbox', 'yesterday', NOBODY)}`, '400 request.cursor-invalid'],
    [
      `/api/v1/deliveries?cursor=${cursor('deliveries', '2022-10-26T01:00:00.000Z', 'nobody')}`,
      '400 request.cursor-invalid',
    ],
    ['/api/v1/audit-entries?cursor=abc', '403 access.denied'],
    ['/api/v1/tasks/not-an-id', '400 request.invalid'],
    [`/api/v1/tasks/${NOBODY}`, '404 item.not-found'],
    [`/api/v1/directives/${NOBODY}`, '404 item.not-found'],
    [`/api/v1/readouts/${NOBODY}`, '404 item.not-found'],
    ['/api/v1/nowhere', '404 request.not-found'],
    ['/api/v1/tasks?after=999999999', '503 server.read-model-behind'],
  ])('GET %s is %s', async (path, outcome) => {
    const answer = await office.clerk.get(path);
    expect(answer.outcome).toBe(outcome);
    expect(answer.headers.get('retry-after')).toBe(outcome.startsWith('503') ? '1' : null);
  });
});

describe('what the business refuses', () => {
  it('names an unknown unit and where it stands', async () => {
    const { first } = await office.proposals();
    const units = { leadUnit: office.unit('Water Bureau'), coUnits: [NOBODY] };
    const answer = await office.clerk.post(`/api/v1/directives/${first}/register`, { ...units, dueDate: null });
    expect(answer.problem).toMatchObject({ status: 422, code: 'unit.unknown', errors: [{ pointer: '/coUnits/0' }] });
  });

  it('names a post that is no leader’s', async () => {
    const { first } = await office.proposals();
    const body = { leadUnit: office.unit('Water Bureau'), leaderInCharge: NOBODY, dueDate: null };
    const answer = await office.clerk.post(`/api/v1/directives/${first}/register`, body);
    expect(answer.problem).toMatchObject({
      status: 422,
      code: 'post.unknown',
      errors: [{ pointer: '/leaderInCharge' }],
    });
  });

  it('has no date before the meeting', async () => {
    const { first } = await office.proposals();
    const body = { leadUnit: office.unit('Water Bureau'), dueDate: office.inDays(-1) };
    const { status, code, detail } = (await office.clerk.post(`/api/v1/directives/${first}/register`, body)).problem;
    expect([status, code]).toEqual([422, 'directive.due-before-meeting']);
    expect(detail).toBe(`The date ${office.inDays(-1)} is before the meeting (${office.today}).`);
  });

  it('has no transition that the state forbids', async () => {
    const task = await office.task();
    const claim = { text: '完成', evidence: ['报告'] };
    const answer = await office.liaison.post(`/api/v1/tasks/${task.id}/claim-completion`, claim);
    expect(answer.problem).toMatchObject({ status: 409, code: 'task.not-signed-for' });
  });

  it('has no task later than its directive', async () => {
    const { id } = await office.registered();
    const tasks = [{ leadUnit: office.unit('Water Bureau'), dueDate: office.inDays(61) }];
    const answer = await office.clerk.post(`/api/v1/directives/${id}/issue`, { tasks });
    expect(answer.problem).toMatchObject({ status: 422, code: 'task.after-directive-date' });
  });

  it('has no quote that is not in the text, or is there twice', async () => {
    const text = `会议 ${randomUUID()} 强调安全，安全第一。`;
    const imported = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
    const { id: readoutId } = JSON.parse(imported.text);
    const propose = (quote: object, extra = {}) =>
      office.clerk.post('/api/v1/directives', { readoutId, quote, title: '抓安全', ...extra });
    expect((await propose({ exact: '质量' })).outcome).toBe('422 readout.quote-missing');
    expect((await propose({ exact: '安全' })).outcome).toBe('422 readout.quote-ambiguous');
    expect((await propose({ exact: '安全', start: text.lastIndexOf('安全') })).status).toBe(201);
    expect((await propose({ exact: '第一' }, { expression: '尽快' })).outcome).toBe('422 readout.expression-unknown');
  });

  it('hands no part of a task to a unit beyond the lead unit’s reach', async () => {
    const task = await office.task({ signedFor: true });
    const children = [{ title: '选址', leadUnit: office.unit('Housing Bureau') }];
    const answer = await office.liaison.post(`/api/v1/tasks/${task.id}/decompose`, { children });
    expect(answer.problem).toMatchObject({
      status: 422,
      code: 'unit.beyond-reach',
      errors: [{ pointer: '/children/0/leadUnit' }],
    });
  });
});

describe('the list of problems', () => {
  it('explains every code in both languages', async () => {
    const kinds = (await office.app.stranger.get('/api/problems')).as(ProblemKinds);
    expect(kinds.find(({ code }) => code === 'task.due-in-past')).toEqual({
      ...{ code: 'task.due-in-past', status: 422 },
      zh: '期限 {{date}} 早于今天（{{today}}）。',
      en: 'The date {{date}} is before today ({{today}}).',
    });
    expect(kinds.filter(({ zh, en }) => zh.match(/^problems\.|[$]t/) || en.match(/^problems\.|[$]t/))).toEqual([]);
  });
});
