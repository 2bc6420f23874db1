import type { CivilDate } from '../civil-date.ts';
import { addDays, yearOf } from '../civil-date.ts';
import type { WorkingCalendar } from '../working-calendar.ts';
import { EN_PREPOSITION, isBefore } from './english-words.ts';
import type { Festival } from './festival-days.ts';
import { festivalDay } from './festival-days.ts';
import type { Draft, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { englishPoint } from './point-class.ts';
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
  ['(?:may day|(?:international )?(?:labour|labor) day)', 'labour-day'],
  ['(?:the )?dragon boat festival', 'dragon-boat'],
  ['(?:the )?(?:mid-autumn(?: festival)?|moon festival)', 'mid-autumn'],
  ['(?:the )?national day', 'national-day'],
  ['thanksgiving(?: day)?', 'thanksgiving'],
  ['christmas(?: day)?', 'christmas'],
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
    pattern: english(
      `${EN_PREPOSITION} (?:the )?(?<festival>${EN_FESTIVALS.map(([words]) => words).join('|')})(?: (?:holidays?|break))?${EN_YEAR}?`,
    ),
    classify: (groups, around) => englishPoint(groups, around, 'mention'),
    read: ({ year, festival, ...groups }, context) => {
      const name = (festival ?? '').replace(/\s+/g, ' ');
      const meant = EN_FESTIVALS.find(([words]) => new RegExp(`^(?:${words})$`, 'u').test(name))?.[1];
      if (meant === undefined) return [];
      return inYear(year, context, (y) => {
        const drafts = before(festivalDay(meant, y), context.calendar);
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
