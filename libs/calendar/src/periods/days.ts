import { addDays, civilDate, monthOf, yearOf } from '../civil-date.ts';
import { onDay } from './ends.ts';
import { EN_DAY, EN_MONTH, EN_PREPOSITION, monthCalled, WEEKDAYS } from './english-words.ts';
import { wholeNumber } from './numbers.ts';
import type { Draft, Groups, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { englishPoint, pointIn } from './point-class.ts';
import type { ReadingContext } from './reading.ts';
import { EN_YEAR, inYear, ZH_YEAR } from './year-meant.ts';

export const ZH_MONTH = '(?<month>0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])';
const ZH_DAY = '(?<day>[0-2]?\\d|3[01]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])';
/** Of a day or another end: 前 counts it in, though words can be read to the letter. */
export const ZH_BEFORE =
  '(?:_(?:中午|下午|上午|晚)?_?(?:\\d{1,2}_?[:时点]_?(?:\\d{2}分?|整)?)?_?(?:下班)?_?(?<before>[之以]?前)(?![一二三几两期提\\d])|_?(?:24时)?_?(?:为止|止|截止)|_?[之以]内)?';
const DATE_MARK = '[-./]';

/** Days that a text names: 10月31日前, 2023年3月5日, 25日前, by March 31, no later than 31 March 2023. */
export const DAYS: readonly PeriodRule[] = [
  {
    // 10月31日前, 2023年3月5日之前
    pattern: chinese(
      `(?:${ZH_YEAR}_)?(?<!\\d)(?:${ZH_MONTH}_月份?_${ZH_DAY}_[日号]|(?:本月|当月)_(?<dayOfThis>[0-2]?\\d|3[01])_[日号])${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'mention'),
    read: (groups, context) =>
      groups.dayOfThis === undefined
        ? monthDay(groups, wholeNumber(groups.month ?? ''), inclusive(groups), context)
        : onDayOf(
            yearOf(context.meetingDate),
            monthOf(context.meetingDate),
            Number(groups.dayOfThis),
            inclusive(groups),
            context,
          ),
  },
  {
    // 2023-03-31, 2023.3.31前, by 2023/3/31
    pattern: chinese(
      `(?<![\\d.])(?<prep>(?:by|before|until|no later than|not later than|due|on or before)\\s{1,3})?(?<year>(?:19|20|21)\\d\\d)(?<mark>${DATE_MARK})(?<month>\\d{1,2})\\k<mark>(?<day>\\d{1,2})(?![\\d.]\\d)${ZH_BEFORE}`,
    ),
    classify: (groups, around) => (groups.prep === undefined ? pointIn(groups, around, 'mention') : 'deadline'),
    read: (groups, context) =>
      monthDay(
        groups,
        Number(groups.month),
        groups.prep?.startsWith('before') ? 'exclusive' : inclusive(groups),
        context,
      ),
  },
  {
    // 10.31前
    pattern: chinese(
      `(?<![\\d.])(?<month>1[0-2]|0?[1-9])[.](?<day>[0-2]?\\d|3[01])(?:日|号)?_(?<before>[之以]?前)(?![一二三几两期提\\d])`,
    ),
    classify: () => 'deadline',
    read: (groups, context) => monthDay(groups, Number(groups.month), 'inclusive', context),
  },
  {
    // 25日前, 5号之前
    pattern: chinese(
      `(?<![\\d.月年第个十]|(?:每|逐|按)_?)(?<day>[0-2]?\\d|3[01]|二十[一二三四五六七八九]|[二三]?十[一二三四五六七八九]?)_[日号](?:_(?:中午|下午|上午))?_(?:\\d{1,2}_?[:时点]_?)?(?<before>[之以]?前)(?![一二三几两期提\\d])`,
    ),
    classify: (_, { before, after }) => (/[近约]\s?$/u.test(before) || /^[,，]?已/u.test(after) ? 'past' : 'deadline'),
    read: (groups, context) => dayOfMonth(wholeNumber(groups.day ?? '') ?? 0, 'inclusive', context),
  },
  {
    // 今天, 明天下班前, 后天
    pattern: chinese(
      `(?:(?<today>今[天日])|(?<tomorrow>明[天日]|次日)|(?<after>后天))(?:中午|下午|上午|晚上?)?_(?:\\d{1,2}_?[时点:]_?(?:\\d{2})?)?_(?:下班)?_(?<before>[之以]?前|[之以]?内)`,
    ),
    classify: () => 'deadline',
    read: (groups, { meetingDate, calendar }) =>
      onDay(
        addDays(meetingDate, groups.today !== undefined ? 0 : groups.tomorrow !== undefined ? 1 : 2),
        'no',
        calendar,
      ),
  },
  {
    // by March 31, no later than Friday, March 31st, 2023, before 31 March
    pattern: english(
      `(?:${EN_PREPOSITION} )?(?:(?:${WEEKDAYS}),? )?(?:the )?(?:(?<month>${EN_MONTH})\\.? (?:the )?${EN_DAY}|${EN_DAY.replace('<day>', '<dayFirst>')}(?: of)? (?<monthAfter>${EN_MONTH})\\.?)${EN_YEAR}?`,
    ),
    classify: (groups, around) => englishPoint(groups, around, 'mention'),
    read: (groups, context) =>
      monthDay(
        { ...groups, day: groups.day ?? groups.dayFirst },
        monthCalled(groups.month ?? groups.monthAfter ?? ''),
        exclusive(groups),
        context,
      ),
  },
  {
    // by the 5th, before the 15th of the month
    pattern: english(`${EN_PREPOSITION} (?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)(?: of (?:the|this|next) month)?`),
    classify: (_, { after }) =>
      /^\s(?:of (?:each|every)|national|party|anniversary|century|congress|birthday|session|of (?:${EN_MONTH}))/.test(
        after,
      )
        ? null
        : 'deadline',
    read: (groups, context) => dayOfMonth(Number(groups.day), exclusive(groups), context),
  },
  {
    // by tomorrow, before the end of today
    pattern: english(`${EN_PREPOSITION} (?:(?<today>today)|tomorrow)`),
    classify: () => 'deadline',
    read: ({ today }, { meetingDate, calendar }) =>
      onDay(addDays(meetingDate, today === undefined ? 1 : 0), 'no', calendar),
  },
  {
    // by close of business
    pattern: english(
      'by (?:the )?(?:close of business|close of play|cob|eob|end of (?:the )?(?:business |working )?day)(?: today)?',
    ),
    classify: () => 'deadline',
    read: (_, { meetingDate, calendar }) => onDay(meetingDate, 'no', calendar),
  },
];

/** A day of a month; the year as `inYear` has it. */
function monthDay(
  { year, day }: Groups,
  month: number | null,
  before: 'no' | 'inclusive' | 'exclusive',
  context: ReadingContext,
): readonly Draft[] {
  return inYear(year, context, (meant) => onDayOf(meant, month ?? 0, wholeNumber(day ?? '') ?? 0, before, context));
}

function onDayOf(
  year: number,
  month: number,
  day: number,
  before: 'no' | 'inclusive' | 'exclusive',
  { calendar }: ReadingContext,
): readonly Draft[] {
  const date = civilDate(year, month, day);
  return date === null ? [] : onDay(date, before, calendar);
}

/** A day of a month that is not named: the meeting's, or the next one when that day is over. */
function dayOfMonth(day: number, before: 'inclusive' | 'no' | 'exclusive', context: ReadingContext): readonly Draft[] {
  const { meetingDate } = context;
  const year = yearOf(meetingDate);
  const month = monthOf(meetingDate);
  const date = civilDate(year, month, day);
  if (date !== null && date >= meetingDate) {
    return onDay(date, before, context.calendar).map((draft) => ({ ...draft, assumes: 'month-of-meeting' }));
  }
  const following =
    month === 12 ? onDayOf(year + 1, 1, day, before, context) : onDayOf(year, month + 1, day, before, context);
  return following.map((draft) => ({ ...draft, assumes: 'month-after-meeting' }));
}

function inclusive({ before }: Groups): 'no' | 'inclusive' {
  return before === undefined ? 'no' : 'inclusive';
}

/** English "before" leaves the day out. */
export function exclusive({ prep = '' }: Groups): 'no' | 'exclusive' {
  return /^(?:before|prior|ahead|in advance)/.test(prep) ? 'exclusive' : 'no';
}
