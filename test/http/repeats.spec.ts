import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandAnswer, DirectiveDetail, RegisterAnswer } from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

function register(id: string, key: string, extra = {}) {
  const body = { leadUnit: office.unit('Water Bureau'), dueDate: null, ...extra };
  return office.clerk.post(`/api/v1/directives/${id}/register`, body, { key });
}

describe('a request that is sent again with its key', () => {
  it('has one effect and the same answer, byte for byte', async () => {
    const { first } = await office.proposals();
    const key = randomUUID();
    const [once, again] = [await register(first, key), await register(first, key)];
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([200, once.text, once.headers.get('etag')]);
  });

  it('has one effect also when twenty copies come at once', async () => {
    const { first } = await office.proposals();
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => register(first, key)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    const { version } = (answers[0] as (typeof answers)[0]).as(RegisterAnswer);
    expect(version).toBe(2);
    const taken = await office.app.sql(`SELECT 1 FROM event WHERE type = 'NumberTaken' AND data->>'directiveId' = $1`, [
      first,
    ]);
    expect(taken).toHaveLength(1);
  });

  it('is answered from its receipt even when the state has moved on', async () => {
    const task = await office.task();
    const key = randomUUID();
    const path = `/api/v1/tasks/${task.id}/sign-for`;
    const once = await office.liaison.post(path, {}, { key });
    await office.liaison.post(`/api/v1/tasks/${task.id}/start`, {});
    expect((await office.liaison.post(path, {}, { key })).text).toBe(once.text);
  });

  it('is answered alike when it had nothing to do', async () => {
    const task = await office.task({ signedFor: true });
    const key = randomUUID();
    const path = `/api/v1/tasks/${task.id}/sign-for`;
    const [once, again] = [await office.liaison.post(path, {}, { key }), await office.liaison.post(path, {}, { key })];
    expect([once.status, again.text]).toEqual([200, once.text]);
    expect(await office.app.sql('SELECT 1 FROM receipt WHERE key = $1', [key])).toHaveLength(1);
  });

  it('is refused when it says something else, or goes elsewhere', async () => {
    const { first, second } = await office.proposals();
    const key = randomUUID();
    expect((await register(first, key)).status).toBe(200);
    expect((await register(first, key, { targets: ['另外的目标'] })).outcome).toBe('422 idempotency.other-body');
    expect((await register(second, key)).outcome).toBe('422 idempotency.other-body');
  });

  it('may be another person’s key: keys are each caller’s own', async () => {
    const [one, other] = [await office.task(), await office.task()];
    const key = randomUUID();
    expect((await office.liaison.post(`/api/v1/tasks/${one.id}/sign-for`, {}, { key })).status).toBe(200);
    expect((await office.clerk.post(`/api/v1/tasks/${other.id}/urge`, { text: '请签收' }, { key })).status).toBe(200);
  });

  it('can be sent again after it was refused', async () => {
    const task = await office.task();
    const key = randomUUID();
    const start = () => office.liaison.post(`/api/v1/tasks/${task.id}/start`, {}, { key });
    expect((await start()).outcome).toBe('409 task.not-signed-for');
    await office.liaison.post(`/api/v1/tasks/${task.id}/sign-for`, {});
    expect((await start()).status).toBe(200);
  });

  it('needs its key also where nothing is stored under it', async () => {
    for (const [path, body] of [
      ['/api/v1/tokens', { name: '脚本' }],
      ['/api/v1/session/language', { language: 'zh' }],
      ['/api/v1/demo/clock', { to: office.today }],
    ] as const) {
      expect((await office.clerk.post(path, body, { key: null })).outcome).toBe('400 request.key-missing');
    }
  });

  it.each([
    ['missing', null, '400 request.key-missing'],
    ['no UUID', 'once', '400 request.key-invalid'],
  ])('is refused when its key is %s', async (_, key, outcome) => {
    const { first } = await office.proposals();
    expect((await office.clerk.post(`/api/v1/directives/${first}/drop`, { reason: '阅知' }, { key })).outcome).toBe(
      outcome,
    );
  });
});

describe('two people at once', () => {
  it('never take the same number, and leave no gap', async () => {
    const proposals = await Promise.all(Array.from({ length: 10 }, () => office.proposals()));
    const answers = await Promise.all(
      proposals.flatMap(({ first, second }) => [register(first, randomUUID()), register(second, randomUUID())]),
    );
    const numbers = answers
      .map((answer) => Number(/〕(\d+)号/.exec(answer.as(RegisterAnswer).number)?.[1]))
      .sort((a, b) => a - b);
    expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual(numbers.map((_, i) => i));
    expect(numbers).toHaveLength(20);
  });

  it('never leave a closed directive with an open task', async () => {
    const close = { kind: 'overtaken', reason: '合并办理' };
    for (let round = 0; round < 5; round += 1) {
      const task = await office.task({ signedFor: true });
      await office.clerk.post(`/api/v1/tasks/${task.id}/close`, close);
      await Promise.all([
        office.clerk.post(`/api/v1/directives/${task.directiveId}/close`, { kind: 'overtaken', summary: '合并办理' }),
        office.clerk.post(`/api/v1/tasks/${task.id}/reopen`, { reason: '另有安排' }),
      ]);
      const directive = (await office.clerk.get(`/api/v1/directives/${task.directiveId}`)).as(DirectiveDetail);
      expect([directive.status, (await office.see(task.id)).status]).toEqual(['issued', 'active']);
    }
  });

  it('both urge a task: neither is told of a conflict', async () => {
    const task = await office.task();
    const urge = () => office.clerk.post(`/api/v1/tasks/${task.id}/urge`, { text: '请签收' });
    expect((await Promise.all([urge(), urge(), urge()])).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await office.see(task.id)).urges).toHaveLength(3);
  });
});

describe('If-Match', () => {
  const amend = (id: string, ifMatch?: number | string) => {
    const sending = ifMatch === undefined ? {} : { ifMatch };
    return office.clerk.post(
      `/api/v1/directives/${id}/amend`,
      { title: `题目 ${randomUUID()}`, reason: '更正' },
      sending,
    );
  };

  it('is asked for where a value is replaced', async () => {
    const { id } = await office.registered();
    expect((await amend(id)).problem).toMatchObject({
      ...{ status: 428, code: 'request.if-match-missing' },
      errors: [{ pointer: 'If-Match:' }],
    });
  });

  it('lets the second of two who saw the same version know which one there is now', async () => {
    const { id, version } = await office.registered();
    const seen = (await office.clerk.get(`/api/v1/directives/${id}`)).headers.get('etag') ?? '';
    expect(seen).toBe(`"v${version}"`);
    const amended = await amend(id, seen);
    expect([amended.status, amended.headers.get('etag')]).toEqual([200, `"v${version + 1}"`]);
    const stale = (await amend(id, seen)).problem;
    expect(stale).toMatchObject({ status: 412, code: 'version.stale', currentVersion: version + 1 });
  });

  it('lets one of many pass that come at once', async () => {
    const { id, version } = await office.registered();
    const outcomes = (await Promise.all(Array.from({ length: 8 }, () => amend(id, version)))).map(
      ({ outcome }) => outcome,
    );
    expect(outcomes.filter((outcome) => outcome === '200')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === '412 version.stale')).toHaveLength(7);
  });

  it('is honoured by commands that do not ask for it', async () => {
    const task = await office.task();
    const signed = (await office.liaison.post(`/api/v1/tasks/${task.id}/sign-for`, {}, { ifMatch: 1 })).as(
      CommandAnswer,
    );
    expect(signed.version).toBe(2);
    expect((await office.liaison.post(`/api/v1/tasks/${task.id}/start`, {}, { ifMatch: 1 })).outcome).toBe(
      '412 version.stale',
    );
  });

  it.each(['v2', '*', 'W/"v2"', '"v2", "v3"'])('is refused when it is %s', async (tag) => {
    const { id } = await office.registered();
    expect((await amend(id, tag)).outcome).toBe('400 request.if-match-invalid');
  });
});
