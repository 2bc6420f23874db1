import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CommandAnswer,
  DirectiveDetail,
  DirectivePage,
  HistoryPage,
  IssueAnswer,
  RegisterAnswer,
} from '#libs/contracts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

const because = { reason: '市政府常务会议决定' };

async function see(id: string): Promise<DirectiveDetail> {
  return (await office.clerk.get(`/api/v1/directives/${id}`)).as(DirectiveDetail);
}

describe('a proposal', () => {
  it('is registered by a reading of its clock, under the next number of the year', async () => {
    const { first, second } = await office.proposals();
    const { clock } = await see(first);
    const [reading] = clock?.readings ?? [];
    const body = { leadUnit: office.unit('Water Bureau'), dueDate: reading?.date, targets: ['完工率 100%'] };
    const one = (await office.clerk.post(`/api/v1/directives/${first}/register`, body)).as(RegisterAnswer);
    const two = (await office.clerk.post(`/api/v1/directives/${second}/register`, { ...body, dueDate: null })).as(
      RegisterAnswer,
    );

    expect(one.number).toMatch(new RegExp(`^督〔${office.today.slice(0, 4)}〕\\d+号$`));
    expect(sequence(two.number)).toBe(sequence(one.number) + 1);
    expect(await see(first)).toMatchObject({ status: 'registered', deadline: reading, originalDeadline: reading });
    expect(await see(second)).toMatchObject({ status: 'registered', deadline: null });
  });

  it('is dropped', async () => {
    const { first } = await office.proposals();
    (await office.clerk.post(`/api/v1/directives/${first}/drop`, { reason: '阅知' })).as(CommandAnswer);
    expect(await see(first)).toMatchObject({ status: 'dropped', end: { reason: '阅知' } });
  });

  it('is made by hand from exact words, with its clock read by the same rules', async () => {
    const { readoutId } = await office.proposals();
    const body = { readoutId, quote: { exact: '会议' }, title: '召开专题会议', expression: '60天' };
    const { id } = (await office.clerk.post('/api/v1/directives', body)).as(CommandAnswer);
    const made = await see(id);
    expect(made).toMatchObject({ status: 'proposed', rule: 'by-hand', quote: { exact: '会议', start: 0, end: 2 } });
    expect(made.clock?.readings[0]?.date).toBe(office.inDays(60));
  });

  it('keeps what its date takes for granted, also once it is registered', async () => {
    const { readoutId } = await office.proposals();
    const body = { readoutId, quote: { exact: '会议' }, title: '召开专题会议', expression: '12月31日前' };
    const { id } = (await office.clerk.post('/api/v1/directives', body)).as(CommandAnswer);
    const [reading] = (await see(id)).clock?.readings ?? [];
    const date = `${office.today.slice(0, 4)}-12-31`;
    expect(reading).toMatchObject({ date, expression: '12月31日前', assumes: 'year-of-meeting' });
    const registered = { leadUnit: office.unit('Water Bureau'), dueDate: date, targets: [] };
    (await office.clerk.post(`/api/v1/directives/${id}/register`, registered)).as(RegisterAnswer);
    expect((await see(id)).deadline).toEqual(reading);
  });
});

describe('a directive', () => {
  it('is issued as one task of its lead unit when no tasks are named', async () => {
    const { id } = await office.registered();
    const { taskIds } = (await office.clerk.post(`/api/v1/directives/${id}/issue`, {})).as(IssueAnswer);
    const { number, title, leadUnit } = await see(id);
    expect(taskIds).toHaveLength(1);
    expect(await office.see(taskIds[0] ?? '')).toMatchObject({
      ...{ number: `${number}-01`, title, leadUnit, status: 'assigned' },
      deadline: { date: office.inDays(60), rule: 'inherited' },
    });
  });

  it('is issued to several units, each with a task of its own', async () => {
    const { id, number } = await office.registered();
    const tasks = [
      { leadUnit: office.unit('Industry Bureau'), title: '稳产' },
      { leadUnit: office.unit('Housing Bureau'), dueDate: office.inDays(30) },
    ];
    const { taskIds } = (await office.clerk.post(`/api/v1/directives/${id}/issue`, { tasks })).as(IssueAnswer);
    const issued = await Promise.all(taskIds.map((taskId) => office.see(taskId)));
    expect(issued.map((task) => [task.number, task.deadline?.date])).toEqual([
      [`${number}-01`, office.inDays(60)],
      [`${number}-02`, office.inDays(30)],
    ]);
  });

  it('is amended: what is left out stays, and the first date stays known', async () => {
    const { id, version } = await office.registered();
    const body = { title: '改后的题目', dueDate: office.inDays(90), reason: '会议纪要更正' };
    (await office.clerk.post(`/api/v1/directives/${id}/amend`, body, { ifMatch: version })).as(CommandAnswer);
    expect(await see(id)).toMatchObject({
      title: '改后的题目',
      leaderInCharge: { id: office.leaderPost },
      deadline: { date: office.inDays(90), rule: 'set-by-hand' },
      originalDeadline: { date: office.inDays(60) },
    });
  });

  it('is merged into another, and its tasks end with it', async () => {
    const { id: into } = await office.registered();
    const task = await office.task({ signedFor: true });
    const merged = await office.clerk.post(`/api/v1/directives/${task.directiveId}/merge`, { into, ...because });
    expect(merged.status).toBe(200);
    expect(await see(task.directiveId)).toMatchObject({ status: 'merged', end: { other: into } });
    expect(await office.see(task.id)).toMatchObject({ status: 'ended' });
  });

  it('is superseded by another', async () => {
    const { id: successor } = await office.registered();
    const { id } = await office.registered();
    (await office.clerk.post(`/api/v1/directives/${id}/supersede`, { successor, ...because })).as(CommandAnswer);
    expect(await see(id)).toMatchObject({ status: 'superseded', end: { other: successor } });
  });

  it('is cancelled', async () => {
    const { id } = await office.registered();
    (await office.clerk.post(`/api/v1/directives/${id}/cancel`, because)).as(CommandAnswer);
    expect(await see(id)).toMatchObject({ status: 'cancelled', end: because });
  });

  it('is closed when all its tasks are over, and not before', async () => {
    const task = await office.task({ signedFor: true });
    const close = { kind: 'overtaken', summary: '机构改革' };
    const early = await office.clerk.post(`/api/v1/directives/${task.directiveId}/close`, close);
    expect(early.problem).toMatchObject({ status: 409, code: 'directive.open-tasks' });
    await office.clerk.post(`/api/v1/tasks/${task.id}/close`, { kind: 'overtaken', reason: '机构改革' });
    const { position } = (await office.clerk.post(`/api/v1/directives/${task.directiveId}/close`, close)).as(
      CommandAnswer,
    );
    expect(await see(task.directiveId)).toMatchObject({ status: 'closed', closure: { kind: 'overtaken' } });
    const history = await office.clerk.get(`/api/v1/directives/${task.directiveId}/history?after=${position}`);
    expect(history.as(HistoryPage).items.map(({ type }) => type)).toEqual([
      'DirectiveProposed',
      'DirectiveRegistered',
      'DirectiveIssued',
      'DirectiveClosed',
    ]);
  });
});

describe('the list of directives', () => {
  it('shows a unit those in which it has a part, and the office all', async () => {
    const { second } = await office.proposals();
    const task = await office.task();
    const urge = await office.clerk.post(`/api/v1/tasks/${task.id}/urge`, { text: '请签收' });
    const { position } = urge.as(CommandAnswer);
    const ofUnit = (await office.liaison.get(`/api/v1/directives?limit=200&after=${position}`)).as(DirectivePage);
    const all = (await office.clerk.get(`/api/v1/directives?limit=200&after=${position}`)).as(DirectivePage);
    expect(ofUnit.items.map(({ id }) => id)).toContain(task.directiveId);
    expect(ofUnit.items.map(({ id }) => id)).not.toContain(second);
    expect(all.items.map(({ id }) => id)).toEqual(expect.arrayContaining([task.directiveId, second]));
  });
});

function sequence(number: string): number {
  return Number(/〕(\d+)号$/.exec(number)?.[1]);
}
