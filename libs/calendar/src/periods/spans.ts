import { civilDate, endOfMonth, endOfYear } from '../civil-date.ts';
import { ZH_BEFORE, ZH_DAY_NUMBER, ZH_MONTH_NUMBER } from './chinese-words.ts';
import { endOf, onDay } from './ends.ts';
import { EN_DAY, EN_MONTH, monthCalled } from './english-words.ts';
import { wholeNumber } from './numbers.ts';
import type { Draft, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { pointIn, spanIn } from './point-class.ts';
import { quarterOf } from './quarters.ts';
import type { ReadingContext } from './reading.ts';
import { EN_YEAR, inYear, yearNamed, ZH_YEAR } from './year-meant.ts';

const TO = '(?:[-至到]|-{2})';
const START_NOW = '(?:即日起|(?:自|从)?(?:即日|今日|今天|现在)起)';

/** Spans, which are over at their end: 1-11月, 10月26日至11月5日, 2023-2025年, 前三季度, 即日起至10月31日. */
export const SPANS: readonly PeriodRule[] = [
  {
    // 1-11月, 2023年1月至3月底
    pattern: chinese(
      `(?:${ZH_YEAR}_?)?(?<![\\d.第])${ZH_MONTH_NUMBER}_(?:月份?_)?${TO}_(?:(?<yearOfEnd>(?:19|20)\\d\\d)_年_?)?(?<month>${ZH_MONTH_NUMBER})_月份?_?[底末]?${ZH_BEFORE}(?!_?(?:\\d|[一二三四五六七八九十]{1,3}[日号]))`,
    ),
    classify: (groups, around) => spanIn(groups, around),
    read: ({ year, yearOfEnd, month }, context) =>
      inYear(yearOfEnd ?? year, context, (meant) => endOfNumberedMonth(meant, wholeNumber(month ?? '') ?? 0, context)),
  },
  {
    // 10月26日至11月5日, 11月1日-10日, 即日起至10月31日
    pattern: chinese(
      `(?:${ZH_YEAR}_?)?(?:(?<![\\d.])(?<month>${ZH_MONTH_NUMBER})_月_${ZH_DAY_NUMBER}_[日号]?|${START_NOW}[,，]?)_${TO}_(?:(?<yearOfEnd>(?:19|20)\\d\\d)_年_?)?(?:(?<monthOfEnd>${ZH_MONTH_NUMBER})_月_)?(?<day>${ZH_DAY_NUMBER})_[日号]${ZH_BEFORE}`,
    ),
    classify: (groups, around) =>
      /^\s?[,，]|召开|举行|举办|赴|在|率队|期间/.test(around.after.slice(0, 8)) && groups.before === undefined
        ? 'mention'
        : pointIn(groups, around, 'deadline'),
    read: ({ year, yearOfEnd, month, monthOfEnd, day }, context) =>
      inYear(yearOfEnd ?? year, context, (meant) => {
        const date = civilDate(meant, wholeNumber(monthOfEnd ?? month ?? '') ?? 0, wholeNumber(day ?? '') ?? 0);
        return date === null ? [] : onDay(date, false, context.calendar);
      }),
  },
  {
    // 自3月20日起至5月底, 从4月开始到6月15日
    pattern: chinese(
      `[自从]_?(?:${ZH_YEAR}_?)?(?<!\\d)${ZH_MONTH_NUMBER}_月份?_?(?:${ZH_DAY_NUMBER}_[日号]_?)?(?:起|开始)_?[,，]?_?[至到]_?(?:(?<yearOfEnd>(?:19|20)\\d\\d)_年_?)?(?<month>${ZH_MONTH_NUMBER})_月_?(?:(?<day>${ZH_DAY_NUMBER})_[日号]|份?_?[底末]?)${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: ({ year, yearOfEnd, month, day }, context) =>
      inYear(yearOfEnd ?? year, context, (meant) => {
        const numbered = wholeNumber(month ?? '') ?? 0;
        if (day === undefined) return endOfNumberedMonth(meant, numbered, context);
        const date = civilDate(meant, numbered, wholeNumber(day) ?? 0);
        return date === null ? [] : onDay(date, false, context.calendar);
      }),
  },
  {
    // 2023-2025年, 2023年至2025年
    pattern: chinese(`(?<![\\d.])(?:19|20)\\d\\d_年?_${TO}_(?<year>(?:19|20)\\d\\d_年)_?[底末]?${ZH_BEFORE}(?!_?\\d)`),
    classify: (groups, around) => (groups.before === undefined ? 'mention' : pointIn(groups, around, 'deadline')),
    read: ({ year }, { meetingDate, calendar }) => {
      const meant = yearNamed(year, meetingDate) ?? 0;
      return endOf({ unit: 'year', start: `${meant}-01-01`, end: endOfYear(meant) }, false, calendar);
    },
  },
  {
    // 前三季度, 一至三季度, 三、四季度
    pattern: chinese(
      `(?:${ZH_YEAR}_?)?(?:前|第?[一二三1-3]_(?:季度)?(?:${TO}|、)_第?)(?<quarter>[二三四2-4])_?个?季度_?[末底]?${ZH_BEFORE}`,
    ),
    classify: (groups, around) => spanIn(groups, around),
    read: ({ year, quarter = '' }, context) =>
      inYear(year, context, (meant) => quarterOf(meant, wholeNumber(quarter) ?? 0, false, context)),
  },
  {
    // (to August 30), (September 2 to October 31): the bracket of a stage
    pattern: english(
      `(?<=\\(|^)(?:(?:now |today )?(?:to|through|until) |${EN_MONTH}(?: \\d{1,2}(?:st|nd|rd|th)?)?(?:,? (?:19|20)\\d\\d)?(?: (?:to|through|until) | ?- ?))(?<month>${EN_MONTH})(?: ${EN_DAY})?${EN_YEAR}?(?=\\)|$)`,
    ),
    classify: () => 'deadline',
    read: ({ month = '', day, year }, context) =>
      inYear(year, context, (meant) => endOfSpan(meant, monthCalled(month) ?? 0, day, context)),
  },
  {
    // from March to May 2023, between May and July, from November 1 to 10, from 1 to 15 December
    pattern: english(
      `(?:from|between) (?:${EN_MONTH}(?: \\d{1,2}(?:st|nd|rd|th)?)?|\\d{1,2}(?: ${EN_MONTH})?)(?:,? (?:19|20)\\d\\d)?,?(?: (?:to|through|until|and) (?:the end of )?|-)(?:(?<month>${EN_MONTH})(?: ${EN_DAY})?|${EN_DAY.replace('<day>', '<dayFirst>')} (?<monthAfter>${EN_MONTH}))${EN_YEAR}?`,
    ),
    classify: () => 'deadline',
    read: ({ month, monthAfter, day, dayFirst, year }, context) =>
      inYear(year, context, (meant) => {
        const numbered = monthCalled(month ?? monthAfter ?? '') ?? 0;
        return endOfSpan(meant, numbered, day ?? dayFirst, context);
      }),
  },
];

function endOfSpan(year: number, month: number, day: string | undefined, context: ReadingContext): readonly Draft[] {
  if (day === undefined) return endOfNumberedMonth(year, month, context);
  const date = civilDate(year, month, Number(day));
  return date === null ? [] : onDay(date, false, context.calendar);
}

function endOfNumberedMonth(year: number, month: number, { calendar }: ReadingContext): readonly Draft[] {
  const start = civilDate(year, month, 1);
  return start === null ? [] : endOf({ unit: 'month', start, end: endOfMonth(year, month) }, false, calendar);
}
