import { weekday, yearOf } from '../civil-date.ts';
import { ZH_BEFORE, ZH_BEFORE_ALWAYS, ZH_DAY, ZH_MONTH } from './chinese-words.ts';
import { dayOfMonth, dayOfMonthAhead, daysAhead, monthDay } from './days.ts';
import { onDay, toTheLetter } from './ends.ts';
import { wholeNumber } from './numbers.ts';
import type { Groups, PeriodRule } from './period-rule.ts';
import { chinese } from './period-rule.ts';
import { pointIn } from './point-class.ts';
import { ZH_YEAR } from './year-meant.ts';

/** Days that a text names in Chinese: 10月31日前, 2023年3月5日, 25日前, 次月5日前, 明天下班前, 自7月1日起. */
export const ZH_DAYS: readonly PeriodRule[] = [
  {
    // 10月31日前, 2023年3月5日之前, 12月20日(周五)前
    pattern: chinese(
      `(?:${ZH_YEAR}_)?(?<!\\d)${ZH_MONTH}_月份?_${ZH_DAY}_[日号](?:\\((?:周|星期)[一二三四五六日天]\\))?${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'mention'),
    read: (groups, context) => monthDay(dayIn(groups), groups.before !== undefined, context),
  },
  {
    // 自7月1日起, 从明年3月起: from then on it has to be so
    pattern: chinese(
      `[自从]_?(?:${ZH_YEAR}_)?(?<!\\d)${ZH_MONTH}_月份?_(?:${ZH_DAY}_[日号])?_?(?:开始)?(?:起|开始)(?![草至到])`,
    ),
    classify: (groups, { before, after }) =>
      /^(?:去|上|前)/.test(groups.year ?? '') || /^\s?[,，]?\s?已/u.test(after) || /已\s?$/u.test(before)
        ? 'past'
        : 'deadline',
    read: (groups, context) => monthDay({ ...dayIn(groups), day: wholeNumber(groups.day ?? '1') }, false, context),
  },
  {
    // 10月8日起每周调度: the same without 自
    pattern: chinese(
      `(?:${ZH_YEAR}_)?(?<![\\d自从自]_?)${ZH_MONTH}_月_${ZH_DAY}_[日号]_?(?:\\d{1,2}时)?起(?![草至到]|_?[,，]?_?(?:至|到|已))`,
    ),
    classify: (groups) => (/^(?:去|上|前)/.test(groups.year ?? '') ? 'past' : 'deadline'),
    read: (groups, context) => monthDay(dayIn(groups), false, context),
  },
  {
    // 汛期(5月1日)前: before something whose day stands in brackets
    pattern: chinese(
      `(?:主?汛期|[供采]暖[期季]|[高中]考|[\\u4e00-\\u9fff]{2}节|开[学园工])?\\((?:${ZH_YEAR}_)?${ZH_MONTH}_月_${ZH_DAY}_[日号]\\)[之以]?前`,
    ),
    classify: () => 'deadline',
    read: (groups, context) => toTheLetter(monthDay(dayIn(groups), true, context), true),
  },
  {
    // 从下周起, 自下月起, 自明年起: from its first day on
    pattern: chinese(
      '[自从]_?(?:(?<month>下个?月|次月)|(?<week>下周|下个?星期)|(?<year>明年))_?(?:开始)?(?:起|开始)(?![草至到])',
    ),
    classify: () => 'deadline',
    read: ({ month, week }, context) => {
      const { meetingDate, calendar } = context;
      if (month !== undefined) return dayOfMonthAhead(1, 1, false, context);
      if (week !== undefined) return daysAhead(8 - weekday(meetingDate), context);
      return onDay(`${yearOf(meetingDate) + 1}-01-01`, false, calendar);
    },
  },
  {
    // 本月25日前, 次月5日前
    pattern: chinese(
      `(?:(?<this>本月|当月|这个月)|下个?月|次月)_(?<day>[0-2]?\\d|3[01])_[日号](?:\\((?:周|星期)[一二三四五六日天]\\))?${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'mention'),
    read: (groups, context) =>
      dayOfMonthAhead(groups.this === undefined ? 1 : 0, Number(groups.day), groups.before !== undefined, context),
  },
  {
    // 2023-03-31, 2023.3.31前, 2023/3/31
    pattern: chinese(
      `(?<![\\d.])(?<year>(?:19|20|21)\\d\\d)(?<mark>[-./])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?![\\d.]\\d)${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'mention'),
    read: (groups, context) => monthDay(dayIn(groups), groups.before !== undefined, context),
  },
  {
    // 10.31前
    pattern: chinese(`(?<![\\d./])(?<month>1[0-2]|0?[1-9])[./](?<day>[0-2]?\\d|3[01])[日号]?_${ZH_BEFORE_ALWAYS}`),
    classify: () => 'deadline',
    read: (groups, context) => monthDay(dayIn(groups), true, context),
  },
  {
    // 25日前, 5号之前
    pattern: chinese(
      `(?<![\\d.月年第个十]|(?:每|逐|按)_?)(?<day>[0-2]?\\d|3[01]|二十[一二三四五六七八九]|[二三]?十[一二三四五六七八九]?)_[日号]${ZH_BEFORE_ALWAYS}`,
    ),
    classify: (_, { before, after }) =>
      /[近约]\s?$/u.test(before) || /^\s?[,，]?\s?已/u.test(after) ? 'past' : 'deadline',
    read: (groups, context) => dayOfMonth(wholeNumber(groups.day ?? '') ?? 0, true, context),
  },
  {
    // 今天下班前, 明日12时前, 后天前
    pattern: chinese(
      `(?:(?<today>今[天日晚夜]|当[天日晚])|(?<tomorrow>明[天日]|次日)|后天)_(?:${ZH_BEFORE_ALWAYS}|[之以]?内)`,
    ),
    classify: () => 'deadline',
    read: ({ today, tomorrow }, context) =>
      daysAhead(today !== undefined ? 0 : tomorrow !== undefined ? 1 : 2, context),
  },
];

function dayIn({ year, month, day }: Groups) {
  return { year, month: wholeNumber(month ?? ''), day: wholeNumber(day ?? '') };
}
