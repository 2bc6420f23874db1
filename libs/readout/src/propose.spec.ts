import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chinaCalendar } from '#libs/calendar';
import { type Proposal, propose } from './index.ts';

const at = { meetingDate: '2022-10-26', calendar: chinaCalendar };

function proposals(text: string, meetingDate = at.meetingDate): readonly Proposal[] {
  return propose(text, { ...at, meetingDate }).proposals;
}

/** The proposals as `quote → default date`, or `quote` alone when undated. */
function quotes(text: string, meetingDate?: string): string[] {
  return proposals(text, meetingDate).map(
    ({ quote, clock }) => quote.exact + (clock === null ? '' : ` → ${clock.readings[0]?.date}`),
  );
}

function sample(language: 'zh' | 'en'): string {
  return readFileSync(new URL(`../../../docs/samples/readout.${language}.txt`, import.meta.url), 'utf8');
}

describe('the sample readouts', () => {
  it.each([
    ['zh', '奋战60天', '决战四季度'],
    ['en', 'fight for 60 days', 'strive for the fourth quarter'],
  ] as const)('in %s propose the two pushes, each with its clock', (language, days, quarter) => {
    const read = propose(sample(language), at);
    const dated = read.proposals.filter(({ clock }) => clock !== null);
    expect(read.language).toBe(language);
    expect(dated.map(({ quote, clock, rule }) => [quote.exact, clock?.readings[0]?.date, rule])).toEqual([
      [days, '2022-12-25', 'push'],
      [quarter, '2022-12-31', 'push'],
    ]);
  });

  it.each(['zh', 'en'] as const)('in %s propose nothing undated but what units are told to do', (language) => {
    const undated = proposals(sample(language)).filter(({ clock }) => clock === null);
    expect(undated.map(({ rule }) => rule)).toEqual(['unit-must', 'unit-will']);
  });
});

describe('a proposal', () => {
  it('carries a quote that stands in the text, a title and every reading with its words', () => {
    const { text, proposals } = propose('\ufeffLet us\r\nfight for 60 days.', at);
    expect(proposals).toHaveLength(1);
    expect(proposals[0]).toMatchObject({
      quote: { exact: 'fight for 60 days', prefix: 'Let us\n', suffix: '.', start: 7, end: 24 },
      title: 'Fight for 60 days',
      clock: { expression: '60 days' },
      rule: 'push',
    });
    expect(text.slice(7, 24)).toBe('fight for 60 days');
    expect(proposals[0]?.clock?.readings[0]).toEqual({
      date: '2022-12-25',
      rule: 'natural-days.after',
      expression: '60 days',
      calendarVersion: null,
      assumes: null,
      workingDay: false,
      provisional: false,
    });
  });

  it('has a short title, cut between English words', () => {
    const long = `All departments shall ${'check and '.repeat(20)}report within 10 days`;
    const title = proposals(long)[0]?.title ?? '';
    expect(title.length).toBeLessThanOrEqual(80);
    expect(title).toMatch(/^Check and .*(?:check|and)…$/);
  });
});

describe('a push is proposed', () => {
  it.each([
    ['大干60天，冲刺四季度！', ['大干60天 → 2022-12-25', '冲刺四季度 → 2022-12-31']],
    ['奋战60天决战四季度', ['奋战60天 → 2022-12-25', '决战四季度 → 2022-12-31']],
    ['开展“奋战六十天”活动', ['奋战六十天 → 2022-12-25']],
    ['在全市组织开展60天攻坚行动', ['在全市组织开展60天攻坚行动 → 2022-12-25']],
    [
      'We must work hard for 60 days and sprint through the fourth quarter.',
      ['work hard for 60 days → 2022-12-25', 'sprint through the fourth quarter → 2022-12-31'],
    ],
    ['The city will launch a sixty-day campaign.', ['The city will launch a sixty-day campaign → 2022-12-25']],
  ])('from %s', (text, expected) => expect(quotes(text)).toEqual(expected));

  it('rather than the sentence it stands in, when a unit is told', () => {
    expect(quotes('各部门要振奋精神，奋战60天，跑出加速度。')).toEqual(['奋战60天 → 2022-12-25']);
  });

  it('once, however often the slogan is said', () => {
    expect(quotes('奋战60天。要奋战60天。大干六十天！')).toEqual(['奋战60天 → 2022-12-25']);
  });
});

describe('a limit is proposed with its sentence', () => {
  it.each([
    ['会议要求。市发改委要在会后10日内报送清单。', ['市发改委要在会后10日内报送清单 → 2022-11-05']],
    ['2022年11月底前编制并公布清单。', ['2022年11月底前编制并公布清单 → 2022-11-30']],
    ['（一）11月底前完成摸底，12月底前完成整改。', ['11月底前完成摸底 → 2022-11-30', '12月底前完成整改 → 2022-12-31']],
    [
      '县农业农村局每月抽检蔬菜60批次，抽检结果于次月5日前公开。',
      ['县农业农村局每月抽检蔬菜60批次，抽检结果于次月5日前公开 → 2022-11-05'],
    ],
    [
      'The meeting stressed that bureaus shall report within 30 days of the date of this notice.',
      ['bureaus shall report within 30 days of the date of this notice → 2022-11-25'],
    ],
    [
      'Agencies under 31 U.S.C. 901(b) shall file plans by the end of November. Good.',
      ['Agencies under 31 U.S.C. 901(b) shall file plans by the end of November → 2022-11-30'],
    ],
  ])('from %s', (text, expected) => expect(quotes(text)).toEqual(expected));
});

describe('a sentence', () => {
  it('does not end at the point of a number or an abbreviation', () => {
    expect(quotes('Bureaus shall save 3.5 percent under Sec. 4 within 10 days. Good.')).toEqual([
      'Bureaus shall save 3.5 percent under Sec. 4 within 10 days → 2022-11-05',
    ]);
  });
});

describe('a unit that is told to do something is proposed without a clock', () => {
  it.each([
    ['各责任单位要制定计划，狠抓落实。', '各责任单位要制定计划，狠抓落实'],
    ['The meeting agreed that Administration BE DIRECTED to report back.', 'Administration BE DIRECTED to report back'],
  ])('from %s', (text, expected) => expect(quotes(text)).toEqual([expected]));
});

describe('nothing is proposed', () => {
  it.each([
    '过去60天，全市上下奋勇争先。',
    '经过奋战60天，项目建成投产。',
    '前三季度，经济增长5.1%；四季度以来，形势向好。',
    '要深刻认识重要意义，奋力谱写新篇章。',
    '截至10月底，已办结6件，占比27%。',
    '各责任单位主要负责同志参加会议。',
    '收到通知后10日内，可以申请复查。',
    '打赢三年会战。',
    '全市60天攻坚行动井然有序。',
    'The sixty-day campaign is a good name.',
    'We must strive to write a new chapter.',
    'Over the past 60 days, departments have solved 430 problems.',
    'The 60-day campaign has brought results.',
    'Agencies may apply within 30 days of receiving the notice.',
    'Departments may apply within 30 days.',
    'Sales rose in the fourth quarter.',
    '',
  ])('from %s', (text) => expect(quotes(text)).toEqual([]));
});

describe('any text at all', () => {
  const piece = fc.oneof(
    fc.constantFrom('奋战60天', '决战四季度', '各部门要', '，', '。', '\n', '12月底前完成', '“', ' 9 '),
    fc.constantFrom(
      '（市财政局牵头）',
      '责任单位：',
      '任务\n责任单位\n完成时限\n',
      '| 1 | a |\n',
      '\t',
      '1.',
      '（一）',
      '：\n',
      '由',
      '- 2 -\n',
    ),
    fc.constantFrom(
      'fight for 60 days',
      ' Departments shall ',
      ' within 10 days',
      ', ',
      '. ',
      ' by the end of 2023',
      'U.S.',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );

  it('gives quotes that stand where they say, in order and apart, and readings for every clock', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { text, proposals, other } = propose(pieces.join(''), at);
        for (const { quote } of other) expect(text.slice(quote.start, quote.end)).toBe(quote.exact);
        let last = 0;
        for (const { quote, title, clock } of proposals) {
          expect(text.slice(quote.start, quote.end)).toBe(quote.exact);
          expect(quote.start).toBeGreaterThanOrEqual(last);
          expect(quote.exact.trim()).not.toBe('');
          expect(title).not.toBe('');
          if (clock !== null) {
            expect(text).toContain(clock.expression);
            if (clock.date !== null) expect(clock.readings[0]?.date).toBe(clock.date);
          }
          last = quote.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('without marks is cut, and never through a character', () => {
    const long = fc.array(fc.constantFrom('😀'.repeat(150), '各部门要', '😀', '字', '10日内', '奋战60天', '会'), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(long, (pieces) => {
        for (const { quote } of proposals(pieces.join(''))) {
          expect(quote.exact.length).toBeLessThanOrEqual(2100);
          expect(quote.exact + quote.prefix + quote.suffix).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });

  it('of lone surrogates, controls and nothing else is read too', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        expect(propose(String.fromCharCode(...units), at).text).not.toMatch(/(?![\t\n])[\p{Cc}\p{Surrogate}]/u);
      }),
    );
  });
});
