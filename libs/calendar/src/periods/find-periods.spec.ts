import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPeriods, findTimes, type PeriodClass } from '../index.ts';
import { PERIOD_RULES } from './grammar.ts';

/** Sentences with the words that are looked for between ⟦ and ⟧, by what they are there. */
const sentences: Readonly<Record<PeriodClass, readonly string[]>> = {
  deadline: [
    '奋战⟦60天⟧、决战四季度',
    '奋战60天、⟦四季度⟧收官',
    '决战最后⟦60天⟧',
    'fight for ⟦60 days⟧, strive for the fourth quarter',
    '⟦Within 90 days of the date of this order⟧, agency heads shall review',
    'As soon as practicable, but ⟦not later than 180 days of the date of this order⟧, the OMB Director',
    'submit a plan ⟦within 90 days of the date of this order⟧ detailing their strategy',
    '依據國家和省清單，⟦2022年10月底前⟧編制並公布',
    '请于⟦7日内⟧办结并报结果',
    '⟦会后10日内⟧报送',
    '奋战⟦五个月⟧、决胜下半年',
    '力争⟦上半年⟧全线开工',
    '3月底前制定方案，⟦上半年⟧取得阶段性成果',
    '（一）部署启动（⟦2024年1月至2月⟧）。',
    'have staff on station ⟦by noon Wednesday⟧.',
    '⟦1—11月⟧完成征迁任务',
    '⟦6月20日前⟧提请县政府审定',
    '完成时限：⟦2023年6月⟧',
    '于⟦11月15日⟧完成主体工程',
    '截止时间为⟦11月15日⟧。',
    '市住建局\t⟦12月31日⟧\t已启动',
    'plans are due to the Risk Office ⟦on October 1⟧; late plans',
    '开展为期⟦60天⟧的专项行动',
    '要在⟦两周内⟧制定出台行动方案',
    '决定⟦从今年7月1日起⟧实行路长制',
    '⟦全年⟧粮食播种面积稳定在78万亩以上',
    '⟦6月⟧节能宣传周期间，各县至少举办2场活动',
    '由秘書處於⟦會後一星期內⟧發信',
    '由市住建局⟦10日内⟧完成整改',
    'circulate them ⟦by August⟧.\n25/44 Estates',
  ],
  recurring: [
    '⟦每月5日前⟧报送进展',
    '按照“年初建账、⟦逐月⟧查账、年底交账”的制度',
    'required to report ⟦daily⟧ to the Department',
    '实行⟦周调度⟧、月通报制度',
    '县发改局⟦一周一调度⟧',
    'report ⟦by the 5th of each month⟧',
    'meet ⟦every two weeks⟧ until then',
  ],
  event: [
    '⟦下次会议前⟧报告',
    '⟦收到通知后10日内⟧回报',
    '打赢交通建设“⟦三年⟧会战”',
    'bring a report to ⟦a future meeting of the committee⟧ on roads',
    'the model ⟦for the 2021 Budget deliberations⟧ and further',
    'be provided ⟦in the Spring of 2020⟧ outlining',
    '须于⟦期中考试结束后一周内⟧召开家长会',
    '务必在⟦主汛期到来前⟧完成',
    '请于⟦下次會議前⟧提供清单',
    '⟦暑假期间⟧完成20所学校灯具更换',
  ],
  open: [
    '⟦尽快⟧成立领导小组',
    '⟦适时⟧开展“回头看”',
    '⟦As soon as practicable⟧, all heads shall use',
    '⟦立即⟧整改',
    'report back ⟦in due course⟧',
  ],
  mention: [
    '⟦10月26日⟧，市长主持召开会议',
    '⟦On October 26⟧, the mayor presided',
    '⟦近期⟧，县政府督查室开展了专项督查',
    '⟦前三季度⟧经济运行总体平稳',
    '⟦上半年⟧，全市上下迎难而上',
    '落实国企改革⟦三年⟧行动方案',
    '⟦the FY 2024⟧ budget',
  ],
  value: [
    '企业开办⟦一个工作日内⟧办结',
    '办理时限压缩至⟦3个工作日内⟧',
    '⟦自受理之日起20个工作日内⟧办结',
    '⟦24小时⟧值班值守',
    '⟦接警后2小时内⟧到达现场',
    '⟦5日⟧均线',
    '办理时间由⟦5天⟧压缩至2天',
    'complaints will be acknowledged ⟦within three working days⟧',
    '有效期⟦三年⟧',
    '任期⟦五年⟧',
    'be processed ⟦within 5 business days of receiving an application⟧',
    'valid for ⟦3 years⟧',
    'more than ⟦90 days⟧',
    'a ⟦60-day⟧-old notice',
    '⟦每年⟧接待游客30万人',
  ],
  past: [
    '过去⟦60天⟧',
    '近⟦三年⟧',
    '⟦上半年⟧全市生产总值增长5%',
    '截至⟦9月14日⟧，已办结6件',
    '⟦1-9月⟧全市生产总值同比增长8%',
    '⟦10月31日前⟧已完成',
    'over the past ⟦60 days⟧',
    '⟦as of September 14⟧, six were closed',
    '⟦三个月⟧来，全市上下',
  ],
};

const cases = Object.entries(sentences).flatMap(([kind, texts]) => texts.map((text) => [kind, text] as const));

describe('a text', () => {
  it.each(cases)('has a %s: %s', (kind, marked) => {
    const start = marked.indexOf('⟦');
    const end = marked.indexOf('⟧') - 1;
    const text = marked.replace(/[⟦⟧]/gu, '');
    const found = findTimes(text).find((period) => period.start === start);
    expect(found).toMatchObject({ expression: text.slice(start, end), class: kind, start, end });
    const isClock = ['deadline', 'recurring', 'event', 'open'].includes(kind);
    expect(findPeriods(text).some((period) => period.start === start)).toBe(isClock);
  });

  it.each([
    '第60天，几十天',
    '2,060 days, 2.60 days',
    '市长张三一行，前期工作，会议指出',
    'agencies may act; they march on',
    '新增建设用地2000亩，投资3.2亿元',
    '每年增长8%，中小学、季节性、周边、年轻人、月球、日常',
  ])('has no time at all: %s', (text) => expect(findTimes(text)).toEqual([]));
});

describe('a year that is left out', () => {
  it('is the one named before it in the sentence', () => {
    expect(findPeriods('2023年3月底前完成选址，6月底前开工').map(({ expression, year }) => [expression, year])).toEqual(
      [
        ['2023年3月底前', null],
        ['6月底前', '2023年'],
      ],
    );
  });

  it('is none of another sentence', () => {
    expect(findPeriods('明年6月底前整改到位；12月20日前报送').map(({ year }) => year)).toEqual([null, null]);
  });
});

const piece = fc.oneof(
  fc.constantFrom(
    '60天',
    '四季度',
    '年底前',
    'within 9 days of ',
    ' Q4 ',
    '，',
    '10日内',
    '10月底前',
    '个工作日',
    '第',
    '二十',
  ),
  fc.constantFrom(
    '每',
    '自',
    '之日起',
    '收到',
    '前',
    '至',
    '-',
    '\n',
    ' by ',
    'the end of ',
    'March ',
    '2023年',
    '节',
    '会议',
    '下',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);
const someText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  it('gives expressions in order, apart, at their offsets', () => {
    fc.assert(
      fc.property(someText, (text) => {
        let last = 0;
        for (const { expression, start, end } of findTimes(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(expression);
          last = end;
        }
      }),
    );
  });

  it('is read through with 200,000 characters of it', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const unit = pieces.join('') || '。';
        const text = unit.repeat(Math.ceil(200_000 / unit.length));
        for (const { expression, start, end } of findTimes(text)) expect(text.slice(start, end)).toBe(expression);
      }),
      { numRuns: 3 },
    );
  });
});

// Bounded repetition alone is what keeps the time in proportion to the text.
it.each(PERIOD_RULES.map(({ pattern }) => [pattern.slice(0, 60), pattern]))(
  'repeats nothing without a bound: %s',
  (_, pattern) => {
    const bare = (pattern ?? '').replace(/\\./g, '.').replace(/\[[^\]]*\]/g, '.');
    expect(bare).not.toMatch(/[*+]|\{\d+,\}/);
  },
);
