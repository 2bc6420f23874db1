import { endOfMonth, endOfYear, yearOf } from '../civil-date.ts';
import { ZH_BEFORE_WORD } from './chinese-words.ts';
import { endOf } from './ends.ts';
import { EN_PREPOSITION, isBefore, monthCalled } from './english-words.ts';
import { wholeNumber } from './numbers.ts';
import type { Draft, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { englishPoint, isAlone, pointIn } from './point-class.ts';
import type { ReadingContext } from './reading.ts';
import { inYear, yearNamed, ZH_YEAR } from './year-meant.ts';

const BEFORE = `(?:_(?<before>${ZH_BEFORE_WORD})|_(?:为止|止|截止))?`;
const EN_NAMED = '(?<year>(?:19|20|21)\\d\\d)';
const NOT_AN_END = '(?:去|上|往|历|每|近|多|几|数|个|周|全|半|当时|\\d|[一二三四五六七八九十])\\s?$';

/** Years, five-year plans and fiscal years: 年底前, 2025年前, “十四五”末, by year end, before the end of 2023, FY 2023. */
export const YEARS: readonly PeriodRule[] = [
  {
    // 2023年底前, 明年年底, 年内, 年底前, 今年年中, 到2025年末
    pattern: chinese(`(?:(?:到_?)?${ZH_YEAR}_?年?|(?<!年)年)(?<part>[底末终内]|中(?![心央国间])|初)${BEFORE}`),
    classify: (groups, around) => {
      if (groups.year === undefined && new RegExp(NOT_AN_END, 'u').test(around.before)) return null;
      // 年中 and 年初 alone are said of what was.
      const isVague = /[中初]/.test(groups.part ?? '') && groups.before === undefined && groups.year === undefined;
      return pointIn(groups, around, isVague ? 'mention' : 'deadline');
    },
    read: ({ year, part }, context) => partOfYear(yearOrMeetings(year, context), part, context),
  },
  {
    // 今年内, 2023年内, 本年度内, 今年底 has its own rule
    pattern: chinese(`${ZH_YEAR}_?[之以]?内`),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: ({ year }, context) => partOfYear(yearOrMeetings(year, context), '底', context),
  },
  {
    // 2024年，…率达到45%: a year that opens a target
    pattern: chinese(`(?<=^|[\\n。;；]_?)(?<year>20\\d\\d)年(?=[,，]|$)`),
    classify: (_, { after }) => (OPENS_TARGET.test(after) ? 'deadline' : null),
    read: ({ year }, context) => partOfYear(Number(year), '底', context),
  },
  {
    // 全年粮食总产稳定在…: a number for the whole of the year
    pattern: chinese('全年'),
    classify: (_, { before, after }) =>
      (WHOLE_YEAR_BEFORE.test(before) && WHOLE_YEAR_AFTER.test(after)) || isAlone({ before, after })
        ? 'deadline'
        : null,
    read: (_, context) => partOfYear(yearOrMeetings(undefined, context), '底', context),
  },
  {
    // 到2025年, 2025年前
    pattern: chinese(
      `(?:(?<until>到)_?${ZH_YEAR}(?![底末初中前]|_?\\d|[一二三四上下年])|${ZH_YEAR.replace('<year>', '<yearBefore>')}(?<before>${ZH_BEFORE_WORD}))`,
    ),
    classify: ({ year, yearBefore }, around) => pointIn({ year: year ?? yearBefore, before: '前' }, around, 'deadline'),
    read: ({ year, yearBefore, before }, context) => {
      const meant = yearOrMeetings(year ?? yearBefore, context);
      return endOf(
        { unit: 'year', start: `${meant}-01-01`, end: endOfYear(meant) },
        before !== undefined,
        context.calendar,
      );
    },
  },
  {
    // by year end, before the end of 2023, within the year, later this year, by the end of next year
    pattern: english(
      `(?:${EN_PREPOSITION} |(?<during>at|within|before|in|during|later) )?(?:the )?(?:(?<part>end of|close of|early|mid|middle of|late|beginning of|start of)(?: |-))?(?:(?:the )?calendar year )?(?:${EN_NAMED}|(?:the|this)(?: calendar| current)? year|(?<next>(?:the )?(?:next|following|coming) year))(?!-\\d|\\s?年)|(?:${EN_PREPOSITION.replace('<prep>', '<prepOfEnd>')} |(?:at|before) )?(?:the )?(?<yearEnd>year(?:'s)?(?:-| )end)`,
    ),
    classify: (groups, around) => {
      const { prep, part, during, year, yearEnd, prepOfEnd } = groups;
      if (yearEnd !== undefined) {
        const isAdjective = prepOfEnd === undefined && !/^(?:[\s.,;)]|$)/.test(around.after);
        return isAdjective ? 'mention' : 'deadline';
      }
      if (prep === undefined && part === undefined) {
        if (during === undefined) return null;
        return year === undefined && /^(?:within|later)/.test(during) ? 'deadline' : 'mention';
      }
      return englishPoint(groups, around, 'deadline');
    },
    read: ({ year, next, part, yearEnd, ...groups }, context) => {
      const meant = yearOrMeetings(year ?? (next === undefined ? undefined : 'next year'), context);
      const before = part === undefined && yearEnd === undefined && isBefore(groups);
      if (before)
        return endOf({ unit: 'year', start: `${meant}-01-01`, end: endOfYear(meant) }, true, context.calendar);
      return partOfYear(meant, part, context);
    },
  },
  {
    // by midyear, mid-year
    pattern: english(`(?:${EN_PREPOSITION} |(?:in|at|around) )(?:the )?mid(?:-| )?year`),
    classify: (groups, around) => englishPoint(groups, around, 'deadline'),
    read: (_, context) => partOfYear(yearOrMeetings(undefined, context), 'mid', context),
  },
  {
    // “十四五”末, "十四五"期间, 十五五规划期末
    pattern: chinese(
      `["']?十(?<plan>[二三四五六七])五["']?(?:规划)?(?:期_?间|时期|期?[末内]|末期|收官(?:之年)?|结束|(?<before>[之以]?前))(?:[之以]?前)?`,
    ),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: ({ plan = '', before }, context) =>
      fiveYearPlan((wholeNumber(plan) ?? 0) + 10, before !== undefined, context),
  },
  {
    // 2023财年, 2023会计年度: by the Budget Law the calendar year
    pattern: chinese('(?<year>(?:19|20)\\d\\d)_?年?_?(?:财年|财政年度|会计年度|预算年度)(?:_?[底末内])?(?:[之以]?前)?'),
    classify: (groups, around) => pointIn(groups, around, 'deadline'),
    read: ({ year }) => [{ rule: 'fiscal-year.december', date: endOfYear(Number(year)) }],
  },
  {
    // fiscal year 2023, by the end of FY23
    pattern: english(
      `(?:${EN_PREPOSITION} |(?:in|during|within|for) )?(?:the )?(?:(?<part>end of) )?(?:the )?(?:(?:fiscal|financial) year(?: |-)|fy(?: |-|')?|fiscal )(?<year>(?:19|20)\\d\\d|\\d\\d)(?:(?:-|/)\\d{2,4})?(?: year(?:-| )end)?`,
    ),
    classify: (groups, around) =>
      englishPoint(groups, around, BUDGET_AFTER.test(around.after) ? 'mention' : 'deadline'),
    read: ({ year = '' }) => [
      { rule: 'fiscal-year.unknown', date: null, asks: 'fiscal-year' },
      ...fiscalYear(Number(year) + (year.length === 2 ? 2000 : 0)),
    ],
  },
  {
    // by the end of the fiscal year
    pattern: english(
      `(?:${EN_PREPOSITION} |(?:in|during|within|over) )?(?:the )?(?:(?:end|close) of )?(?:the|this|next|the current|the coming|(?:19|20)\\d\\d(?:-|/)\\d{2,4}) (?:fiscal|financial) year(?:(?:'s)?(?: |-)end)?(?:,? (?:on )?(?<month>june|september|december|march) (?:30|31))?`,
    ),
    classify: (groups, around) =>
      englishPoint(groups, around, BUDGET_AFTER.test(around.after) ? 'mention' : 'deadline'),
    read: ({ month }, context) => {
      if (month === undefined) return [{ rule: 'fiscal-year.unknown', date: null, asks: 'fiscal-year' }];
      const rule = `fiscal-year.${month as 'june' | 'september' | 'december' | 'march'}` as const;
      return inYear(undefined, context, (year) => [{ rule, date: endOfMonth(year, monthCalled(month) ?? 12) }]);
    },
  },
  {
    // by the end of the 14th Five-Year Plan
    pattern: english(
      `(?:${EN_PREPOSITION} |(?:in|during|within) )?(?:the )?(?:end of )?(?:the )?(?:(?<nth>1[2-7])th|(?<fourteenth>fourteenth)|(?:fifteenth)) five(?: |-)year plan(?: period)?`,
    ),
    classify: (groups, around) => englishPoint(groups, around, 'mention'),
    read: ({ nth, fourteenth, ...groups }, context) =>
      fiveYearPlan(Number(nth ?? (fourteenth === undefined ? 15 : 14)), isBefore(groups), context),
  },
];

const OPENS_TARGET =
  /^[,，](?![^。;；]{0,20}(?:已|先后|了))[^。;；]{0,18}(?:完成|达到?|创建|建成|新增|新建|改造|实现|培育|力争|确保|控制|提高|降低|下降)/u;
const WHOLE_YEAR_BEFORE = /(?:^|[,，。:：;；\n、]|确保|力争|争取)\s?$/u;
const WHOLE_YEAR_AFTER =
  /^(?![^,，。;；]{0,24}(?:目标|任务|不变))[^,，。;；]{0,16}(?:稳定在|保持在|控制在|不低于|不少于|不超过|达到|突破|力争|确保|新增|完成|新建|培育|举办|再[减降压增])[^,，。;；了]{0,16}\d/u;
const BUDGET_AFTER = /^ (?:budget|appropriation|report|results|audit|estimates)/;

/** The first plan began in 1953; from the sixth, 1981, they follow each other: the fourteenth is 2021 to 2025. */
function fiveYearPlan(nth: number, before: boolean, { calendar }: ReadingContext): readonly Draft[] {
  const year = 2025 + (nth - 14) * 5;
  return endOf({ unit: 'five-year-plan', start: `${year - 4}-01-01`, end: endOfYear(year) }, before, calendar);
}

function yearOrMeetings(words: string | undefined, { meetingDate, yearNamedBefore }: ReadingContext): number {
  const before = words === undefined ? yearNamed(yearNamedBefore ?? undefined, meetingDate) : null;
  // A year that is over was said of something else.
  if (before !== null && before > yearOf(meetingDate)) return before;
  return yearNamed(words ?? '今年', meetingDate) ?? 0;
}

function partOfYear(year: number, part: string | undefined, { calendar }: ReadingContext): readonly Draft[] {
  switch (part) {
    case '初':
    case 'early':
    case 'beginning of':
    case 'start of':
      return [
        { rule: 'year.early', date: endOfMonth(year, 1) },
        { rule: 'year.early-quarter', date: endOfMonth(year, 3) },
      ];
    case '中':
    case 'mid':
    case 'middle of':
      return endOf({ unit: 'half-year', start: `${year}-01-01`, end: endOfMonth(year, 6) }, false, calendar);
    default:
      return endOf({ unit: 'year', start: `${year}-01-01`, end: endOfYear(year) }, false, calendar);
  }
}

/** The ends a fiscal year may have: as in Washington, with the calendar year, as in many states, as in London. */
function fiscalYear(year: number): readonly Draft[] {
  return [
    { rule: 'fiscal-year.september', date: endOfMonth(year, 9) },
    { rule: 'fiscal-year.december', date: endOfYear(year) },
    { rule: 'fiscal-year.june', date: endOfMonth(year, 6) },
    { rule: 'fiscal-year.march', date: endOfMonth(year + 1, 3) },
  ];
}
