import { describe, expect, it } from 'vitest';
import { propose } from '../index.ts';

const at = { meetingDate: '2025-03-12' };

/** What is proposed, as `quote → lead, date`, and nothing where nothing is. */
function told(text: string): readonly string[] {
  return propose(text, at).proposals.map(
    ({ quote, leadUnit, clock }) => `${quote.exact} → ${leadUnit ?? '-'}, ${clock?.date ?? '-'}`,
  );
}

/** The lead and the date of the last that is proposed. */
function last(text: string): readonly (string | null)[] {
  const proposal = propose(text, at).proposals.at(-1);
  return proposal ? [proposal.leadUnit, proposal.clock?.date ?? null] : [];
}

describe('a unit is the subject, whatever the verb behind it', () => {
  it.each([
    ['6月底前市林草局补栽行道树2000株。', '市林草局', '2025-06-30'],
    ['县气象局5月底前布设雨量站12个。', '县气象局', '2025-05-31'],
    ['每周三前各街道把台账交区城管委。', '各街道', '2025-03-12'],
    ['图书馆四季度重新编目古籍3万册。', '图书馆', '2025-12-31'],
    ['县妇联会同县司法局4月底前走访困难家庭100户。', '县妇联', '2025-04-30'],
    ['市农商行二季度末投放春耕贷款5亿元。', '市农商行', '2025-06-30'],
    ['由组织处修改，4月15日前印发。', '组织处', '2025-04-15'],
    ['下周五前总务处把食堂排烟管道换一遍。', '总务处', '2025-03-21'],
    ['教務處會於本季內安排兩場說明會。', '教務處', '2025-03-31'],
    ['主席要求渠務署於四星期內清理淤塞渠道。', '渠務署', '2025-04-09'],
    ['請環保局於4月30日或之前提交監測報告。', '環保局', '2025-04-30'],
    ['工務局擬於5月底前重鋪路面。', '工務局', '2025-05-31'],
    ['County Surveyor to re-stake the north line by April 4.', 'County Surveyor', '2025-04-04'],
    ['The Board tasked the Harbour Master with relaying the moorings by May 30.', 'the Harbour Master', '2025-05-30'],
    ['Each ward sends a tally to the Matron every Monday.', 'Each ward', '2025-03-17'],
    ['The consensus of the Trustees was that the Bursar obtain two valuations by June 6.', 'the Bursar', '2025-06-06'],
  ] as const)('%s', (text, lead, date) => expect(last(text)).toEqual([lead, date]));
});

describe('the lead goes on', () => {
  it.each([
    ['（一）河西镇要补齐短板。3处漏水点，4月底前必须全部修复。', '河西镇', '2025-04-30'],
    [
      'The Warden shall inspect the locks by April 4, and shall report to the Trustees by May 2.',
      'The Warden',
      '2025-05-02',
    ],
    ['[议定] ① 市政公司把窨井盖过一遍，4月底前更换破损的。', '市政公司', '2025-04-30'],
    ['B-2 The Caretaker must rehang the gate by April 1.', 'The Caretaker', '2025-04-01'],
    ['Schools listed in Schedule 2 must return the form by April 1.', 'Schools', '2025-04-01'],
    ['全市新植树木20万株，4月底前完成。', null, '2025-04-30'],
    ['人行道修补应于5月底前完工，请工务处务必赶办。', '工务处', '2025-05-31'],
  ] as const)('%s', (text, lead, date) => expect(last(text)).toEqual([lead, date]));
});

describe('somebody is told without a word of the lists', () => {
  it.each([
    ['By May 9, 2025, clear the archive room.', '2025-05-09'],
    ['It was directed that the ferry be back in service before Easter.', '2025-04-19'],
    ['The arrears have to be halved by the end of September.', '2025-09-30'],
    ['I would like a one-page note from each of you by April 3.', '2025-04-03'],
    ['The draft code goes to the Trustees on or before May 15.', '2025-05-15'],
    ['Action list:\n- Estates Office: costed options for the boiler, by April 25', '2025-04-25'],
    ['各街道要在全省“两会”召开前完成一轮排查，拒不整改的，由区政府予以关闭。', null],
    ['门诊部4月10日起分批搬迁，原则上不停诊。', '2025-04-10'],
    ['市市场监管局对该店立案调查，15日内办结。', '2025-03-27'],
  ] as const)('%s', (text, date) => expect(last(text)[1]).toEqual(date));
});

describe('nothing is proposed where words', () => {
  it.each([
    ['report: tense and aspect', '东环路去年10月开工，现已建成通车，提前两个月完成任务。'],
    ['report: a morning', '3月11日上午，市水务局向检查组反馈防汛准备情况。'],
    ['report: a state', '12个站点中还有3个尚未动工，与年底投用的目标差距很大。'],
    ['report: the speaker', '会议指出，2024年，全县新增市场主体3000户，为“十四五”收官打下坚实基础。'],
    ['report: a person speaks', '书记讲，干工作不是为了好看，是为了管用。'],
    ['report: a meeting called', 'The Governor this week convened agency heads to prepare for the thaw.'],
    ['allow: 可 and a verb', '确有困难的，可书面提出延期。'],
    ['allow: for a purpose', '为支持企业投产，可分期缴纳配套费。'],
    ['allow: may', 'Members who wish to attend may call the Clerk.'],
    ['rule: a custom', '干部离岗须提前两天报告，这是一贯要求。'],
    ['rule: what each case asks', '事故发生后20分钟内电话报告、1小时内书面报告。'],
    ['rule: each complaint', '市民投诉须在12小时内回应。'],
    ['rule: hours of each case', '接报后，值班人员应于30分钟内到场。'],
    ['rule: a notice stands so long', '公示期7天。'],
    ['rule: as laid down', '依法应当取缔的，由县级以上人民政府予以取缔。'],
    ['rule: anybody', 'A spill of more than ten litres is to be reported within 24 hours of its discovery.'],
    ['stir: an abstract thing', '各科室要强化“今天的事今天毕”的意识。'],
    ['stir: a figure of speech', '各镇书记要当好“领头雁”，拿出敢闯的劲头。'],
    ['stir: readiness', '全体同志要不等不靠、马上就办。'],
    ['stir: four characters', '凝聚共识。'],
    ['give the ground', '为深刻吸取教训，切实消除隐患，特制定本方案。'],
    ['are a wish from outside', 'A parent asked that the crossing be painted by June 1.'],
    ['are a wish', 'The member said it would be nice to see the lane gated some day.'],
    ['foresee', 'Failure to re-register will result in removal from the list.'],
  ])('%s: %s', (_, text) => expect(told(text)).toEqual([]));
});

describe('the clock is', () => {
  it.each([
    ['the end of a stage', 'Phase 2: Build (April 1 to May 31)\n- Registry: tag each file', '2025-05-31'],
    ['the end of a stage that began', 'Stage 1 - Sort (to April 30)\n- Registry: tag each file', '2025-04-30'],
    ['a day behind its event', 'Head Gardener to mulch the beds before school starts on April 22.', '2025-04-21'],
    ['American Labor Day', 'The Parks Department shall reopen the pool before Labor Day.', '2025-08-31'],
    [
      'the day a fiscal year ends',
      'Agencies shall hold hiring through the end of the fiscal year on June 30.',
      '2025-06-30',
    ],
    ['the first of a round', 'The Clerk shall post a list every second Friday, starting 4 April 2025.', '2025-04-04'],
    [
      'a round and not how long it goes on',
      'The Registrar shall report every Thursday, through the end of June.',
      '2025-03-13',
    ],
    ['the end of what is wanted', '到6月20日，全区新建充电桩500个。', '2025-06-20'],
    ['a quarter with a word that obliges', '二季度工业投资要实现正增长。', '2025-06-30'],
    ['the eve of a festival', '秘書處將於聖誕節前寄發月曆。', '2025-12-24'],
    ['counted from the meeting', '由市教育局讨论修改后，两周内印发。', '2025-03-26'],
    ['the round in other words', '即日起，市场办逢周一报一张清单。', '2025-03-17'],
    ['a meeting by another name', 'The Chief of Staff will report at the April cabinet meeting.', null],
    ['the middle of a month', 'The Treasurer will pay the vendors mid-month.', '2025-03-15'],
  ] as const)('%s: %s', (_, text, date) => expect(last(text)[1]).toEqual(date));
});
