import { addDays, addMonths, endOfMonth, monthOf, yearOf } from '../civil-date.ts';
import { ZH_BEFORE } from './chinese-words.ts';
import { endOf } from './ends.ts';
import { EN_PREPOSITION, isBefore } from './english-words.ts';
import { EN_ORDINAL } from './numbers.ts';
import type { Draft, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { englishPoint, pointIn, spanIn } from './point-class.ts';
import type { ReadingContext } from './reading.ts';
import { EN_YEAR, inYear, ZH_YEAR } from './year-meant.ts';

const NUMBERS: Readonly<Record<string, number>> = {
  ...{ 一: 1, 二: 2, 三: 3, 四: 4, 上: 1, 下: 2, '1': 1, '2': 2, '3': 3, '4': 4 },
  ...{ first: 1, second: 2, third: 3, fourth: 4, final: 4, last: 4, '1st': 1, '2nd': 2, '3rd': 3, '4th': 4 },
};
const END_OF = '(?:(?<end>end of|close of|late|early|middle of|beginning of|start of) )?';

/** Quarters and halves of years: 四季度, 明年一季度末, 上半年, by the end of Q4, in the first half of 2023. */
export const QUARTERS: readonly PeriodRule[] = [
  {
    // 四季度, 第四季度末前, 2022年第4季度, 四季度前
    pattern: chinese(
      `(?:${ZH_YEAR}_)?(?<![\\d一二三四两每前头个至到-]|[一二三1-3]_、_)第?(?<quarter>[一二三四1-4])_季度_?(?<end>末|底|初)?${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: ({ year, quarter = '', end, before }, context) =>
      inYear(year, context, (meant) =>
        quarterOf(meant, NUMBERS[quarter] ?? 0, end === undefined && before !== undefined, context),
      ),
  },
  {
    // 本季度末, 下季度, 季末前, 季度末
    pattern: chinese(
      `(?:(?:本|当|这个?)季度?|(?<next>下)(?:一?个?)季度?|(?<![每逐按上前一二三四\\d两个])季度?(?=_?[末底]))_?[末底内]?${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: ({ next }, context) => quarterAhead(next === undefined ? 0 : 1, context),
  },
  {
    // the fourth quarter, by the end of Q4 2022, fourth-quarter
    pattern: english(
      `(?:${EN_PREPOSITION} |(?:in|during|within) )?(?:the )?${END_OF}(?:the )?(?:(?<quarter>${EN_ORDINAL})(?: |-)(?:calendar )?quarter|q(?<digit>[1-4])|(?<digitFirst>[1-4])q)${EN_YEAR}?`,
    ),
    classify: (groups, around) =>
      /\b(?:since|every|each|last|past|previous) $|\d$/.test(around.before) ||
      groups.quarter === 'last' ||
      /^(?:\s(?:of last|ago|results|earnings|gdp)|-final)/.test(around.after)
        ? 'past'
        : englishPoint(groups, around, 'deadline'),
    read: ({ year, quarter, digit, digitFirst, end, ...groups }, context) =>
      inYear(year, context, (meant) =>
        quarterOf(
          meant,
          NUMBERS[quarter ?? digit ?? digitFirst ?? ''] ?? 0,
          end === undefined && isBefore(groups),
          context,
        ),
      ),
  },
  {
    // by the end of the quarter, next quarter
    pattern: english(
      `(?:${EN_PREPOSITION} |(?:in|during|within|later) )(?:the )?(?:end of )?(?:(?:the|this)(?: current)? quarter|(?:the )?(?<next>next|following|coming) quarter|(?:the )?quarter(?:'s)?(?:-| )end)`,
    ),
    classify: () => 'deadline',
    read: ({ next }, context) => quarterAhead(next === undefined ? 0 : 1, context),
  },
  {
    // 上半年, 明年下半年, 下半年前
    pattern: chinese(`(?:${ZH_YEAR}_)?(?<![每半])(?<half>[上下])半年_?(?<end>末|底)?${ZH_BEFORE}`),
    classify: (groups, around) => (groups.half === '上' ? spanIn(groups, around) : pointIn(groups, around, 'deadline')),
    read: ({ year, half = '', end, before }, context) =>
      inYear(year, context, (meant) =>
        halfOf(meant, NUMBERS[half] ?? 0, end === undefined && before !== undefined, context),
      ),
  },
  {
    // in the first half of 2023, by H1 2023
    pattern: english(
      `(?:${EN_PREPOSITION} |(?:in|during|within) )?(?:the )?(?:(?<end>end of) )?(?:the )?(?:(?<half>first|second|latter|1st|2nd) half(?: of (?=the year|this year|next year|last year|\\d))?|h(?<digit>[12]))(?:${EN_YEAR}|(?<bare>(?<=h[12])))`,
    ),
    classify: (groups, around) => englishPoint(groups, around, 'deadline'),
    read: ({ year, half = '', digit, end, ...groups }, context) =>
      inYear(year, context, (meant) =>
        halfOf(
          meant,
          digit === undefined ? (half === 'latter' ? 2 : (NUMBERS[half] ?? 0)) : Number(digit),
          end === undefined && isBefore(groups),
          context,
        ),
      ),
  },
];

/** A quarter, 1 to 4, of a year. */
export function quarterOf(
  year: number,
  quarter: number,
  before: boolean,
  { calendar }: ReadingContext,
): readonly Draft[] {
  if (quarter < 1) return [];
  const end = endOfMonth(year, quarter * 3);
  return endOf({ unit: 'quarter', start: addMonths(addDays(end, 1), -3), end }, before, calendar);
}

function quarterAhead(quarters: number, context: ReadingContext): readonly Draft[] {
  const date = addMonths(`${context.meetingDate.slice(0, -2)}01`, quarters * 3);
  return quarterOf(yearOf(date), Math.ceil(monthOf(date) / 3), false, context);
}

function halfOf(year: number, half: number, before: boolean, { calendar }: ReadingContext): readonly Draft[] {
  if (half < 1) return [];
  const end = endOfMonth(year, half * 6);
  return endOf({ unit: 'half-year', start: addMonths(addDays(end, 1), -6), end }, before, calendar);
}
