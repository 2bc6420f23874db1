import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CommandAnswer,
  HistoryPage,
  ImportAnswer,
  IssueAnswer,
  ReadoutProposals,
  RegisterAnswer,
} from '#libs/contracts';
import type { Office } from '../../support/office.ts';

const SAMPLE = readFileSync(join(import.meta.dirname, '../../../docs/samples/readout.zh.txt'), 'utf8');
const UNITS = ['Industry Bureau', 'Transport Bureau', 'Finance Bureau', 'Housing Bureau', 'Water Bureau'];

export interface Work {
  readonly readoutId: string;
  readonly directiveId: string;
  readonly campaignId: string;
  /** The Industry Bureau's. */
  readonly unitId: string;
  /** One task for each of the five bureaus, in this order. */
  readonly taskIds: readonly string[];
  /** The position of an event in the middle of the first task's life. */
  readonly past: number;
}

/** The day on which `work` begins. */
export const WORK_BEGINS = { DEMO_START_AT: '2022-10-26T01:00:00.000Z' };

/** Three weeks of an office at work: a readout in review, and tasks in every state that matters, by the API alone. */
export async function work(office: Office): Promise<Work> {
  const { clerk, liaison } = office;
  const post = (who: typeof clerk, path: string, body: object) => who.post(`/api/v1${path}`, body);
  const given = { text: SAMPLE, meetingDate: '2022-10-26' };
  const { id: readoutId, position } = (await post(clerk, '/readouts', given)).as(ImportAnswer);
  const { proposals } = (await clerk.get(`/api/v1/readouts/${readoutId}/proposals?after=${position}`)).as(
    ReadoutProposals,
  );
  const directiveId = proposals[0]?.directiveId ?? '';
  const lead = { leadUnit: office.unit('Industry Bureau'), leaderInCharge: office.leaderPost };
  (await post(clerk, `/directives/${directiveId}/register`, { ...lead, dueDate: '2022-12-25' })).as(RegisterAnswer);
  const dates = ['2022-11-21', '2022-12-25', '2022-11-15', '2022-12-20', '2022-12-23'];
  const tasks = UNITS.map((name, place) => ({
    ...{ leadUnit: office.unit(name), dueDate: dates[place], title: TITLES[place] },
    coUnits: place === 0 ? [office.unit('Finance Bureau')] : [],
  }));
  const { taskIds } = (await post(clerk, `/directives/${directiveId}/issue`, { tasks })).as(IssueAnswer);
  const [industry, transport, finance, housing] = taskIds;
  const others = await Promise.all(
    ['liaison.transport', 'liaison.finance', 'liaison.housing'].map((username) => office.app.signIn(username)),
  );
  await post(liaison, `/tasks/${industry}/sign-for`, {});
  for (const [place, id] of [transport, finance, housing].entries())
    await post(others[place] ?? clerk, `/tasks/${id}/sign-for`, {});
  await post(clerk, '/demo/clock', { to: '2022-11-04' });
  await post(liaison, `/tasks/${industry}/report-progress`, {
    percent: 20,
    text: '已制定项目开工方案，正在征求意见。',
  });
  await post(others[0] ?? clerk, `/tasks/${transport}/report-progress`, {
    percent: 55,
    text: '十二条道路已开工七条。',
  });
  await post(clerk, '/demo/clock', { to: '2022-11-18' });
  await post(liaison, `/tasks/${industry}/report-progress`, { percent: 45, text: '方案已送审，设备到货推迟。' });
  await post(liaison, `/tasks/${industry}/request-extension`, { to: '2022-12-05', reason: '主要设备到货推迟两周。' });
  await post(others[2] ?? clerk, `/tasks/${housing}/claim-completion`, {
    text: '老旧小区改造全部完成。',
    evidence: ['验收单12份'],
  });
  await post(clerk, `/tasks/${finance}/urge`, { text: '请于今日17时前反馈资金拨付情况。' });
  const history = (await clerk.get(`/api/v1/tasks/${industry}/history`)).as(HistoryPage);
  const push = { title: '60天攻坚', startDate: '2022-10-27', endDate: '2022-12-25', directiveIds: [directiveId] };
  const { id: campaignId } = (await post(clerk, '/campaigns', push)).as(CommandAnswer);
  const unitId = office.unit('Industry Bureau');
  return { readoutId, directiveId, campaignId, unitId, taskIds, past: history.items[2]?.position ?? 0 };
}

const TITLES = [
  '重点工业项目集中开工',
  '农村公路提升工程',
  '稳经济专项资金拨付',
  '老旧小区改造收尾',
  '病险水库除险加固',
];
