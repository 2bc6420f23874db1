import { addDays, civilDate } from '../civil-date.ts';
import { dayOfMonth, daysAhead, monthDay, nthWeekday } from './days.ts';
import { onDay, toTheLetter } from './ends.ts';
import {
  EN_DAY,
  EN_MONTH,
  EN_PREPOSITION,
  isBefore,
  monthCalled,
  ordinalCalled,
  WEEKDAYS,
  weekdayCalled,
} from './english-words.ts';
import { EN_NUMBER, EN_ORDINAL, wholeNumber } from './numbers.ts';
import type { Groups, PeriodRule } from './period-rule.ts';
import { english } from './period-rule.ts';
import { englishPoint } from './point-class.ts';
import { EN_YEAR, inYear } from './year-meant.ts';

const WEEKDAY_BEFORE = `(?:(?:${WEEKDAYS}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\\.?),? )?`;
export const EN_DATE = `${WEEKDAY_BEFORE}(?:the )?(?:(?<month>${EN_MONTH})(?:\\.(?!\\s?\\n))? (?:the )?${EN_DAY}(?!/\\d)|${EN_DAY.replace('<day>', '<dayFirst>')}(?: of)? (?<monthAfter>${EN_MONTH}))${EN_YEAR}?`;
const DUE =
  /\b(?:due|submit(?:ted)?|report|results|return(?:ed)?|completed?|deliver(?:ed)?|filed?|back|expires?|ready)\b[^.;]{0,200}$/;

/** Days that a text names in English: by March 31, no later than 31 March 2023, from 1 August, by the 5th, by tomorrow. */
export const EN_DAYS: readonly PeriodRule[] = [
  {
    // by March 31, no later than Friday, March 31st, 2023, March 5
    pattern: english(`(?:${EN_PREPOSITION} )?${EN_DATE}`),
    classify: (groups, around) => englishPoint(groups, around, 'mention'),
    read: (groups, context) => toTheLetter(monthDay(dayIn(groups), isBefore(groups), context), isBefore(groups)),
  },
  {
    // on October 1, where something is due
    pattern: english(`on ${EN_DATE}`),
    classify: (_, { before }) => (DUE.test(before) ? 'deadline' : 'mention'),
    read: (groups, context) => monthDay(dayIn(groups), false, context),
  },
  {
    // from 1 August, effective as of May 1, starting on June 3: from then on it has to be so
    pattern: english(
      `(?:(?:effective|starting|beginning|commencing|with effect)(?: (?:on|from|as of))?|from) ${EN_DATE}(?:(?: onwards?)|(?! (?:to|through|until|and)\\b|-))`,
    ),
    classify: (_, { before }) =>
      /\b(?:minutes|letter|report|meeting|correspondence|email) $/.test(before) ? 'mention' : 'deadline',
    read: (groups, context) => monthDay(dayIn(groups), false, context),
  },
  {
    // to the March 18, 2024 regular meeting
    pattern: english(
      `(?:to|at|for|by|(?<prep>before|prior to|ahead of|in advance of)) (?:the )?${EN_DATE} (?:(?:regular|special|council|board|committee|plenary) ){0,2}(?:meeting|session|hearing)`,
    ),
    classify: () => 'deadline',
    read: (groups, context) => toTheLetter(monthDay(dayIn(groups), isBefore(groups), context), isBefore(groups)),
  },
  {
    // not less than 10 days before June 30, two weeks prior to the 1st of May
    pattern: english(
      `(?:(?:at least|(?:not|no) (?:less|later|fewer) than|by) )?(?<n>${EN_NUMBER}) (?:calendar )?(?<unit>day|week)s? (?:before|prior to|ahead of|in advance of) ${EN_DATE}`,
    ),
    classify: () => 'deadline',
    read: ({ n = '', unit, ...groups }, context) =>
      inYear(groups.year, context, (meant) => {
        const { month, day } = dayIn(groups);
        const date = civilDate(meant, month ?? 0, day);
        const days = (wholeNumber(n) ?? 0) * (unit === 'week' ? 7 : 1);
        return date === null || days > 400 ? [] : onDay(addDays(date, -days), false, context.calendar);
      }),
  },
  {
    // by 3/28, due 28/3: the month first as in America, or the day
    pattern: english(`${EN_PREPOSITION} (?<first>\\d{1,2})/(?<second>\\d{1,2})(?![/\\d])`),
    classify: (groups, around) => englishPoint(groups, around, 'deadline'),
    read: ({ first, second, ...groups }, context) =>
      [
        { month: Number(first), day: Number(second) },
        { month: Number(second), day: Number(first) },
      ].flatMap((date) =>
        toTheLetter(monthDay({ year: undefined, ...date }, isBefore(groups), context), isBefore(groups)),
      ),
  },
  {
    // by the second Tuesday in March, on the last Friday of June 2023
    pattern: english(
      `(?:(?:${EN_PREPOSITION}|on) )?(?:the )?(?<nth>${EN_ORDINAL}) (?<weekday>${WEEKDAYS}) (?:of|in) (?<month>${EN_MONTH})${EN_YEAR}?`,
    ),
    classify: (groups, around) => (DUE.test(around.before) ? 'deadline' : englishPoint(groups, around, 'mention')),
    read: ({ year, month = '', nth = '', weekday = '', ...groups }, context) =>
      inYear(year, context, (meant) => {
        const at = [ordinalCalled(nth), weekdayCalled(weekday) ?? 0] as const;
        const date = nthWeekday(meant, monthCalled(month) ?? 0, ...at);
        return date === null ? [] : toTheLetter(onDay(date, isBefore(groups), context.calendar), isBefore(groups));
      }),
  },
  {
    // by 2023-03-31, due 2023/3/31
    pattern: english(
      `${EN_PREPOSITION} (?<year>(?:19|20|21)\\d\\d)(?<mark>[-/])(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})`,
    ),
    classify: (groups, around) => englishPoint(groups, around, 'deadline'),
    read: ({ year, month, day, ...groups }, context) =>
      toTheLetter(
        monthDay({ year, month: Number(month), day: Number(day) }, isBefore(groups), context),
        isBefore(groups),
      ),
  },
  {
    // 01/31/2025, by 31/01/2025: the month first as in America, or the day
    pattern: english(`(?:${EN_PREPOSITION} )?(?<first>\\d{1,2})/(?<second>\\d{1,2})/(?<year>(?:19|20|21)\\d\\d)`),
    classify: (groups, around) => englishPoint(groups, around, 'mention'),
    read: ({ year, first, second, ...groups }, context) => {
      const before = isBefore(groups);
      return [
        ...toTheLetter(monthDay({ year, month: Number(first), day: Number(second) }, before, context), before),
        ...toTheLetter(monthDay({ year, month: Number(second), day: Number(first) }, before, context), before),
      ];
    },
  },
  {
    // by the 5th, before the 15th of the month
    pattern: english(`${EN_PREPOSITION} (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)(?: of (?:the|this) month)?`),
    classify: (groups, around) =>
      /^\s(?:of |national|party|anniversary|century|congress|birthday|session|meeting|floor|grade)/.test(around.after)
        ? null
        : englishPoint(groups, around, 'deadline'),
    read: (groups, context) => toTheLetter(dayOfMonth(Number(groups.day), isBefore(groups), context), isBefore(groups)),
  },
  {
    // by tomorrow, by noon today
    pattern: english(
      `${EN_PREPOSITION} (?:(?<today>today|tonight)|tomorrow)(?: (?:morning|noon|afternoon|evening|night))?`,
    ),
    classify: () => 'deadline',
    read: ({ today }, context) => daysAhead(today === undefined ? 1 : 0, context),
  },
  {
    // by close of business
    pattern: english(
      'by (?:the )?(?:close of business|close of play|cob|eob|eod|end of (?:the )?(?:business |working )?day)(?: today)?',
    ),
    classify: () => 'deadline',
    read: (_, context) => daysAhead(0, context),
  },
];

/** What the groups of `EN_DATE` say. */
export function dayIn({ year, month, monthAfter, day, dayFirst }: Groups) {
  return { year, month: monthCalled(month ?? monthAfter ?? ''), day: Number(day ?? dayFirst) };
}
