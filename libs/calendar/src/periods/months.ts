import { addDays, addMonths, civilDate, endOfMonth, monthOf, yearOf } from '../civil-date.ts';
import { ZH_BEFORE, ZH_MONTH } from './chinese-words.ts';
import { endOf } from './ends.ts';
import { EN_MONTH, EN_PREPOSITION, isBefore, monthCalled, ordinalCalled } from './english-words.ts';
import { EN_ORDINAL, wholeNumber } from './numbers.ts';
import type { Draft, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { englishPoint, pointIn } from './point-class.ts';
import type { ReadingContext } from './reading.ts';
import { EN_YEAR, inYear, ZH_YEAR } from './year-meant.ts';

/** Months and their parts: 12月底前, 11月中旬, 本月底, 月底前, by the end of March 2023, by mid-December, by next month. */
export const MONTHS: readonly PeriodRule[] = [
  {
    // 12月底前, 2023年3月, 12月上旬, 11月份, 10月前
    pattern: chinese(
      `(?:${ZH_YEAR}_)?(?<![\\d第])${ZH_MONTH}_月份?(?:_(?<part>底|末|初|[上中]?[上中下]旬|中(?![旬心央国小学])))?${ZH_BEFORE}`,
    ),
    classify: (groups, around) =>
      /^\s?(?:\d|[一二三四五六七八九十]{1,3}[日号]|球|亮|饼|嫂|季|租|息|薪)/u.test(around.after) ||
      /第\s?$/u.test(around.before)
        ? null
        : pointIn(
            groups,
            around,
            groups.part === undefined && !DURING_AFTER.test(around.after) ? 'mention' : 'deadline',
          ),
    read: (groups, context) => {
      const month = wholeNumber(groups.month ?? '') ?? 0;
      return inYear(groups.year, context, (year) =>
        partOf(year, month, groups.part, groups.before !== undefined, context),
      );
    },
  },
  {
    // 本月底, 下月底前, 下个月中旬, 本月内
    pattern: chinese(
      `(?:(?<this>[本当]|这个)|(?<next>下个?|次))月(?:_(?<part>底|末|初|[上中]?[上中下]旬|中(?![旬心央国小学])))?${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, groups.part === undefined ? 'mention' : 'deadline'),
    read: ({ next, part, before }, context) =>
      partAhead(next === undefined ? 0 : 1, part, before !== undefined, context),
  },
  {
    // 月底前, 月末; 每月底 comes again, 12月底 is named above
    pattern: chinese(`(?<![\\d一二三四五六七八九十每逐按本当下次上个旬]_?)月_?[底末]${ZH_BEFORE}`),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: (_, context) => partAhead(0, '底', false, context),
  },
  {
    // 月内, 本旬末
    pattern: chinese('(?<![\\d一二三四五六七八九十两每逐按下次上个旬]_?)月内'),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: (_, context) => partAhead(0, '底', false, context),
  },
  {
    // by the end of March 2023, by mid-December, by early May, before June, during November
    pattern: english(
      `(?:${EN_PREPOSITION} |(?<during>in|during|within|over|at) )?(?:the )?(?:(?<part>end of|end|close of|early|beginning of|start of|first half of|second half of|mid|middle of|late)(?: |-))?(?:the )?(?:month of )?(?<month>${EN_MONTH})(?:(?:'s|-)end)?(?!(?:\\.(?!\\s?\\n))? \\d{1,2}(?:st|nd|rd|th)?\\b(?!\\d|/\\d))${EN_YEAR}?`,
    ),
    classify: (groups, around) => {
      const { prep, part, during, month, year } = groups;
      // "may" and "march" are verbs too.
      if (
        prep === undefined &&
        part === undefined &&
        (during === undefined || (/^(?:may|mar|march)$/.test(month ?? '') && year === undefined))
      ) {
        return null;
      }
      return englishPoint(groups, around, part === undefined ? 'mention' : 'deadline');
    },
    read: ({ part, month, year, ...groups }, context) =>
      inYear(year, context, (meant) =>
        partOf(
          meant,
          monthCalled(month ?? '') ?? 0,
          part,
          isBefore(groups) && !/^(?:end|close)/.test(part ?? ''),
          context,
        ),
      ),
  },
  {
    // by the first week of June, in the last week of March 2023
    pattern: english(
      `(?:${EN_PREPOSITION} |(?:in|during) )(?:the )?(?:end of (?:the )?)?(?<nth>${EN_ORDINAL}) week (?:of|in) (?<month>${EN_MONTH})${EN_YEAR}?`,
    ),
    classify: (groups, around) => englishPoint(groups, around, 'deadline'),
    read: ({ nth = '', month, year }, context) =>
      inYear(year, context, (meant) => {
        const start = civilDate(meant, monthCalled(month ?? '') ?? 0, 1);
        if (start === null) return [];
        const at = ordinalCalled(nth);
        return [
          { rule: 'week.end', date: at === 'last' ? endOfMonth(meant, monthOf(start)) : addDays(start, at * 7 - 1) },
        ];
      }),
  },
  {
    // by the end of the month, before month-end, by the end of next month, this month
    pattern: english(
      `(?:${EN_PREPOSITION} |(?<during>within|during|in|later) )(?:the )?(?:(?<end>end of|close of|middle of|mid)(?: |-))?(?:(?:the|this)(?: (?:current|present|calendar))? month|(?:the )?(?<next>next|following|coming) month)|(?:${EN_PREPOSITION.replace('<prep>', '<prepOfEnd>')} )(?:the )?month(?:'s)?(?:-| )end|(?<middle>mid-month)`,
    ),
    classify: () => 'deadline',
    read: ({ next, end = '', middle }, context) =>
      partAhead(
        next === undefined ? 0 : 1,
        end.startsWith('mid') || middle !== undefined ? 'mid' : '底',
        false,
        context,
      ),
  },
];

/** What the month is named for: 6月节能宣传周期间. */
const DURING_AFTER = /^[^,，。;；、\d]{1,12}期间/u;

/** What part of a month is meant; without one the whole of it. */
function partOf(
  year: number,
  month: number,
  part: string | undefined,
  before: boolean,
  context: ReadingContext,
): readonly Draft[] {
  const start = civilDate(year, month, 1);
  if (start === null) return [];
  const { calendar } = context;
  const end = endOfMonth(year, month);
  const tenDays = (from: number, to: number) =>
    endOf(
      { unit: 'ten-days', start: addDays(start, from - 1), end: to > 20 ? end : addDays(start, to - 1) },
      before,
      calendar,
    );
  switch (part) {
    case '上旬':
    case '初':
    case 'early':
      return tenDays(1, 10);
    case 'beginning of':
    case 'start of':
      return before ? endOf({ unit: 'month', start, end }, true, calendar) : tenDays(1, 10);
    case '上中旬':
    case '中旬':
      return tenDays(11, 20);
    case '中':
    case 'mid':
    case 'middle of':
    case 'first half of':
      return [{ rule: 'month.middle', date: addDays(start, 14) }, ...tenDays(11, 20)];
    case '中下旬':
    case '下旬':
    case 'late':
      return tenDays(21, 31);
    default:
      return endOf({ unit: 'month', start, end }, before && part === undefined, calendar);
  }
}

/** A part of the month so many after the meeting's. */
function partAhead(
  months: number,
  part: string | undefined,
  before: boolean,
  context: ReadingContext,
): readonly Draft[] {
  const date = addMonths(context.meetingDate, months);
  return partOf(yearOf(date), monthOf(date), part, before, context);
}
