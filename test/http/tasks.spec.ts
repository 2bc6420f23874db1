import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CommandAnswer,
  DecomposeAnswer,
  ExtensionAnswer,
  HistoryPage,
  MyTaskPage,
  ReportAnswer,
  TaskPage,
} from '#libs/contracts';
import type { Client } from '../support/client.ts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
});
afterAll(() => office.close());

/** Sends a command to a task and answers with what it answered. */
async function send(who: Client, task: { id: string }, command: string, body: object = {}, ifMatch?: number) {
  const sending = ifMatch === undefined ? {} : { ifMatch };
  return (await who.post(`/api/v1/tasks/${task.id}/${command}`, body, sending)).as(CommandAnswer);
}

describe('a task', () => {
  it('is signed for, started, reported on, claimed, checked, closed and looked back at', async () => {
    const { clerk, liaison } = office;
    const task = await office.task();
    await send(liaison, task, 'sign-for');
    await send(liaison, task, 'start');
    await send(liaison, task, 'report-progress', { percent: 60, text: '已完成选址和评审', period: '2022-W44' });
    await send(liaison, task, 'claim-completion', { text: '全部完成', evidence: ['验收单'] });
    await send(clerk, task, 'return-completion', { reason: '缺少照片' });
    await send(liaison, task, 'claim-completion', { text: '全部完成', evidence: ['验收单', '照片'] });
    await send(clerk, task, 'close', { kind: 'implemented' });
    const { position } = await send(clerk, task, 'look-back', { finding: 'ok' });

    const seen = await office.see(task.id);
    expect(seen).toMatchObject({ status: 'closed', light: 'done', percent: 60, closure: { kind: 'implemented' } });
    const history = (await clerk.get(`/api/v1/tasks/${task.id}/history?after=${position}`)).as(HistoryPage);
    expect(history.items.map(({ type }) => type)).toEqual([
      'TaskAssigned',
      'TaskSignedFor',
      'TaskStarted',
      'ProgressReported',
      'CompletionClaimed',
      'CompletionReturned',
      'CompletionClaimed',
      'TaskClosed',
      'TaskLookedBack',
    ]);
  });

  it('is disputed and upheld, disputed again and reassigned', async () => {
    const { clerk, liaison } = office;
    const task = await office.task();
    await send(liaison, task, 'dispute', { reason: '不属本局职责' });
    await send(clerk, task, 'uphold', { reason: '三定方案已明确' });
    const { version } = await send(liaison, task, 'dispute', { reason: '请再研究' });
    const leadUnit = office.unit('Transport Bureau');
    await send(clerk, task, 'reassign', { leadUnit, reason: '由交通局牵头' }, version);
    expect(await office.see(task.id)).toMatchObject({ status: 'assigned', leadUnit: { id: leadUnit }, coUnits: [] });
    expect((await liaison.get(`/api/v1/tasks/${task.id}`)).outcome).toBe('404 item.not-found');
  });

  it('gets a later date, but keeps its first one', async () => {
    const { clerk, liaison } = office;
    const task = await office.task({ signedFor: true });
    const ask = { to: office.inDays(20), reason: '设备到货推迟' };
    const asked = (await liaison.post(`/api/v1/tasks/${task.id}/request-extension`, ask)).as(ExtensionAnswer);
    await send(clerk, task, 'grant-extension', { requestId: asked.requestId }, asked.version);
    expect(await office.see(task.id)).toMatchObject({
      deadline: { date: office.inDays(20) },
      originalDeadline: { date: office.inDays(10) },
      extensions: [{ requestId: asked.requestId, decision: { outcome: 'granted', to: office.inDays(20) } }],
    });
  });

  it('is refused a later date', async () => {
    const { clerk, liaison } = office;
    const task = await office.task({ signedFor: true });
    const ask = { to: office.inDays(20), reason: '人手不足' };
    const { requestId } = (await liaison.post(`/api/v1/tasks/${task.id}/request-extension`, ask)).as(ExtensionAnswer);
    await send(clerk, task, 'refuse-extension', { requestId, reason: '可调剂人手' });
    expect(await office.see(task.id)).toMatchObject({
      deadline: { date: office.inDays(10) },
      extensions: [{ decision: { outcome: 'refused' } }],
    });
  });

  it('is urged, remarked on, suspended and resumed', async () => {
    const { clerk, leader, liaison } = office;
    const task = await office.task({ signedFor: true });
    await send(clerk, task, 'urge', { text: '请加快进度' });
    await send(leader, task, 'remark', { text: '务必按期完成' });
    await send(clerk, task, 'suspend', { reason: '等待上级批复', clock: 'stops' });
    expect(await office.see(task.id)).toMatchObject({ status: 'suspended', light: 'suspended' });
    await send(clerk, task, 'resume', { reason: '批复已到' });
    await send(liaison, task, 'start');
    expect(await office.see(task.id)).toMatchObject({
      status: 'active',
      urges: [{ text: '请加快进度' }],
      remarks: [{ text: '务必按期完成', by: { name: '苏副市长' } }],
    });
  });

  it('is broken down, and its parts are closed before it', async () => {
    const { clerk, liaison } = office;
    const task = await office.task({ signedFor: true });
    const children = [
      { title: '选址' },
      { title: '招标', leadUnit: office.unit('Finance Bureau'), dueDate: office.inDays(5) },
    ];
    const broken = (await liaison.post(`/api/v1/tasks/${task.id}/decompose`, { children })).as(DecomposeAnswer);
    const [own, other] = await Promise.all(broken.childTaskIds.map((id) => office.see(id)));
    expect(own).toMatchObject({ title: '选址', parentTaskId: task.id, deadline: { date: office.inDays(10) } });
    expect(other).toMatchObject({
      leadUnit: { id: office.unit('Finance Bureau') },
      deadline: { date: office.inDays(5) },
    });

    const claim = { text: '完成', evidence: ['报告'] };
    expect((await liaison.post(`/api/v1/tasks/${task.id}/claim-completion`, claim)).problem.code).toBe(
      'task.open-children',
    );
    const finance = await office.app.signIn('liaison.finance');
    for (const [who, part] of [
      [liaison, own],
      [finance, other],
    ] as const) {
      if (!part) throw new Error('A part is missing');
      await send(who, part, 'sign-for');
      await send(clerk, part, 'close', { kind: 'overtaken', reason: '合并办理' });
    }
    await send(liaison, task, 'claim-completion', claim);
  });

  it('is reopened, and its directive with it', async () => {
    const { clerk } = office;
    const task = await office.task({ signedFor: true });
    await send(clerk, task, 'close', { kind: 'not-implemented', reason: '条件不具备' });
    await clerk.post(`/api/v1/directives/${task.directiveId}/close`, {
      kind: 'not-implemented',
      summary: '条件不具备',
    });
    const { position } = await send(clerk, task, 'reopen', { reason: '条件已具备', dueDate: office.inDays(30) });
    expect(await office.see(task.id)).toMatchObject({ status: 'active', deadline: { date: office.inDays(30) } });
    const directive = await clerk.get(`/api/v1/directives/${task.directiveId}?after=${position}`);
    expect(JSON.parse(directive.text)).toMatchObject({ status: 'issued' });
  });

  it('has its reports sent back, and counts them no more', async () => {
    const { clerk, liaison } = office;
    const task = await office.task({ signedFor: true });
    const report = await liaison.post(`/api/v1/tasks/${task.id}/report-progress`, { percent: 80, text: '进展顺利' });
    await send(clerk, task, 'return-report', { reportId: report.as(ReportAnswer).reportId, reason: '内容空泛' });
    expect(await office.see(task.id)).toMatchObject({ percent: 0, reports: [{ returned: { reason: '内容空泛' } }] });
  });
});

describe('a task whose kept state older code has written', () => {
  it('is folded anew from its events', async () => {
    const task = await office.task();
    await office.app.sql(`UPDATE stream_state SET shape = 0, body = '{}' WHERE stream_id = $1`, [task.id]);
    await send(office.liaison, task, 'sign-for');
    expect(await office.see(task.id)).toMatchObject({ status: 'signed-for', deadline: { date: office.inDays(10) } });
  });
});

describe('the ledger', () => {
  it('shows a unit its own tasks, and what waits for it', async () => {
    const task = await office.task();
    const { position } = await send(office.clerk, task, 'urge', { text: '请签收' });
    const ledger = await office.liaison.get(`/api/v1/tasks?directive=${task.directiveId}&after=${position}`);
    expect(ledger.as(TaskPage).items).toMatchObject([{ id: task.id, light: 'not-signed', version: 2 }]);
    const mine = (await office.liaison.get(`/api/v1/tasks/mine?limit=200&after=${position}`)).as(MyTaskPage);
    expect(mine.items.find(({ id }) => id === task.id)).toMatchObject({ need: 'sign-for' });
  });

  it('comes in pages that leave nothing out', async () => {
    const tasks = [await office.task(), await office.task(), await office.task()];
    const { position } = await send(office.clerk, tasks[0] as { id: string }, 'urge', { text: '请签收' });
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: TaskPage = (
        await office.clerk.get(`/api/v1/tasks?limit=2&after=${position}${cursor && `&cursor=${cursor}`}`)
      ).as(TaskPage);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual([...new Set(seen)]);
    expect(seen).toEqual(expect.arrayContaining(tasks.map(({ id }) => id)));
  });
});
