import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addWorkingDays, type CivilDate, chinaCalendar } from '#libs/calendar';
import {
  AuditPage,
  CommandAnswer,
  DirectiveDetail,
  ImportAnswer,
  IssueAnswer,
  MovedDates,
  PersonPage,
  RegisterAnswer,
} from '#libs/contracts';
import { EventLog } from '#libs/event-store';
import { CONFIG, type Config } from '../../apps/server/src/config.ts';
import { startServer } from '../../apps/server/src/server.ts';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open({ DEMO_START_AT: '2022-10-26T01:00:00Z' });
});
afterAll(() => office.close());

/** Its date as an edition would have given it that knew one holiday less. */
async function countedByAnEarlierEdition(id: string, date: CivilDate): Promise<void> {
  const log = office.app.server.app.get(EventLog, { strict: false });
  const deadline = {
    date,
    rule: 'working-days.after',
    expression: '30个工作日',
    calendarVersion: 'cn/earlier',
    provisional: true,
  } as const;
  const amended = { title: '重大项目摸底', deadline, targets: [], leaderInCharge: null, reason: '导入' };
  const result = await log.append({
    streams: [
      {
        streamId: id,
        expectedVersion: 2,
        events: [{ type: 'DirectiveAmended', at: '2022-10-26T01:00:00.000Z', by: 'system', ...amended }],
      },
    ],
    meta: { actor: 'system', correlationId: 'test', commandId: 'test' },
  });
  if (result.outcome !== 'appended') throw new Error(`It was not written: ${result.outcome}`);
  await office.clerk.get(`/api/v1/directives?after=${result.position}`);
}

/** Registered, in 30 working days as `what` says, and counted as one too few. */
async function countedTooShort(what: string): Promise<{ id: string; to: CivilDate; dueDate: CivilDate }> {
  const text = `会议指出，市工业和信息化局要在30个工作日内完成${what}。`;
  const imported = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
  const [id = ''] = imported.as(ImportAnswer).directiveIds;
  const to = addWorkingDays(chinaCalendar, office.today, 30);
  const dueDate = addWorkingDays(chinaCalendar, to, -1);
  const body = { leadUnit: office.unit('Industry Bureau'), dueDate };
  (await office.clerk.post(`/api/v1/directives/${id}/register`, body)).as(RegisterAnswer);
  await countedByAnEarlierEdition(id, dueDate);
  return { id, to, dueDate };
}

describe('the calendar of the next year', () => {
  it('moves no date by itself: the office sees which would move, and says so of each', async () => {
    const { id, to, dueDate } = await countedTooShort('重大项目摸底');
    const issued = await office.clerk.post(`/api/v1/directives/${id}/issue`, {});
    const { position, taskIds, version } = issued.as(IssueAnswer);
    await office.clerk.get(`/api/v1/directives?after=${position}`);

    const listed = async () => (await office.clerk.get('/api/v1/settings/moved-dates')).as(MovedDates).items;
    expect(await listed()).toMatchObject([{ id, version, to, deadline: { date: dueDate }, provisional: false }]);
    expect((await office.see(taskIds[0] ?? '')).deadline).toMatchObject({ date: dueDate });

    const answer = await office.clerk.post(
      `/api/v1/directives/${id}/recompute-deadline`,
      { decision: 'move' },
      { ifMatch: version },
    );
    const moved = answer.as(CommandAnswer);
    await office.clerk.get(`/api/v1/directives?after=${moved.position}`);
    expect(await listed()).toEqual([]);
    const { deadline } = (await office.clerk.get(`/api/v1/directives/${id}`)).as(DirectiveDetail);
    expect(deadline).toMatchObject({ date: to, calendarVersion: chinaCalendar.version });
    expect(deadline).not.toHaveProperty('provisional');
    expect((await office.see(taskIds[0] ?? '')).deadline).toMatchObject({ date: to, rule: 'inherited' });
  });

  it('is read with a word in the audit where a date is of a sensitive item, as other lists are', async () => {
    const { id } = await countedTooShort('涉企检查清理');
    const security = await office.app.signIn('security');
    const { items: people } = (await security.get('/api/v1/people?limit=200')).as(PersonPage);
    const clerk = people.find(({ username }) => username === 'clerk')?.id;
    const clear = { clearance: 'sensitive', reason: '分管领导批准' };
    expect((await security.post(`/api/v1/people/${clerk}/set-clearance`, clear)).status).toBe(200);
    const list = '/api/v1/settings/moved-dates';
    const told = async () => {
      const items = (await office.clerk.get(list)).as(MovedDates).items;
      const { items: entries } = (await office.auditor.get('/api/v1/audit-entries?limit=200')).as(AuditPage);
      const read = entries.filter(({ kind, subject }) => kind === 'sensitive-read' && subject === list);
      return [items.find((item) => item.id === id)?.label, read.map(({ person }) => person?.id)];
    };
    expect(await told()).toEqual(['internal', []]);

    const { version } = (await office.clerk.get(`/api/v1/directives/${id}`)).as(DirectiveDetail);
    const label = { label: 'sensitive', reason: '涉及个人信息' };
    const labelled = await office.clerk.post(`/api/v1/directives/${id}/label`, label, { ifMatch: version });
    await office.clerk.get(`/api/v1/directives?after=${labelled.as(CommandAnswer).position}`);
    expect(await told()).toEqual(['sensitive', [clerk]]);
    const { version: now } = (await office.clerk.get(`/api/v1/directives/${id}`)).as(DirectiveDetail);
    const path = `/api/v1/directives/${id}/recompute-deadline`;
    const kept = await office.clerk.post(path, { decision: 'keep' }, { ifMatch: now });
    await office.clerk.get(`/api/v1/directives?after=${kept.as(CommandAnswer).position}`);
  });

  it('has nothing to say of a date that somebody chose', async () => {
    const { id, version } = await office.registered({ dueDate: office.inDays(17) });
    const body = { decision: 'keep' };
    const answer = await office.clerk.post(`/api/v1/directives/${id}/recompute-deadline`, body, { ifMatch: version });
    expect(answer.outcome).toBe('422 directive.not-counted');
  });

  it('is known to be missing: a date in a year without it is provisional, chosen or inherited, and no other is', async () => {
    let year = 2023;
    while (chinaCalendar.knows(year)) year += 1;
    const seen = async (dueDate: CivilDate) => {
      const { id } = await office.registered({ dueDate });
      const [taskId = ''] = (await office.clerk.post(`/api/v1/directives/${id}/issue`, {})).as(IssueAnswer).taskIds;
      const directive = (await office.clerk.get(`/api/v1/directives/${id}`)).as(DirectiveDetail);
      return [directive.deadline, (await office.see(taskId)).deadline];
    };
    for (const date of [`${year}-03-01`, `${year - 1}-12-30`])
      expect(await seen(date), date).toMatchObject([
        { rule: 'set-by-hand', provisional: true },
        { rule: 'inherited', provisional: true },
      ]);
    for (const deadline of await seen(`${year - 1}-12-28`)) expect(deadline).not.toHaveProperty('provisional');
  });
});

describe('a date that nobody counted and that the next year’s calendar makes a day of rest', () => {
  let town: Office;
  beforeAll(async () => {
    town = await Office.open({ DEMO_START_AT: '2022-10-26T01:00:00Z', WORKING_CALENDAR: 'cn-2022' });
  });
  afterAll(() => town.close());

  const issue = async (dueDate: CivilDate) => {
    const { id } = await town.registered({ dueDate });
    const issued = (await town.clerk.post(`/api/v1/directives/${id}/issue`, {})).as(IssueAnswer);
    return { id, taskId: issued.taskIds[0] ?? '', position: issued.position };
  };
  const listed = async (after: number) => {
    await town.clerk.get(`/api/v1/tasks?after=${after}`);
    await town.clerk.get(`/api/v1/directives?after=${after}`);
    return (await town.clerk.get('/api/v1/settings/moved-dates')).as(MovedDates).items;
  };
  const say = async (path: string, version: number, decision: 'move' | 'keep') =>
    town.clerk.post(`/api/v1/${path}/recompute-deadline`, { decision }, { ifMatch: version });

  it('is listed, and moves or stands as the office says; tasks that inherited it go along', async () => {
    const moving = await issue('2023-01-23');
    const staying = await issue('2023-01-25');
    const apart = await issue('2023-03-01');
    const weekend = await issue('2023-01-15');
    const { version } = await town.see(apart.taskId);
    const body = { to: '2023-01-24', reason: '提前完成' };
    const redated = (await town.clerk.post(`/api/v1/tasks/${apart.taskId}/redate`, body, { ifMatch: version })).as(
      CommandAnswer,
    );
    expect(await listed(redated.position)).toEqual([]);

    const config: Config = town.app.server.app.get(CONFIG);
    const newer = await startServer({ ...config, port: 0, roles: new Set(['projections']), workingCalendar: 'cn' });
    await newer.stop();

    const { items, ...rest } = (await town.clerk.get('/api/v1/settings/moved-dates')).as(MovedDates);
    expect(rest.calendarVersion).toBe(chinaCalendar.version);
    expect(items.map(({ id, kind, label, why, deadline, to }) => [kind, id, label, why, deadline.date, to])).toEqual([
      ['directive', moving.id, 'internal', 'day-of-rest', '2023-01-23', '2023-01-28'],
      ['directive', staying.id, 'internal', 'day-of-rest', '2023-01-25', '2023-01-28'],
      ['task', apart.taskId, 'internal', 'day-of-rest', '2023-01-24', '2023-01-28'],
    ]);
    for (const { taskId } of [moving, staying, weekend])
      expect((await town.see(taskId)).deadline?.date).not.toBe('2023-01-28');

    const of = (id: string) => items.find((item) => item.id === id)?.version ?? 0;
    (await say(`directives/${moving.id}`, of(moving.id), 'move')).as(CommandAnswer);
    (await say(`directives/${staying.id}`, of(staying.id), 'keep')).as(CommandAnswer);
    const last = (await say(`tasks/${apart.taskId}`, of(apart.taskId), 'move')).as(CommandAnswer);
    expect(await listed(last.position)).toEqual([]);
    const dates = await Promise.all(
      [moving, staying, apart].map(async ({ taskId }) => (await town.see(taskId)).deadline),
    );
    expect(dates).toMatchObject([
      { date: '2023-01-28', rule: 'inherited' },
      { date: '2023-01-25', rule: 'inherited' },
      { date: '2023-01-28', rule: 'set-by-hand', confirmedBy: chinaCalendar.version },
    ]);

    const { version: now } = await town.see(weekend.taskId);
    expect((await say(`tasks/${weekend.taskId}`, now, 'move')).outcome).toBe('422 directive.not-counted');
  });
});
