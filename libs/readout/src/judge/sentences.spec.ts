import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { propose } from '../index.ts';

const at = { meetingDate: '2022-10-26', calendar: chinaCalendar };

function first(text: string) {
  const [proposal] = propose(text, at).proposals;
  return proposal && { rule: proposal.rule, lead: proposal.leadUnit, date: proposal.clock?.date ?? null };
}

function classes(text: string): string[] {
  return propose(text, at).other.map((one) => one.class);
}

describe('a Chinese sentence is proposed', () => {
  it.each([
    ['各乡镇要在一周内更新转移清单，报县防指备案。', { rule: 'limit', lead: '各乡镇', date: '2022-11-02' }],
    ['由市住建局牵头，市财政局配合，制定改造方案。', { rule: 'assigned', lead: '市住建局', date: null }],
    ['请各单位认真自查，并报送书面材料。', { rule: 'request', lead: '各单位', date: null }],
    ['县政府督查室将跟踪未办结事项，实行三单督办。', { rule: 'unit-will', lead: '县政府督查室', date: null }],
    ['会议强调，要主动做好合作项目的对接工作。', { rule: 'must', lead: null, date: null }],
    ['會議要求，請建設局於12月10日前提出改善計畫。', { rule: 'request', lead: '建設局', date: '2022-12-10' }],
    ['收到本通知3个工作日内，请各单位报联络员名单。', { rule: 'limit', lead: '各单位', date: null }],
    ['自11月20日起至12月底，开展集中整治。', { rule: 'limit', lead: null, date: '2022-12-31' }],
    ['县民政局4至6月开展低保核查。', { rule: 'limit', lead: '县民政局', date: '2023-06-30' }],
    ['年内新培育市级以上龙头企业5家。', { rule: 'limit', lead: null, date: '2022-12-31' }],
    ['会议听取了情况汇报，决定由县教育局制定办法。', { rule: 'assigned', lead: '县教育局', date: null }],
  ])('%s', (text, expected) => expect(first(text)).toEqual(expected));
});

describe('an English sentence is proposed', () => {
  it.each([
    [
      'Within 90 days of the date of this order, agency heads shall review their notices.',
      { rule: 'unit-must', lead: 'agency heads', date: '2023-01-24' },
    ],
    [
      'The Treasurer, in consultation with the Clerk, shall issue guidance.',
      { rule: 'unit-must', lead: 'The Treasurer', date: null },
    ],
    ['That Administration BE DIRECTED to report back.', { rule: 'resolved', lead: 'Administration', date: null }],
    [
      'The Minister directed the Ministry of Health to submit a plan.',
      { rule: 'resolved', lead: 'the Ministry of Health', date: null },
    ],
    [
      '- Finance Director to circulate the draft by 31 December.',
      { rule: 'assigned', lead: 'Finance Director', date: '2022-12-31' },
    ],
    [
      '- Public Works to complete striping by mid-May, weather permitting.',
      { rule: 'assigned', lead: 'Public Works', date: '2023-05-15' },
    ],
    [
      'Starting December 1, the Police Department shall publish data by the 10th of each month.',
      { rule: 'unit-must', lead: 'the Police Department', date: '2022-12-10' },
    ],
    ['The bonds should be fully used before November 30.', { rule: 'must', lead: null, date: '2022-11-29' }],
  ])('%s', (text, expected) => expect(first(text)).toEqual(expected));
});

describe('what proposes nothing is classed', () => {
  it.each([
    ['assessment', '会议指出，前三季度经济运行总体平稳，成效显著。'],
    ['slogan', '要提高政治站位，坚定信心，奋力谱写新篇章。'],
    ['slogan', '要加强协作配合，形成工作合力，确保各项任务落到实处。'],
    ['attendance', '市级有关部门主要负责同志列席会议。'],
    ['permission', '符合规定的企业可以申请补助。'],
    ['standing-rule', '本办法自发布之日起施行。'],
    ['conditional', '如遇恶劣天气，活动顺延。'],
    ['heading', '一、总体要求'],
    ['assessment', 'Over the past year, the economy has been stable.'],
    ['slogan', 'We must strive to write a new chapter.'],
    ['attendance', 'The Mayor presided over the meeting.'],
    ['permission', 'The Secretary may continue to delegate this authority.'],
    ['standing-rule', 'Nothing in this order shall be construed to impair other authority.'],
    ['conditional', 'If the motion fails, the matter returns next year.'],
  ])('as %s: %s', (expected, text) => expect(classes(text)).toEqual([expected]));
});
