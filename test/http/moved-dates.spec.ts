import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addWorkingDays, type CivilDate, chinaCalendar } from '#libs/calendar';
import { CommandAnswer, DirectiveDetail, ImportAnswer, IssueAnswer, MovedDates, RegisterAnswer } from '#libs/contracts';
import { EventLog } from '#libs/event-store';
import { Office } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open({ DEMO_START_AT: '2022-10-26T01:00:00Z' });
});
afterAll(() => office.close());

/** Its date as an edition would have given it that knew one holiday less. */
async function countedByAnEarlierEdition(id: string, date: CivilDate): Promise<void> {
  const log = office.app.server.app.get(EventLog, { strict: false });
  const deadline = { date, rule: 'working-days.after', expression: '30个工作日', calendarVersion: 'cn/earlier' };
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
  expect(result.outcome).toBe('appended');
}

describe('the calendar of the next year', () => {
  it('moves no date by itself: the office sees which would move, and says so of each', async () => {
    const text = '会议指出，市工业和信息化局要在30个工作日内完成重大项目摸底。';
    const imported = await office.clerk.post('/api/v1/readouts', { text, meetingDate: office.today });
    const [id = ''] = imported.as(ImportAnswer).directiveIds;
    const to = addWorkingDays(chinaCalendar, office.today, 30);
    const dueDate = addWorkingDays(chinaCalendar, to, -1);
    const body = { leadUnit: office.unit('Industry Bureau'), dueDate };
    (await office.clerk.post(`/api/v1/directives/${id}/register`, body)).as(RegisterAnswer);
    await countedByAnEarlierEdition(id, dueDate);
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
    expect((await office.clerk.get(`/api/v1/directives/${id}`)).as(DirectiveDetail).deadline).toMatchObject({
      date: to,
      calendarVersion: chinaCalendar.version,
    });
    expect((await office.see(taskIds[0] ?? '')).deadline).toMatchObject({ date: to, rule: 'inherited' });
  });

  it('has nothing to say of a date that somebody chose', async () => {
    const { id, version } = await office.registered({ dueDate: office.inDays(17) });
    const body = { decision: 'keep' };
    const answer = await office.clerk.post(`/api/v1/directives/${id}/recompute-deadline`, body, { ifMatch: version });
    expect(answer.outcome).toBe('422 directive.not-counted');
  });
});
