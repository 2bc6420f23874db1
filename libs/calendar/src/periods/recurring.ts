import { ordinalCalled, WEEKDAYS, weekdayCalled } from './english-words.ts';
import { nthWeekdayFrom, recurringFrom } from './first-time.ts';
import { EN_NUMBER, EN_ORDINAL, wholeNumber, ZH_NUMBER } from './numbers.ts';
import type { Groups, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import type { PeriodClass, Recurrence } from './reading.ts';

const ZH_UNIT = '(?:工作日|小时|日|天|周|星期|旬|半月|月|季度?|半年|年)';
const ZH_UNITS: Readonly<Record<string, Recurrence['unit']>> = {
  ...{ 工作日: 'working-day', 日: 'day', 天: 'day', 周: 'week', 星期: 'week', 旬: 'ten-days', 半月: 'half-month' },
  ...{ 月: 'month', 小时: 'hour' },
  ...{ 季度: 'quarter', 季: 'quarter', 半年: 'half-year', 年: 'year' },
};
const ZH_ROUTINE =
  '(?:报告?|调度|通报|督查|督办|研判|例会|会商|小结|点评|盘点|总结|考核|排名|清零|反馈|报送|更新|推进|查账|讲评|汇总)';
const VALUE_AFTER =
  /^[^，。；、,;]{0,8}?(?:增长|新增|增加|递增|提高|下降|减少|增速|达到|不少于\d+[万亿]|%|万元|亿元|万吨|吨|万人|开放|运行(?![情态状分报])|接待|产能|处理能力|补助|补贴|工资|租金|立方米)/u;

/** Days of a month in words; `first` with `business day` is read as the first that is worked. */
const ORDINAL_DAYS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const EN_UNITS: Readonly<Record<string, Recurrence['unit']>> = {
  ...{
    day: 'day',
    daily: 'day',
    'business day': 'working-day',
    'working day': 'working-day',
    week: 'week',
    weekly: 'week',
  },
  ...{ month: 'month', monthly: 'month', quarter: 'quarter', quarterly: 'quarter', 'half-year': 'half-year' },
  ...{ 'semi-annually': 'half-year', semiannually: 'half-year', 'half-yearly': 'half-year', biannually: 'half-year' },
  ...{ 'semi-annual': 'half-year', semiannual: 'half-year', 'bi-annual': 'half-year', biannual: 'half-year' },
  'bi-annually': 'half-year',
  ...{ hour: 'hour', year: 'year', yearly: 'year', annually: 'year' },
};

/** What comes again: 每月5日前, 每周五, 每季度末, 逐月, 周调度, monthly, every Friday, by the 5th of each month. */
export const RECURRING: readonly PeriodRule[] = [
  {
    // 每月5日前, 每周五, 每季度末, 每两周, 每年12月底前, 每季度第一个月10日前
    pattern: chinese(
      `(?:每(?:隔)?|逢(?=周))_?(?:(?<n>${ZH_NUMBER})_?)?个?_?(?<unit>${ZH_UNIT})(?!度?(?:均|人|户|亩|吨|新增|增长|递增))(?:度)?(?:_?(?:第(?<monthOf>[一二三])个月|(?<firstMonth>首月)|(?<lastMonth>末月|最后一个月)|(?<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])_?月)?_?(?:的)?(?:(?<weekday>(?<=[周期]_?)[一二三四五六日天])|(?<day>[0-2]?\\d|3[01]|二?十[一二三四五六七八九]?|[一二三四五六七八九])_?[日号]|(?<last>[年月]?[底末](?!月)|最后一(?!个月)[个天]?(?<lastWorked>工作日)?[天日]?)|[年月]?初|第?[一二三四]个?(?:周|星期)))?(?:_?、_?(?:[0-2]?\\d|3[01])_?[日号]){0,3}(?:中午|下午|上午)?_?(?:\\d{1,2}_?[时点:]_?(?:\\d{2}分?)?)?(?:下班)?(?:[之以]?前)?`,
    ),
    classify: (_, { after }) => classOf(VALUE_AFTER, after),
    read: recurringFrom(zhRecurrence),
    recurrence: zhRecurrence,
  },
  {
    // 逐月, 按季度, 按周
    pattern: chinese(`(?:逐|按)_?(?<unit>周|旬|月|季度?|日)(?!计|常|期|照|内|均|租|付|薪|程|趋|渐)(?:底|末)?`),
    classify: (_, { after }) => classOf(/^(?:计|收取|缴|支付|结算)/u, after),
    read: recurringFrom(zhRecurrence),
    recurrence: zhRecurrence,
  },
  {
    // 一月一调度, 周报, 月通报
    pattern: chinese(
      `(?:(?<![\\u4e00-\\u9fff\\d])|(?<=[行持立照格实施])|(?=一(?:日|周|旬|月|季|半年|年)度?一))(?:一)?(?<unit>日|周|旬|月|季|半年|年)(?:度)?(?:一)?${ZH_ROUTINE}(?:制度?)?`,
    ),
    classify: (groups, { after }) => classOf(/^(?:会议|显示|表明)/u, after),
    read: recurringFrom(zhRecurrence),
    recurrence: zhRecurrence,
  },
  {
    // 双周调度, 每双周, 隔周通报
    pattern: chinese('(?:每?双|隔|每隔一?)周(?!末|刊|年)'),
    classify: (_, { after }) => classOf(VALUE_AFTER, after),
    read: recurringFrom(() => everyOther('week')),
    recurrence: () => everyOther('week'),
  },
  {
    // biweekly, every fortnight, bimonthly
    pattern: english('(?:bi-?weekly|fortnightly|(?:every|each) fortnight|(?<months>bi-?monthly))'),
    classify: () => 'recurring',
    read: recurringFrom(({ months }) => everyOther(months === undefined ? 'week' : 'month')),
    recurrence: ({ months }) => everyOther(months === undefined ? 'week' : 'month'),
  },
  {
    // monthly, on a weekly basis, quarterly
    pattern: english(
      '(?:on a )?(?:(?:once|twice|three times) )?(?<unit>daily|weekly|monthly|quarterly|semi-?annual(?:ly)?|half-yearly|bi-?annual(?:ly)?|yearly|annually)(?: basis)?(?: by (?:noon|midnight|\\d{1,2}(?::\\d\\d)?(?: [ap]\\.?m\\b\\.?)?))?',
    ),
    classify: (_, { after }) =>
      classOf(
        /^\s(?:life|lives|living|work|operations?|necessit|needs|rent|fee|fees|wage|income|average|sales|revenue|capacity|limit|ridership|newspaper|maximum|routine)/,
        after,
      ),
    read: recurringFrom(enRecurrence),
    recurrence: enRecurrence,
  },
  {
    // every Friday, every two weeks, once a month, per quarter, each year
    pattern: english(
      `(?:(?:by|on|at least) )?(?:(?:every|each)(?: (?<n>other|second|third|${EN_NUMBER}))?|(?:once|twice) (?:a|an|each|every|per)|once every (?<times>${EN_NUMBER})) (?:(?<unit>(?:business |working )?day|hour|week|month|quarter|half-year|year)s?|(?<weekday>${WEEKDAYS}))`,
    ),
    classify: (_, { before, after }) =>
      classOf(/^\s(?:of (?:age|experience))/, after.concat(/\d%?\s(?:per\s)?$/.test(before) ? ' of age' : '')),
    read: recurringFrom(enRecurrence),
    recurrence: enRecurrence,
  },
  {
    // by the 5th of each month, within 15 days after the end of each quarter, by the end of every month
    pattern: english(
      `(?:by|before|no later than|not later than|within|on)(?: (?:the )?(?:(?<day>\\d{1,2})(?:st|nd|rd|th)(?: day)?|(?<last>last (?:(?<lastWorked>business|working) |calendar )?day|end|close)|(?:(?<nthDay>${EN_ORDINAL}) (?:(?<nthWorked>business|working) )?day|(?<dayWord>${ORDINAL_DAYS.join('|')})(?: day)?)|(?<nth>${EN_ORDINAL}) (?<nthWeekday>${WEEKDAYS})))? (?:of )?(?:each|every) (?:calendar )?(?<unit>month|quarter|year|week)`,
    ),
    classify: () => 'recurring',
    read: (groups, context) =>
      groups.nth === undefined || groups.unit !== 'month'
        ? recurringFrom(enRecurrence)(groups, context)
        : nthWeekdayFrom(ordinalCalled(groups.nth), weekdayCalled(groups.nthWeekday ?? '') ?? 0, context),
    recurrence: enRecurrence,
  },
];

function classOf(value: RegExp, after: string): PeriodClass {
  return value.test(after) ? 'value' : 'recurring';
}

function zhRecurrence({
  n,
  unit = '',
  monthOf: monthOfQuarter,
  firstMonth,
  lastMonth,
  month,
  weekday: on,
  day,
  last,
  lastWorked,
}: Groups): Recurrence | null {
  const known = ZH_UNITS[unit];
  if (known === undefined) return null;
  const named = on !== undefined ? '一二三四五六日'.indexOf(on === '天' ? '日' : on) + 1 : wholeNumberOrNull(day);
  return {
    every: wholeNumberOrNull(n) ?? 1,
    unit: known,
    month:
      firstMonth !== undefined
        ? 1
        : lastMonth !== undefined
          ? monthsIn(known)
          : wholeNumberOrNull(monthOfQuarter ?? month),
    day: last === undefined ? named : lastWorked === undefined ? 'last' : 'last-working-day',
  };
}

function monthsIn(unit: Recurrence['unit']): number | null {
  return { quarter: 3, 'half-year': 6, year: 12 }[unit as 'quarter' | 'half-year' | 'year'] ?? null;
}

function enRecurrence({
  n,
  times,
  unit,
  weekday: on,
  day,
  last,
  lastWorked,
  nthDay,
  nthWorked,
  dayWord,
}: Groups): Recurrence | null {
  const every = n === 'other' || n === 'second' ? 2 : n === 'third' ? 3 : (wholeNumberOrNull(n ?? times) ?? 1);
  if (on !== undefined) return { every, unit: 'week', month: null, day: weekdayCalled(on) };
  const known = EN_UNITS[(unit ?? '').replace(/\s+/g, ' ')];
  if (known === undefined) return null;
  if (last !== undefined) {
    return { every, unit: known, month: null, day: lastWorked === undefined ? 'last' : 'last-working-day' };
  }
  if (dayWord !== undefined) return { every, unit: known, month: null, day: ORDINAL_DAYS.indexOf(dayWord) + 1 };
  const isFirst = nthDay === 'first' || nthDay === '1st';
  const first = nthWorked === undefined ? 1 : 'first-working-day';
  return { every, unit: known, month: null, day: isFirst ? first : wholeNumberOrNull(day) };
}

function everyOther(unit: 'week' | 'month'): Recurrence {
  return { every: 2, unit, month: null, day: null };
}

function wholeNumberOrNull(words: string | undefined): number | null {
  return words === undefined ? null : wholeNumber(words);
}
