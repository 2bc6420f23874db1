import { endOfMonth, endOfQuarter, endOfYear, monthOf, yearOf } from '../civil-date.ts';
import { EN_NUMBER, wholeNumber, ZH_NUMBER } from './numbers.ts';
import type { Reading, ReadingContext } from './reading.ts';
import { endOf, naturalDays, workingDays } from './readings-of.ts';

type Groups = Readonly<Record<string, string | undefined>>;

/** One way of saying a period. The patterns know no nested repetition, so that no text makes them slow. */
interface PeriodRule {
  readonly pattern: RegExp;
  /** What may not stand directly before the words in a text, matched up to its end. */
  readonly notAfter: RegExp;
  /** What may not stand directly after them, matched from its start. */
  readonly notBefore: RegExp;
  /** Words that name something else when they stand in a text, though alone they can be read. */
  readonly ambiguous?: (groups: Groups) => boolean;
  read(groups: Groups, context: ReadingContext): readonly Reading[];
}

const never = /(?!)/;

// Spans in the past, ages, ordinals, recurrences, minima, and periods that start with an event other than the meeting.
const zhLengthNotAfter =
  /(?:过去|最近|近|前|头|第|每|隔|逾|超|超过|至少|提前|已|历时|用时|历经|几|数|月|[0-9０-９.．]|(?<!会|会议|结束|最|今)后|(?<!即日|今日|今天|现在|会议之日|本[^，。]{1,8}之日)起)的?\s?$/u;
const zhLengthNotBefore = /^\s?(?:前|以前|之前|来|以来|以上|后|工作制|[0-9０-９])/u;
const enLengthNotAfter = /(?:\b(?:past|last|previous|first|every|each|per|than|over|least)\s|[-.,/$\d])$/iu;
const enLengthNotBefore =
  /^[\s-](?:of|after|from|following|before|prior|ago|earlier|later|old|late|notice|or more|a (?:week|month|year))\b/iu;
const STARTS_NOW =
  "(?: (?:of|from|after) (?:today|now|(?:the date of )?(?:this|the|today[’']s) (?:order|meeting|notice|circular|decision)))?";
const LIMIT = '(?<limit>(?:within|(?:not|no) later than|in) (?:the next )?)?';

const quarterNumber: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  final: 4,
};
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';
const monthNumber = new Map(
  MONTHS.toLowerCase()
    .split('|')
    .map((name, i) => [name, i + 1]),
);

/**
 * The grammar: a rule per way of saying it. A further way is a further entry; where two match, the one that starts
 * first, then the longer one wins.
 */
export const PERIOD_RULES: readonly PeriodRule[] = [
  {
    // 30个工作日内
    pattern: new RegExp(`(?<n>${ZH_NUMBER})[个個]?工作日(?:[之以]?[内內])?`, 'iu'),
    notAfter: zhLengthNotAfter,
    notBefore: zhLengthNotBefore,
    read: (groups, context) => workingDays(count(groups), context),
  },
  {
    // within 30 working days
    pattern: new RegExp(`\\b${LIMIT}(?<n>${EN_NUMBER})[- ](?:working|business)[- ]days?\\b${STARTS_NOW}`, 'iu'),
    notAfter: enLengthNotAfter,
    notBefore: enLengthNotBefore,
    read: (groups, context) => workingDays(count(groups), context),
  },
  {
    // 60天, 六十天内, 60日, 30个自然日; 26日 alone is a day of the month
    pattern: new RegExp(`(?<n>${ZH_NUMBER})(?:天|(?<day>日)|[个個]?自然日)(?<limit>[之以]?[内內])?`, 'iu'),
    notAfter: zhLengthNotAfter,
    notBefore: zhLengthNotBefore,
    ambiguous: (groups) => groups.day !== undefined && groups.limit === undefined && count(groups) <= 31,
    read: (groups, context) => naturalDays(count(groups), groups.limit !== undefined, context),
  },
  {
    // 60 days, sixty-day, within 90 days of the date of this order
    pattern: new RegExp(`\\b${LIMIT}(?<n>${EN_NUMBER})[- ](?:(?:calendar|natural)[- ])?days?\\b${STARTS_NOW}`, 'iu'),
    notAfter: enLengthNotAfter,
    notBefore: enLengthNotBefore,
    read: (groups, context) => naturalDays(count(groups), groups.limit !== undefined, context),
  },
  {
    // 四季度, 第四季度末前, 2022年第4季度, 本季度
    pattern:
      /(?:(?<year>\d{4})年|今年|(?<next>明年))?(?:第?(?<quarter>[一二三四1-4])|本|[这這][个個]|当|當)季度(?:[末底](?:[之以]?前)?)?/iu,
    notAfter: /(?:前|头|上|每|去年|上年|往年|[0-9一二三四至到]|[一二三]、|截至|截止)\s?$/u,
    notBefore: /^\s?(?:前|以前|之前|以来|同比|环比)/u,
    read: readQuarter,
  },
  {
    // the fourth quarter, end of Q4 2022, fourth-quarter
    pattern:
      /\b(?:(?:by )?(?:the )?end of )?(?:the )?(?:(?<quarter>first|second|third|fourth|final)[- ]quarter|Q(?<digit>[1-4]))(?:,? (?:of )?(?:(?<year>\d{4})|this year|(?<next>next year)|the year))?\b/iu,
    notAfter: /(?:\b(?:before|previous|since|every|each|last)\s|[-\d])$/iu,
    notBefore: /^(?:\s(?:of|last|ago)\b|-final)/iu,
    read: (groups, context) =>
      readQuarter({ ...groups, quarter: groups.quarter?.toLowerCase() ?? groups.digit }, context),
  },
  {
    // 年底前, 今年年底, 2022年底
    pattern: /(?:(?:(?<year>\d{4})|今|本|(?<next>明))年?)?年[底末内內](?:[之以]?前)?/iu,
    notAfter: /(?:去|上|往|历|歷|每|近|多|几|幾|数|數|个|個|截至|[0-9０-９一二两三四五六七八九十])\s?$/u,
    notBefore: /^以来/u,
    read: (groups, context) => endOf('year', endOfYear(yearMeant(groups, context)), context),
  },
  {
    // by year end, before the end of 2022
    pattern:
      /\b(?:by|before) (?:the )?(?:year[- ]end|end of (?:(?:the|this) (?:calendar )?year|(?<next>next year)|(?<year>\d{4})))\b/iu,
    notAfter: never,
    notBefore: /^-\d/u,
    read: (groups, context) => endOf('year', endOfYear(yearMeant(groups, context)), context),
  },
  {
    // 月底前, 本月底, 11月底前, 2022年10月底
    pattern:
      /(?:(?:(?<year>\d{4})年|今年|(?<next>明年))?(?<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])|本|当)?月[底末](?:[之以]?前)?/iu,
    notAfter: /(?:上|下|每|个|去年|截至|[0-9一二两三四五六七八九十])\s?$/u,
    notBefore: /^以来/u,
    read: (groups, context) =>
      readMonth(groups, groups.month === undefined ? null : wholeNumber(groups.month), context),
  },
  {
    // by the end of the month, before the end of October 2022
    pattern: new RegExp(
      `\\b(?:by|before) (?:the )?(?:month[- ]end|end of (?:(?:the|this) month|(?<month>${MONTHS})(?:,? (?<year>\\d{4}))?))\\b`,
      'iu',
    ),
    notAfter: never,
    notBefore: never,
    read: (groups, context) => readMonth(groups, monthNumber.get(groups.month?.toLowerCase() ?? '') ?? null, context),
  },
];

function count(groups: Groups): number {
  return wholeNumber(groups.n ?? '') ?? 0;
}

/** The year the words name, else the meeting's. */
function yearMeant(groups: Groups, { meetingDate }: ReadingContext): number {
  if (groups.year !== undefined) return Number(groups.year);
  return yearOf(meetingDate) + (groups.next === undefined ? 0 : 1);
}

function readQuarter(groups: Groups, context: ReadingContext): readonly Reading[] {
  const current = Math.ceil(monthOf(context.meetingDate) / 3);
  const quarter = groups.quarter === undefined ? current : quarterNumber[groups.quarter];
  if (quarter === undefined) return [];
  return endOf('quarter', endOfQuarter(yearMeant(groups, context), quarter), context);
}

function readMonth(groups: Groups, named: number | null, context: ReadingContext): readonly Reading[] {
  const month = named ?? monthOf(context.meetingDate);
  if (month < 1 || month > 12) return [];
  return endOf('month', endOfMonth(yearMeant(groups, context), month), context);
}
