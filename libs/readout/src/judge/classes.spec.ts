import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { propose } from '../index.ts';

const at = { meetingDate: '2025-03-14', calendar: chinaCalendar };

/** Who is to do what is proposed first, and by when; null when nothing is proposed. */
function told(text: string): readonly [string | null, string | null] | null {
  const [proposal] = propose(text, at).proposals;
  return proposal ? [proposal.leadUnit, proposal.clock?.date ?? null] : null;
}

function classOf(text: string): string | undefined {
  const { proposals, other } = propose(text, at);
  return proposals.length > 0 ? 'proposed' : other[0]?.class;
}

describe('in Chinese, who is told', () => {
  it.each([
    ['stands in front', '县住建局要倒排工期，确保9月1日前投入使用。', ['县住建局', '2025-09-01']],
    ['stands in front without 要', '市城管局三天内拆除违建，并将结果反馈市督查室。', ['市城管局', '2025-03-17']],
    ['leads with others', '市财政局牵头，会同市审计局于4月底前完成专项资金清查。', ['市财政局', '2025-04-30']],
    ['is given the matter', '由市发改委会同市财政局研究制定细则，6月30日前报市政府。', ['市发改委', '2025-06-30']],
    ['stands behind the matter', '资金缺口由县财政局统筹涉农资金予以解决。', ['县财政局', null]],
    ['is asked behind the matter', '用地補償費發放作業請地政處於一個月內辦理完竣。', ['地政處', '2025-04-14']],
    ['answers for it, behind a comma', '工程款须在4月底前支付到位，财务部负责。', ['财务部', '2025-04-30']],
    ['is a post', '分管副县长每周调度一次。', ['分管副县长', null]],
    ['is told tomorrow', '各县区明天下班前要把会议精神传达到基层。', ['各县区', '2025-03-15']],
    ['is not the area', '主城区新建学校9所，由市教育局会同市住建局推进。', ['市教育局', null]],
    ['goes on behind a decision', '会议原则同意《条例（草案）》，由市司法局修改完善后印发。', ['市司法局', null]],
    ['stands behind a report', '会议听取了汇报，要求市水利局4月底前完成普查。', ['市水利局', '2025-04-30']],
    ['is nobody where a thing must be', '四季度固定资产投资要完成86亿元以上。', [null, '2025-12-31']],
  ])('%s: %s', (_, text, expected) => expect(told(text)).toEqual(expected));
});

describe('in English, who is told', () => {
  it.each([
    [
      'shall',
      'The Director of Public Works shall report to Council by May 31.',
      ['The Director of Public Works', '2025-05-31'],
    ],
    ['is directed', 'Staff is directed to return with options within 60 days.', ['Staff', '2025-05-13']],
    ['is asked', 'Council directed staff to prepare a draft ordinance.', ['staff', null]],
    ['is named with to', 'Public Works to repaint crosswalks before September.', ['Public Works', '2025-08-31']],
    ['takes it on', 'Ms. Ortiz agreed to contact the vendor by April 4.', ['Ms. Ortiz', '2025-04-04']],
    ['will', 'The General Manager will meet with residents.', ['The General Manager', null]],
    ['should, of an office', 'The Planning Department should evaluate options.', ['The Planning Department', null]],
    ['stands in a that-clause', 'Commissioners asked that the Clerk prepare a list.', ['the Clerk', null]],
    ['consults', 'The Secretary, in consultation with the EPA, shall issue guidance.', ['The Secretary', null]],
    ['is nobody', 'Please send me your comments by Thursday.', [null, '2025-03-20']],
    ['to the letter, before a day', 'Housing to send me the figures before March 20.', ['Housing', '2025-03-19']],
    [
      'is named by a motion',
      'Resolution 25-031: THAT the CAO be directed to report by May 30, 2025.',
      ['the CAO', '2025-05-30'],
    ],
    [
      'leads in a list',
      '3. The Task Force shall:\n(a) submit a report no later than June 2, 2025;',
      ['The Task Force', '2025-06-02'],
    ],
    ['is staff', 'Staff to follow up with the owner.', ['Staff', null]],
  ])('%s: %s', (_, text, expected) => expect(told(text)).toEqual(expected));

  it('before a day includes it in a translation from Chinese', () => {
    expect(told('The meeting stressed that the bonds should be fully used before November 30.')).toEqual([
      null,
      '2025-11-30',
    ]);
  });
});

describe('nothing is proposed of', () => {
  it.each([
    ['what was reached', 'assessment', '一季度，全市规模以上工业增加值同比增长6.5%。'],
    ['what was done', 'assessment', '9月22日至30日，督查室对重点工作三季度落实情况进行了督查。'],
    ['what is late', 'assessment', '县文旅局负责的布展项目，原定3月31日前完成，目前仅完成总量的60%。'],
    ['what others say', 'assessment', '据悉，二期项目预计明年3月底前启动建设。'],
    ['what a meeting was about', 'other', '会议深入学习贯彻重要指示精神，通报近期事故，部署安全防范工作。'],
    ['who spoke', 'attendance', '县政府主要负责同志作表态发言。'],
    ['appeals to a unit', 'slogan', '政府系统要勤政廉政、务实担当，坚决反对形式主义。'],
    ['appeals to everybody', 'slogan', '各有关部门要各司其职，密切配合，形成工作合力。'],
    ['appeals to nobody', 'slogan', '要进一步加强组织领导，压实工作责任，确保各项任务落到实处。'],
    ['standards of service', 'standing-rule', '对群众反映的问题，供热企业须在2小时内上门、24小时内办结。'],
    ['what a law says', 'standing-rule', '根据《安全生产法》规定，生产经营单位应当建立隐患排查治理制度。'],
    ['rules for people at large', 'standing-rule', '100人以上的集体聚餐，举办者应提前2日向村委会报告。'],
    ['rules for companies', 'standing-rule', '企业应当自取得许可之日起6个月内开工。'],
    ['what marks depend on', 'standing-rule', '重点工作落实情况与单位年度考核、评先评优挂钩。'],
    ['leave', 'permission', '各單位得視業務需要彈性調整值班人力。'],
    ['leave to apply', 'permission', 'Agencies may request an extension of up to 30 days.'],
    ['leave to accept', 'other', 'Authorized the Fire Warden to accept donations of equipment.'],
    ['terms of payment', 'standing-rule', 'The consultant shall be paid within 30 days of receipt of invoice.'],
    ['what was received', 'assessment', 'The report was received and filed.'],
    ['when a place is closed', 'standing-rule', 'The library will be closed on March 21.'],
  ])('%s, as %s: %s', (_, expected, text) => expect(classOf(text)).toBe(expected));
});

it('an English text has no Chinese holidays unless its deployment has', () => {
  const order = 'Within 10 business days, the Clerk shall publish the list.';
  const dates = [undefined, chinaCalendar].map((calendar) => {
    const { proposals } = propose(
      order,
      calendar ? { meetingDate: '2025-09-26', calendar } : { meetingDate: '2025-09-26' },
    );
    const [reading] = proposals[0]?.clock?.readings ?? [];
    return [reading?.date, reading?.calendarVersion?.split('/')[0]];
  });
  expect(dates).toEqual([
    ['2025-10-10', 'weekends'],
    ['2025-10-16', 'cn'],
  ]);
});

it('leave at the end of a task is no part of it', () => {
  const [proposal] = propose('零售点4月10日前全部关停，非禁放区可按许可时段燃放。', at).proposals;
  expect(proposal?.quote.exact).toBe('零售点4月10日前全部关停');
});
