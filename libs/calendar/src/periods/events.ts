import { addDays, endOfMonth } from '../civil-date.ts';
import { onDay } from './ends.ts';
import { EN_MONTH, EN_PREPOSITION, isBefore } from './english-words.ts';
import { EN_NUMBER, EN_ORDINAL, wholeNumber } from './numbers.ts';
import type { Draft, PeriodRule } from './period-rule.ts';
import { chinese, english } from './period-rule.ts';
import { englishPoint, isAlone } from './point-class.ts';
import type { ReadingContext } from './reading.ts';
import { EN_YEAR, inYear, ZH_YEAR } from './year-meant.ts';

const ZH_EVENT =
  '(?:[省市区县州旗全镇乡党人国]{0,4}["]?(?:常务会议?|常委会议?|全会|党代会|人代会|职代会|两会|代表大会|专题会议?|调度会|推进会|例会|会议|大会|年会|论坛|峰会)|[主度]?汛期|入汛|防汛期|春耕|秋收|三夏|麦收|入冬|入夏|供暖[季期]?|采暖[季期]?|供热[季期]?|封冻|上冻|雨季|旅游旺季|旺季|高温|开镰|春播|夏收|三秋|报到|开议|开班|入学|返校|开赛|开市|封山|解冻|运营|营业|入住|台风季|春运|暑运|暑期|寒假|暑假|放假|开学|秋季学期|春季学期|新学期|高考|中考|考试|换届(?:选举)?|验收|大?检查|考核|巡视|巡察|审计|督察|评估|开工|竣工|投产|投用|通车|开园|开幕|举办|启用|开业|两节|双节|亚运会|全运会|进博会)';
const PHASE = '(?:召开|开始|开幕|举办|举行|到来|来临|结束|启动|进驻|闭幕|期)?';

const EN_EVENT =
  "(?:(?:the|its|our|any|a|an|each) )?(?:[a-z0-9'-]{1,20} ){0,6}?(?:meeting|session|congress|conference|council|hearing|election|deliberations?|review|inspection|audit|season|winter|school year|semester|term|opening|expo|summit|games|vote|adoption|budget|call|briefing|workshop|first day of (?:school|classes|instruction|term|work)|(?:start|beginning|onset|completion|launch) of (?:the )?[a-z-]{2,15}|snowfall|frost|thaw|harvest|(?:school|classes|instruction|term) (?:starts|begins|resumes|opens))(?: (?:season|meeting|hearing|session|process|period))?";

/** What hangs on an event whose date the text does not give, and what urges without a date. */
export const EVENTS: readonly PeriodRule[] = [
  {
    // 下次会议前, 全国两会前, 主汛期到来之前, 验收前
    pattern: chinese(
      `(?:${ZH_YEAR}_?)?(?:[春秋夏冬]季)?(?:下一?次|下一?届|下一?轮|今年|明年|年度|本次|本届|届时)?(?:的)?["']?${ZH_EVENT}["']?${PHASE}_?[之以]?前(?!期|提(?![请交出报供])|后|一|三|几|列|沿|瞻|款|述|置|半)夕?`,
    ),
    classify: (_, { before, after }) =>
      /^\s?[,，]?\s?已/u.test(after) || /(?:上一?次|去年)$/u.test(before) ? 'past' : 'event',
    read: (_, context) => byEvent(1, context),
  },
  {
    // 暑假期间, 汛期期间
    pattern: chinese('(?:暑假|寒假|暑期|春运|暑运|主?汛期|假期|节假日|秋收|春耕|三夏)_?期间'),
    classify: (_, { before, after }) =>
      /(?:去年|上一?年|今年|\d年|应急响应)$/u.test(before) || /^\s?[,，]?\s?(?:已|共|累计)/u.test(after)
        ? 'mention'
        : 'event',
    read: () => [unknownEvent],
  },
  {
    // 下次会议, 下一次常务会议上
    pattern: chinese(
      `下一?(?:次|届|轮)(?:的)?[\\u4e00-\\u9fff]{0,6}?(?:会议?(?!议)|全会|例会|大会)(?:召开)?(?:时|上)?(?![之以]?前)`,
    ),
    classify: () => 'event',
    read: (_, context) => byEvent(0, context),
  },
  {
    // before the next meeting, prior to the 2024 election, at a future meeting, for the 2021 Budget deliberations
    pattern: english(
      `(?:${EN_PREPOSITION} ${EN_EVENT}|(?:(?:at|for|during|in time for) )?(?:the |a )?(?:next|future|following|upcoming|subsequent|coming|forthcoming) (?:[a-z'-]{1,15} ){0,4}?(?:meeting|session|congress|council(?! (?:meeting|session)))|(?:for|in time for) the (?:19|20)\\d\\d (?:[a-z'-]{1,15} ){0,3}?(?:(?:budget|council) deliberations|deliberations|budget(?: (?:workshop|meeting|hearing|session|process|cycle|review))?|election|session|season))(?: of (?:the )?(?:(?:standing )?committee|council|board|assembly))?`,
    ),
    classify: (groups, around) => {
      const kind = englishPoint(groups, around, 'deadline');
      return kind === 'deadline' ? 'event' : kind;
    },
    read: (groups, context) => byEvent(isBefore(groups) ? 1 : 0, context),
  },
  {
    // to the September meeting, at the second meeting in August, ten days before the hearing
    pattern: english(
      `(?:(?:at|to|for|by|(?<side>before)) (?:(?:the |its |our |their )|(?:the )?[a-z]{3,12}'s )(?:(?:${EN_ORDINAL}|${EN_MONTH}) )?(?:(?!last |previous |same |this )[a-z]{3,12} ){0,2}(?:meeting|session)(?: (?:in|of|on) ${EN_MONTH}(?: \\d{1,2})?)?|(?:at least )?(?:(?<n>${EN_NUMBER}) (?:calendar )?|${EN_NUMBER} (?:business|working) )days (?:before|prior to|in advance of|ahead of) (?:${EN_EVENT}))`,
    ),
    classify: (_, { before }) => (/\b(?:according|due|prior|refer(?:red)?|similar) $/.test(before) ? null : 'event'),
    read: ({ n, side }, context) =>
      byEvent(n === undefined ? (side === undefined ? 0 : 1) : (wholeNumber(n) ?? 0), context),
  },
  {
    // in the Spring of 2020, by summer, next autumn
    pattern: english(
      `(?:${EN_PREPOSITION} |(?:in|during|this|next) )(?:the )?(?:(?:end of|early|late) )?(?:the )?(?<season>spring|summer|autumn|fall|winter)(?! (?:festival|break|school|of discontent))${EN_YEAR}?`,
    ),
    classify: (groups, around) => {
      const kind = englishPoint(groups, around, 'deadline');
      return kind === 'deadline' ? 'event' : kind;
    },
    read: ({ season = '', year }, context) => {
      const dated = inYear(year, context, (meant) => seasonOf(season, meant));
      return [{ rule: 'season.unknown', date: null, asks: 'season' }, ...dated.filter(({ date }) => date !== null)];
    },
  },
  {
    // 即日起, 立即: at once
    pattern: chinese('(?:立即|立刻|即刻|马上|即时|当即)|(?:自|从)?(?:即日|今日|今天)起(?!_?[-至到,，]?_?(?:至|\\d))'),
    classify: (_, { after }) => (/^(?:性|可|使|停产停业)/.test(after) ? null : 'open'),
    read: (_, { meetingDate }) => [
      { rule: 'open.none', date: null },
      { rule: 'open.at-once', date: meetingDate },
    ],
  },
  {
    // 长期坚持, 持续推进: alone in the column for the time
    pattern: chinese(
      '(?:全年)?(?:长期|持续|常年|常态化?|贯穿全年)(?:坚持|推进|开展|实施|用力|进行)?|立行立改|即知即改|边查边改',
    ),
    classify: (_, around) => (isAlone(around) ? 'open' : null),
    read: () => [{ rule: 'open.none', date: null }],
  },
  {
    // 尽快, 近期, 适时: some time
    pattern: chinese('(?:尽快|尽早|尽速|及早|从速|近日内|近期内?|短期内|不日|择日|择期|择机|适时|限期|抽空)'),
    classify: (_, { after }) =>
      /^\s?[,，：、]|^(?:以来|来|的|全|目标|规划|工作|重点|[^，。]{0,8}(?:召开|印发|开展了|下发|发布了))/u.test(after)
        ? 'mention'
        : 'open',
    read: () => [{ rule: 'open.none', date: null }],
  },
  {
    pattern: english(
      '(?:immediately|forthwith|at once|without (?:undue |further )?delay|(?<effective>with immediate effect|effective immediately))',
    ),
    classify: (_, { after }) =>
      /^\s(?:after|before|following|adjacent|prior|preceding|upon|available|apparent)\b/.test(after) ? null : 'open',
    read: ({ effective }, { meetingDate }) => {
      const drafts: Draft[] = [
        { rule: 'open.none', date: null },
        { rule: 'open.at-once', date: meetingDate },
      ];
      return effective === undefined ? drafts : drafts.reverse();
    },
  },
  {
    pattern: english(
      '(?:as (?:soon|early|quickly|promptly) as (?:practicable|possible|practical|feasible|reasonably (?:practicable|possible))|asap|promptly|expeditiously|at the earliest (?:opportunity|convenience|possible date)|in due course|in the near future|in a timely manner|shortly|at a (?:later|future) (?:date|time)|when (?:appropriate|resources permit))',
    ),
    classify: (groups, { after }) => (/^\s(?:after|before|thereafter|following)\b/.test(after) ? null : 'open'),
    read: () => [{ rule: 'open.none', date: null }],
  },
];

/** So many days before an event, where the text gives its day; else that has to be asked. */
function byEvent(days: number, { eventDay, calendar }: ReadingContext): readonly Draft[] {
  if (eventDay === null) return [unknownEvent];
  const drafts: readonly Draft[] =
    days === 1
      ? [{ rule: 'day.before', date: addDays(eventDay, -1) }, ...onDay(eventDay, false, calendar)]
      : onDay(addDays(eventDay, -days), false, calendar);
  return drafts.map((draft) => ({ ...draft, assumes: 'event-in-text' }));
}

const unknownEvent: Draft = { rule: 'event.unknown', date: null, asks: 'event' };

/** The ends of a northern season: of its three calendar months, and about the solstice or equinox after it. */
function seasonOf(season: string, year: number): readonly Draft[] {
  const last = { spring: 5, summer: 8, autumn: 11, fall: 11, winter: 2 }[season] ?? 5;
  const yearOfEnd = season === 'winter' ? year + 1 : year;
  const turn = last === 2 ? '03-19' : last === 5 ? '06-20' : last === 8 ? '09-22' : '12-20';
  return [
    { rule: 'season.months', date: endOfMonth(yearOfEnd, last) },
    { rule: 'season.solstice', date: `${yearOfEnd}-${turn}` },
  ];
}
