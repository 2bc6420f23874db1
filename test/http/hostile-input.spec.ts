import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Session } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

describe('a value that no table can hold', () => {
  it.each([
    ['a user name with a control character', () => signIn('a\u0000b')],
    ['a user name with half a character', () => signIn('a\ud800b')],
    ['a type of event with a control character', () => office.auditor.get('/api/v1/events?type=%00')],
    ['a channel with a control character', () => office.auditor.get('/api/v1/deliveries?channel=%00')],
    ['a day of the year 0 in a query', () => office.clerk.get('/api/v1/tasks?dueFrom=0000-01-01')],
    ['a meeting in the year 0', () => importOn('0000-01-01')],
    ['business time in the year 0', () => office.clerk.post('/api/v1/demo/clock', { to: '0000-01-01' })],
    [
      'business time at the end of time',
      () => office.clerk.post('/api/v1/demo/clock', { to: '9999-12-31T23:59:59.999Z' }),
    ],
  ])('%s is refused at the door', async (_, send) => {
    expect((await send()).outcome).toBe('400 request.invalid');
  });

  it('such as a name with half a character makes no person', async () => {
    const administrator = await office.administrator();
    expect((await administrator.post('/api/v1/people', { name: '名\ud800' })).outcome).toBe('400 request.invalid');
    expect(await office.app.sql("SELECT 1 FROM person WHERE name LIKE '名%'")).toEqual([]);
  });

  function signIn(username: string) {
    return office.app.stranger.post('/api/v1/session', { username, password: 'x' }, { key: null });
  }
  function importOn(meetingDate: string) {
    return office.clerk.post('/api/v1/readouts', { text: '会议强调，要大干60天。', meetingDate });
  }
});

describe('an id', () => {
  it('is the same in capitals, so that no directive is merged into itself', async () => {
    const { id } = await office.registered();
    const merge = { into: id.toUpperCase(), reason: '重复' };
    expect((await office.clerk.post(`/api/v1/directives/${id}/merge`, merge)).outcome).toBe(
      '422 directive.target-not-open',
    );
    const seen = await office.clerk.get(`/api/v1/directives/${id.toUpperCase()}`);
    expect(JSON.parse(seen.text)).toMatchObject({ id });
  });
});

describe('the id of another kind of item', () => {
  it('is told as one that is not there, wherever it is sent', async () => {
    const { id, directiveId } = await office.task();
    const { clerk } = office;
    const push = { title: '攻坚', startDate: office.inDays(1), endDate: office.inDays(60) };
    const proposal = { readoutId: directiveId, quote: { exact: '会议' }, title: '题目' };
    const reason = '依规办理';
    const answers = await Promise.all([
      clerk.post(`/api/v1/tasks/${directiveId}/urge`, { text: '请速办' }),
      clerk.post(`/api/v1/directives/${id}/drop`, { reason }),
      clerk.post('/api/v1/directives', proposal),
      clerk.post(`/api/v1/readouts/${id}/correct`, { text: '会议强调', reason }, { ifMatch: 1 }),
      clerk.post(`/api/v1/campaigns/${id}/close`, { summary: '完成' }),
      clerk.post('/api/v1/campaigns', { ...push, directiveIds: [id] }),
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      ...[
        '404 item.not-found',
        '404 item.not-found',
        '422 readout.unknown',
        '404 item.not-found',
        '404 item.not-found',
      ],
      '422 campaign.directive-unknown',
    ]);
    const many = await clerk.post('/api/v1/tasks/urge', { taskIds: [id, directiveId], text: '请速办' });
    expect(JSON.parse(many.text).outcomes).toMatchObject([{ code: null }, { code: 'item.not-found' }]);
  });
});

describe('a body made to keep the server busy', () => {
  it('of thousands of unknown fields is answered in brief, each field by itself', async () => {
    const body = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`field${i}`, 1]));
    const answer = await office.app.stranger.post('/api/v1/session', body, { key: null });
    expect(answer.outcome).toBe('400 request.invalid');
    expect(answer.text.length).toBeLessThan(20_000);
    expect(answer.problem.errors?.at(-1)).toMatchObject({
      pointer: expect.stringMatching(/^\/field\d+$/),
      detail: expect.stringMatching(/^Unrecognized key: "field\d+"$/),
    });
  });

  it('nested without end is malformed', async () => {
    const text = '['.repeat(200_000) + ']'.repeat(200_000);
    const body = `{"meetingDate":"${office.today}","text":${text}}`;
    expect((await office.clerk.post('/api/v1/readouts', body)).outcome).toBe('400 request.malformed-json');
  });

  it('is larger than anything but a readout may be', async () => {
    const body = { language: 'zh', padding: 'x'.repeat(1_500_000) };
    expect((await office.clerk.post('/api/v1/session/language', body)).outcome).toBe('413 request.too-large');
    expect((await office.clerk.post('/api/v1/session/language', { language: 'zh' })).status).toBe(204);
  });
});

describe('a text made to keep the server busy', () => {
  it('of more than a megabyte is too long', async () => {
    const body = { text: '会议'.repeat(180_000), meetingDate: office.today };
    expect((await office.clerk.post('/api/v1/readouts', body)).outcome).toBe('413 readout.too-long');
  });

  it('with more to propose than a meeting can decide is refused whole', async () => {
    const text = Array.from({ length: 501 }, (_, i) => `第${i}号：市工业局要在10天内完成第${i}件事。`).join('\n');
    const answer = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
    expect(answer.outcome).toBe('422 readout.too-many-proposals');
    expect(answer.problem.detail).toMatch(/more than 500 directives/);
  });

  it('that names thousands of different times is refused before they are counted out', async () => {
    const text = Array.from({ length: 2000 }, (_, i) => `${i + 1}天、`).join('');
    const answer = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
    expect(answer.outcome).toBe('422 readout.too-many-proposals');
  });
});

describe('the last administrator', () => {
  it('cannot be disabled: nobody could enable anybody again', async () => {
    const last = await office.administrator();
    const { person } = (await last.get('/api/v1/session')).as(Session);
    await office.app.sql(
      'UPDATE person SET disabled_at = now() WHERE id IN (SELECT person_id FROM account WHERE username LIKE $1) AND id <> $2',
      ['administrator%', person.id],
    );
    const disable = () => last.post(`/api/v1/people/${person.id}/disable`, {});
    expect((await disable()).outcome).toBe('409 organisation.last-officer');
    expect((await last.get('/api/v1/session')).status).toBe(200);

    await office.administrator();
    expect((await disable()).status).toBe(204);
  });
});

describe('a command that is sent again', () => {
  it('is answered as the first time, also when the person was disabled meanwhile', async () => {
    const administrator = await office.administrator();
    const { id } = JSON.parse((await administrator.post('/api/v1/people', { name: '某人' })).text);
    const key = randomUUID();
    const security = await office.security();
    const grant = () => security.post(`/api/v1/people/${id}/grant-role`, { role: 'liaison' }, { key });
    const first = await grant();
    expect(first.status).toBe(200);
    await administrator.post(`/api/v1/people/${id}/disable`, {});
    expect((await grant()).text).toBe(first.text);
  });
});
