import type { CivilDate } from '../civil-date.ts';
import { addDays, addMonths, weekday, yearOf } from '../civil-date.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import { onDay } from './ends.ts';
import { EN_PREPOSITION, isBefore } from './english-words.ts';
import type { Festival } from './festival-days.ts';
import { festivalDay } from './festival-days.ts';
import { wholeNumber, ZH_NUMBER } from './numbers.ts';
import type { Draft, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { englishPoint, pointIn } from './point-class.ts';
import { EN_YEAR, inYear, ZH_YEAR } from './year-meant.ts';

const ZH_FESTIVALS: readonly (readonly [string, Festival])[] = [
  ['元旦', 'new-year'],
  ['新春|农历新?年|旧历年|农历春节|春节|除夕|过年', 'spring-festival'],
  ['元宵', 'lantern-festival'],
  ['清明', 'qingming'],
  ['五一|劳动', 'labour-day'],
  ['端午', 'dragon-boat'],
  ['中秋', 'mid-autumn'],
  ['国庆|十一', 'national-day'],
  ['圣诞', 'christmas'],
  ['七一', { month: 7, day: 1 }],
  ['八一', { month: 8, day: 1 }],
  ['六一', { month: 6, day: 1 }],
  ['五四', { month: 5, day: 4 }],
  ['三八', { month: 3, day: 8 }],
];
const EN_FESTIVALS: readonly (readonly [string, Festival])[] = [
  ["new year(?:'s)?(?: day)?", 'new-year'],
  ['(?:the )?(?:spring festival|(?:chinese|lunar) new year)', 'spring-festival'],
  ['(?:the )?lantern festival', 'lantern-festival'],
  ['(?:the )?(?:qingming(?: festival)?|tomb-sweeping (?:day|festival))', 'qingming'],
  ['(?:may day|international (?:labour|labor) day)', 'labour-day'],
  ['(?:labour|labor) day', 'american-labor-day'],
  ['(?:the )?dragon boat festival', 'dragon-boat'],
  ['(?:the )?(?:mid-autumn(?: festival)?|moon festival)', 'mid-autumn'],
  ['(?:the )?national day', 'national-day'],
  ['thanksgiving(?: day)?', 'thanksgiving'],
  ['christmas(?: day)?', 'christmas'],
  ['(?:the )?easter(?: sunday)?', 'easter'],
  ['halloween', { month: 10, day: 31 }],
  ['juneteenth', { month: 6, day: 19 }],
  ["(?:presidents'?|president's) day", 'presidents-day'],
  ["(?:columbus|indigenous peoples'?) day", 'columbus-day'],
  ['(?:the )?victoria day', 'victoria-day'],
  ['(?:the )?memorial day', 'memorial-day'],
  ['(?:the )?canada day', { month: 7, day: 1 }],
  ['(?:the )?(?:independence day|fourth of july)', { month: 7, day: 4 }],
  ["(?:veterans'?|veteran's|remembrance|armistice) day", { month: 11, day: 11 }],
];

const HOLIDAY = '(?:节|假期|节日|小?长假|黄金周|节假日|放假)';

/** Festivals as limits: 春节前, “五一”前, 国庆节放假前, 节前, before National Day, by spring festival. */
export const FESTIVALS: readonly PeriodRule[] = [
  {
    pattern: chinese(
      `(?:${ZH_YEAR}_?)?["']?(?<festival>${ZH_FESTIVALS.map(([words]) => words).join('|')})["']?${HOLIDAY}{0,2}(?:到来|来临)?(?<before>[之以]?前夕?)(?![一二三几两期提])`,
    ),
    classify: ({ festival, ...groups }, { before, after }) =>
      // 二〇二一前, 第十一前: a number.
      /^[一-十]/.test(festival ?? '') && /[\d〇一二三四五六七八九十第]$/.test(before)
        ? null
        : /^[,，]?已/.test(after) || /^去|^上|^前年/.test(groups.year ?? '')
          ? 'past'
          : 'deadline',
    read: ({ year, festival }, context) => {
      const meant = ZH_FESTIVALS.find(([words]) => new RegExp(`^(?:${words})$`, 'u').test(festival ?? ''))?.[1];
      return meant === undefined ? [] : inYear(year, context, (y) => before(festivalDay(meant, y), context.calendar));
    },
  },
  {
    // 除夕前一天, 春节前一周, 国庆节前10天: so long before the day itself
    pattern: chinese(
      `(?:${ZH_YEAR}_?)?["']?(?<festival>${ZH_FESTIVALS.map(([words]) => words).join('|')})["']?${HOLIDAY}{0,2}[之以]?前_?(?<n>${ZH_NUMBER})_?个?(?<unit>[天日]|周|星期|月)(?:[之以]?[前内])?`,
    ),
    classify: () => 'deadline',
    read: ({ year, festival = '', n = '', unit = '' }, context) =>
      inYear(year, context, (y) => {
        const meant = ZH_FESTIVALS.find(([words]) => new RegExp(`^(?:${words})$`, 'u').test(festival))?.[1];
        const day = meant === undefined ? null : festivalDay(meant, y);
        const count = wholeNumber(n);
        if (day === null || count === null || count > 400) return [];
        const from = festival === '除夕' ? addDays(day, -1) : day;
        const date = unit === '月' ? addMonths(from, -count) : addDays(from, -count * (/[天日]/.test(unit) ? 1 : 7));
        return onDay(date, false, context.calendar);
      }),
  },
  {
    // 腊月二十前, 农历正月十五前: a day of the lunar calendar
    pattern: chinese(
      '(?:农历|阴历|旧历)?(?<month>正月|腊月|冬月|(?<=[农阴旧]历)(?:十|[二三四五六七八九])月)_?(?<day>初[一二三四五六七八九十]|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十)日?(?<before>[之以]?前(?![一二三几两期提]))?',
    ),
    classify: (groups, around) => pointIn(groups, around, 'mention'),
    read: ({ month = '', day = '', before }, context) =>
      inYear(undefined, context, (year) => {
        const name = month.slice(0, -1);
        const lunarMonth = { 正: 1, 冬: 11, 腊: 12 }[name] ?? wholeNumber(name) ?? 0;
        const counted = wholeNumber(day.replace('初', '').replace(/^廿/, '二十')) ?? 0;
        const date = festivalDay({ lunarMonth, day: counted }, year);
        return date === null ? [] : onDay(date, before !== undefined, context.calendar);
      }),
  },
  {
    pattern: english(
      `${EN_PREPOSITION} (?:the )?(?<festival>${EN_FESTIVALS.map(([words]) => words).join('|')})(?: (?:holidays?|break|(?<weekend>(?:long )?weekend)))?${EN_YEAR}?`,
    ),
    classify: (groups, around) => englishPoint(groups, around, 'mention'),
    read: ({ year, festival, weekend, ...groups }, context) => {
      const name = (festival ?? '').replace(/\s+/g, ' ');
      const meant = EN_FESTIVALS.find(([words]) => new RegExp(`^(?:${words})$`, 'u').test(name))?.[1];
      if (meant === undefined) return [];
      return inYear(year, context, (y) => {
        // In a text from China it is the first of May.
        const isChinese = context.calendar.version.startsWith('cn/');
        const named = festivalDay(isChinese && meant === 'american-labor-day' ? 'labour-day' : meant, y);
        const drafts = before(weekend === undefined ? named : saturdayBefore(named), context.calendar);
        const day = drafts.at(-1);
        return isBefore(groups) || day === undefined ? drafts : [day, ...drafts.slice(0, -1)];
      });
    },
  },
  {
    // 节前: the next holiday there is
    pattern: chinese('(?<![\\u4e00-\\u9fff]节|[春两双季环关细情时月])节前(?![后夕])'),
    classify: () => 'deadline',
    read: (_, { meetingDate, calendar }) => {
      const year = yearOf(meetingDate);
      const days = [year, year + 1].flatMap((y) => STATUTORY.map((festival) => festivalDay(festival, y)));
      const next = days.filter((day) => day !== null && day > meetingDate).sort()[0] ?? null;
      return before(next, calendar).map((draft) => ({ ...draft, assumes: 'next-holiday' }));
    },
  },
];

/** The Saturday with which the long weekend of a Monday begins; a day within the week stands for itself. */
function saturdayBefore(day: CivilDate | null): CivilDate | null {
  return day !== null && weekday(day) === 1 ? addDays(day, -2) : day;
}

const STATUTORY: readonly Festival[] = [
  'new-year',
  'spring-festival',
  'qingming',
  'labour-day',
  'dragon-boat',
  'mid-autumn',
  'national-day',
];

/** Before a festival: the day before it; the last day worked before its days off; and, last, the day itself. */
function before(day: CivilDate | null, calendar: WorkingCalendar): readonly Draft[] {
  if (day === null) return [];
  let worked = addDays(day, -1);
  while (!calendar.isWorkingDay(worked)) worked = addDays(worked, -1);
  return [
    { rule: 'festival.before', date: addDays(day, -1) },
    { rule: 'festival.before-days-off', date: worked },
    { rule: 'festival.day', date: day },
  ];
}
