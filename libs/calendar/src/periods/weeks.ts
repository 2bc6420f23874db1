import type { CivilDate } from '../civil-date.ts';
import { addDays, civilDate, weekday } from '../civil-date.ts';
import { ZH_BEFORE } from './chinese-words.ts';
import { dayIn, EN_DATE } from './days-en.ts';
import { endOf, onDay, toTheLetter } from './ends.ts';
import { EN_PREPOSITION, isBefore, WEEKDAYS, weekdayCalled } from './english-words.ts';
import type { Draft, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { englishPoint, pointIn } from './point-class.ts';
import type { ReadingContext } from './reading.ts';
import { inYear } from './year-meant.ts';

const ZH_WEEK = '(?:周|星期|礼拜)';
const ZH_WEEKDAYS = '一二三四五六日';

/** Weeks and their days: 本周五前, 下周三, 周五下班前, 本周内, by Friday, by close of business next Monday, this week. */
export const WEEKS: readonly PeriodRule[] = [
  {
    // 本周五前, 下周三, 周五前, 下下周一
    pattern: chinese(
      `(?<week>本|这个?|下{1,2}个?|上)?${ZH_WEEK}(?<weekday>[一二三四五六日天末1-6])(?!个|次|[报调期围年至到])${ZH_BEFORE}`,
    ),
    classify: (groups, around) => {
      if (groups.week === '上') return 'past';
      if (
        groups.week === undefined &&
        (groups.before === undefined || /(?:[每一二三四五六七八九十两几个\d]|[(])\s?$/u.test(around.before))
      )
        return null;
      return pointIn(groups, around, 'deadline');
    },
    read: ({ week, weekday: day = '', before }, context) => {
      if (week?.startsWith('上')) return [];
      const at = day === '末' || day === '天' ? 7 : /\d/.test(day) ? Number(day) : ZH_WEEKDAYS.indexOf(day) + 1;
      const side = before !== undefined;
      if (week === undefined) return comingWeekday(at, side, context);
      return dayOfWeek(week.replace('个', '').length * (week.startsWith('下') ? 1 : 0), at, side, context);
    },
  },
  {
    // 本周内, 下周底前, 本周
    pattern: chinese(
      `(?:(?:本|这一?)|(?<next>下一?个?))${ZH_WEEK}(?![一二三四五六日天末1-6期年围边])_?(?:[底内]|[之以]内)?${ZH_BEFORE}`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: ({ next, before }, context) => wholeWeek(next === undefined ? 0 : 1, before !== undefined, context),
  },
  {
    // 周内, 周末前
    pattern: chinese(`(?<![一二三四五六七八九十两几个\\d每逐按本这下上]_?)周(?:内|末_?[之以]?前)`),
    classify: () => 'deadline',
    read: (_, context) => wholeWeek(0, false, context),
  },
  {
    // by Friday, by close of business next Monday, before Wednesday, this Friday
    pattern: english(
      `(?:${EN_PREPOSITION} )?(?:the )?(?:(?<week>this(?: coming)?|next|coming|following|last) )?(?<weekday>${WEEKDAYS})(?: of (?<nextWeek>next|this) week)?(?: (?:afternoon|morning|evening|noon|night))?(?!,? (?:the )?\\d|,? (?:january|february|march|april|may|june|july|august|september|october|november|december))`,
    ),
    classify: (groups, around) => {
      if (groups.week === 'last') return 'past';
      return /\b(?:every|each|on) $/.test(around.before) ? null : englishPoint(groups, around, 'mention');
    },
    read: ({ week, weekday: day = '', nextWeek, ...groups }, context) => {
      const at = weekdayCalled(day) ?? 0;
      const side = isBefore(groups);
      if (nextWeek !== undefined) return dayOfWeek(nextWeek === 'next' ? 1 : 0, at, side, context);
      if (week === 'last') return [];
      if (week === 'next') return [...dayOfWeek(1, at, side, context), ...comingWeekday(at, side, context)];
      return toTheLetter(comingWeekday(at, side, context), side);
    },
  },
  {
    // during the week of May 12, by the end of the week of June 2
    pattern: english(
      `(?:(?:${EN_PREPOSITION}|during|in|for) )?(?:the )?(?:end of (?:the )?)?week (?:of|beginning|starting|commencing) ${EN_DATE}`,
    ),
    classify: (groups, around) => englishPoint(groups, around, 'deadline'),
    read: (groups, context) => {
      const { year, month, day } = dayIn(groups);
      return inYear(year, context, (meant) => {
        const date = civilDate(meant, month ?? 0, day);
        return date === null ? [] : weekOf(date, isBefore(groups), context);
      });
    },
  },
  {
    // by the end of next week, this week, within the week
    pattern: english(
      `(?:(?:${EN_PREPOSITION}|in|within|during|later) )?(?:the )?(?:end of )?(?:(?<this>this week|the week)|(?:the )?(?<next>next|following|coming) week|(?<abbreviated>eow))(?! of)|${EN_PREPOSITION.replace('<prep>', '<prepOfEnd>')} (?:the )?(?:weekend|week's end)`,
    ),
    classify: (groups, around) =>
      groups.prep === undefined && groups.prepOfEnd === undefined && groups.this !== undefined
        ? 'mention'
        : englishPoint(groups, around, 'deadline'),
    read: ({ next, abbreviated, ...groups }, context) => {
      const whole = wholeWeek(next === undefined ? 0 : 1, isBefore(groups), context);
      // The week of offices ends with Friday.
      return abbreviated === undefined ? whole : [...dayOfWeek(0, 5, false, context), ...whole];
    },
  },
];

/** The day of the week so many weeks after the meeting's; weeks begin on Monday. */
function dayOfWeek(weeks: number, day: number, before: boolean, { meetingDate, calendar }: ReadingContext) {
  return onDay(addDays(meetingDate, weeks * 7 + day - weekday(meetingDate)), before, calendar);
}

/** The first such day after the meeting; on that day itself, the meeting's is a reading too. */
function comingWeekday(day: number, before: boolean, context: ReadingContext): readonly Draft[] {
  const { meetingDate, calendar } = context;
  const ahead = (day - weekday(meetingDate) + 7) % 7;
  const drafts = [...onDay(addDays(meetingDate, ahead === 0 ? 7 : ahead), before, calendar)];
  if (ahead === 0) drafts.push({ rule: 'day.named', date: meetingDate });
  return drafts.map((draft) => ({ ...draft, assumes: 'coming-weekday' }));
}

function wholeWeek(weeks: number, before: boolean, context: ReadingContext): readonly Draft[] {
  return weekOf(addDays(context.meetingDate, weeks * 7), before, context);
}

function weekOf(day: CivilDate, before: boolean, { calendar }: ReadingContext): readonly Draft[] {
  const start = addDays(day, 1 - weekday(day));
  return endOf({ unit: 'week', start, end: addDays(start, 6) }, before, calendar);
}
