import type { CivilDate } from '#libs/calendar';
import { type Id, type TaskCommand, type TaskFacts, taskDecider } from '#libs/directives';
import type { Deed, Fate, Step } from './fates.ts';
import { HANDED_OUT, idOf, type Story } from './story.ts';

type Unstamped<C> = C extends TaskCommand ? Omit<C, 'at' | 'by'> : never;

const REPORTS = [
  '方案已印发，责任到人，本周完成摸底。',
  '完成过半，按周调度，存在问题已列清单。',
  '主体工作完成，正在补齐薄弱环节。',
  '剩余部分已明确时间表，逐日推进。',
  '全部完成，资料已归档。',
];
const URGES = ['期限已过，请于两日内反馈进展和原因。', '请尽快反馈，说明困难和完成时间。'];
const REMARKS = ['逾期事项要说明原因，主要负责同志亲自抓。', '本周内拿出办法，督查室跟踪。'];

/** A task of the demo: where it lies, who does what to it. */
export interface DemoTask {
  readonly id: Id;
  /** Its place among all of them. */
  readonly place: number;
  readonly directiveId: Id;
  readonly number: string;
  readonly title: string;
  readonly leadUnit: Id;
  readonly coUnits: readonly Id[];
  readonly leaderInCharge: Id;
  /** The next unit, to which it may be handed on. */
  readonly other: Id;
  readonly ceiling: CivilDate;
  readonly people: Readonly<Record<Step['by'], Id>>;
}

/** Hands a task out and lets its fate take its course. */
export function tellTask(story: Story, task: DemoTask, { due, steps }: Fate): void {
  const { id, place, directiveId, number, title, leadUnit, coUnits, leaderInCharge, ceiling, people } = task;
  const facts = (today: CivilDate): TaskFacts => ({
    ...{ today, zone: story.zone, calendar: story.calendar, ceiling },
    ...{ openChildren: 0, latestChildDue: null, directiveOpen: true, parentOpen: true },
  });
  const deadline = { date: story.day(due), rule: 'set-by-hand', expression: null, calendarVersion: null };
  const assign = { parentTaskId: null, directiveId, number, title, leadUnit, coUnits, leaderInCharge, deadline };
  const handedOut = { at: story.at(HANDED_OUT, '15:00'), by: people.office };
  story.tell(taskDecider, id, handedOut, { type: 'AssignTask', ...assign }, facts(HANDED_OUT));

  const inOrder = [...steps].sort((a, b) => a.day - b.day);
  for (const [i, { day, by, deed }] of inOrder.entries()) {
    const today = story.day(day);
    const before = inOrder.slice(0, i).filter((step) => step.day === day).length;
    const time = `${String(9 + before * 2).padStart(2, '0')}:${String((place * 7) % 60).padStart(2, '0')}`;
    story.tell(
      taskDecider,
      id,
      { at: story.at(today, time), by: people[by] },
      commandOf(deed, task, i, story),
      facts(today),
    );
  }
}

function commandOf(deed: Deed, task: DemoTask, i: number, story: Story): Unstamped<TaskCommand> {
  const { id, leadUnit, other } = task;
  const requestId = idOf('request', id);
  switch (deed.do) {
    case 'sign-for':
      return { type: 'SignForTask' };
    case 'report': {
      const { percent, said } = deed;
      const report = { reportId: idOf('report', id, i), unit: leadUnit, percent, period: null };
      return { type: 'ReportProgress', ...report, text: REPORTS[said] ?? '' };
    }
    case 'claim':
      return { type: 'ClaimCompletion', text: '已按要求完成，请予复核。', evidence: [`${task.number}办结报告`] };
    case 'return':
      return { type: 'ReturnCompletion', reason: '缺少现场佐证，请补充后再报。' };
    case 'close':
      return { type: 'CloseTask', kind: task.place % 20 === 7 ? 'partly' : 'implemented', reason: '已核实。' };
    case 'look-back':
      return { type: 'LookBackAtTask', lookBackId: idOf('look-back', id), finding: 'ok', text: '抽查情况属实。' };
    case 'dispute':
      return { type: 'DisputeTask', reason: '此项职责不在本单位，请重新明确牵头单位。' };
    case 'reassign':
      return { type: 'ReassignTask', leadUnit: other, coUnits: [leadUnit], reason: '职责调整，改由该单位牵头。' };
    case 'suspend':
      return { type: 'SuspendTask', reason: '待上级规划批复。', clock: 'stops' };
    case 'ask-later':
      return { type: 'RequestExtension', requestId, to: story.day(deed.to), reason: '设备到货推迟，已签补充合同。' };
    case 'grant':
      return { type: 'GrantExtension', requestId, to: story.day(deed.to) };
    case 'refuse':
      return { type: 'RefuseExtension', requestId, reason: '理由不充分，请加快办理。' };
    case 'urge':
      return { type: 'UrgeTask', urgeId: idOf('urge', id, i), text: URGES[deed.said] ?? '' };
    case 'remark':
      return { type: 'RecordRemark', remarkId: idOf('remark', id), text: REMARKS[deed.said] ?? '' };
  }
  return deed satisfies never;
}
