import type { Anchor, Length } from './lengths.ts';
import { lengthFrom } from './lengths.ts';
import { wholeNumber, ZH_NUMBER, ZH_NUMBER_STARTS } from './numbers.ts';
import type { Around, Groups, PeriodRule } from './period-rule.ts';
import { chinese } from './period-rule.ts';
import type { PeriodClass } from './reading.ts';

const DOCUMENT = '通知|通报|文件|方案|决定|意见|纪要|命令|公告|办法|规定|条例|清单';
const PUBLISHED = '印发|下发|发布|公布|签发|施行|实施|生效|发文|作出|通过';

/** What a length is counted from, where the words say so. */
const FROM = `(?:(?<meeting>(?:本次)?会议?(?:结束|召开)?[之以]?后|[今此]后|(?:自|从)?(?:即日|今日|今天|今|现在|会议(?:召开|结束)?之日)起)|(?<document>(?:自|从)?(?:本|该|此)?(?:${DOCUMENT})(?:${PUBLISHED})(?:之日起|[之以]?后|起)|(?:自|从)?(?:${PUBLISHED}|交办)之日起)|(?<event>(?:自|从)[^，。；：、,;:\\s]{1,20}?之?日起|文到(?:[之以]?后|之日起)?_(?=[\\d一二两三四五六七八九十])|(?:接|收)到(?:[^，。；：、,;:\\s]{0,12}?(?:之日起|[之以]?后)|(?:本|该|此)?(?:书面)?(?:通知|文件|函|通报|督办[单函]|交办[单函]|反馈意见|来文)_?(?=[\\d一二两三四五六七八九十]))|(?:待_?)?(?:(?<=^|[，,。；;：、\\s于在须应自从])(?:(?![于在自从由须应各要将会])[\\u4e00-\\u9fff]){2,8}?|(?:(?![于在自从由须应请各要将])[\\u4e00-\\u9fff]){2})(?:之日起|之日后|之后|以后|(?<![最今此前先背落随然事])后(?<!(?:修改|完善|修订|补充|调整|讨论|研究|审核)后(?=[,，])))))[,，]?_的?`;

const UNIT =
  '(?:(?<working>个?工作日)|(?<natural>个?(?:自然日|日历日|日历天))|(?<days>天|日)|(?<weeks>个?(?:星期|礼拜)|周(?!岁))|(?<months>个月|(?<=两_?)月)|(?<quarters>个季度)|(?<years>周?年)|(?<hours>个?小时))';
const AMOUNT = `(?:${ZH_NUMBER_STARTS}(?:\\d{1,3}_?[-至到~]_?)?(?<n>${ZH_NUMBER})_${UNIT}|(?<half>[一两二三]个半月|半个月|半年|半个?季度))`;

/** The lengths of time that a text sets in Chinese: 60天, 三十日内, 会后10个工作日内, 自印发之日起两个月内. */
export const ZH_LENGTHS: readonly PeriodRule[] = [
  {
    pattern: chinese(`(?:${FROM}_)?(?:(?<atMost>最迟(?:不超过)?|不迟于)_)?${AMOUNT}_(?<limit>[之以]?内)?`),
    classify: (groups, around) => (lengthIn(groups) === null ? null : classOf(groups, around)),
    read: (groups, context) => {
      const length = lengthIn(groups);
      return length === null ? [] : lengthFrom(anchorOf(groups), length, context);
    },
  },
];

function anchorOf({ document, event, limit, atMost, years, half }: Groups): Anchor {
  if (document !== undefined) return 'document';
  if (event !== undefined) return 'event';
  // A campaign of years is named by its length (三年会战); when it started is not.
  return (limit ?? atMost) === undefined && (years ?? half) !== undefined ? 'start' : 'meeting';
}

function lengthIn(groups: Groups): Length | null {
  const limit = (groups.limit ?? groups.atMost) !== undefined;
  if (groups.half !== undefined) {
    const months = /^[一两二三]个/.test(groups.half) ? (wholeNumber(groups.half.charAt(0)) ?? 0) : 0;
    if (groups.half.endsWith('半月')) return { n: months * 30 + 15, unit: 'natural-day', limit };
    if (groups.half === '半个月') return { n: 15, unit: 'natural-day', limit };
    return groups.half === '半年' ? { n: 6, unit: 'month', limit } : { n: 45, unit: 'natural-day', limit };
  }
  const n = wholeNumber(groups.n ?? '');
  // 2025年 is a year, and no length.
  if (n === null || (groups.years !== undefined && n > 60)) return null;
  if (groups.working !== undefined) return { n, unit: 'working-day', limit };
  if (groups.natural !== undefined) return { n, unit: 'natural-day', limit };
  if (groups.days !== undefined) return { n, unit: 'day', limit };
  if (groups.weeks !== undefined) return { n: n * 7, unit: 'natural-day', limit };
  if (groups.hours !== undefined) return { n: Math.ceil(n / 24), unit: 'natural-day', limit };
  const months = groups.months !== undefined ? 1 : groups.quarters !== undefined ? 3 : 12;
  return { n: n * months, unit: 'month', limit };
}

// What stands before a length that lies behind, is one of many, or is a measure.
const PAST_BEFORE = /(?:过去|最近|近|前|头|上|已|历时|用时|耗时|历经|经过|时隔|连续|累计)的?\s?$/u;
const PAST_AFTER = /^\s?(?:[之以]?前(?![提期])|以?来|之间)/u;
const NONE_BEFORE =
  /(?:第|每|隔|几|数|多|逾|超|超过|至少|不少于|不低于|提前|提早|延长|延期|推迟|月|年|\d|[.\-+])的?\s?$/u;
const VALUE_BEFORE =
  /(?:有效期|公示期|公告期|租期|保质期|任期|聘期|试用期|服务期|质保期|保修期|存续期|合同期|学制|工龄|年龄|保存|留存|存放|值守|平均|每人|全程|提速|缩短|压缩|压减|控制|降[至到]|减[至到])[^，。；、,;]{0,6}$|[由从](?:(?:原[来先]?|过去|以前|此前|平均|法定|承诺|规定)的?)?\s?$/u;
const VALUE_AFTER =
  /^\s?(?:值班|值守|在线|在岗|待命|不间断|全天候|无休|营业|服务|制(?![定订作止造发])|均线|期(?!限|间)|龄|以上|以下|一次|一轮|一遍|一换|假|到达|响应|滚动|有效|内?有效|寿命|连续|左右|生活圈|经济圈|交通圈|通勤)/u;
/** Standards of service: what is promised for each case, not ordered for one. */
const SERVICE_AFTER =
  /^\s?(?:全部|全程|一次性|予以|给予|依法|及时|即可|可)?(?:办结|办理|办好|办成|答复|回复|响应|到达|到场|到岗|出具|审批|审核|审结|审查|送达|处置|受理|赔付|出证|拿证|领证|开办|发证|下达|核发|反馈申请)/u;
const ORDER_BEFORE =
  /(?:请[^，。；、,;]{0,16}|(?:立案(?:调查)?|彻查|核查|查处|约谈)[，,]\s?|务必|责成[^，。；、,;]{0,12}|会后|各[^，。；]{1,12}|由[^，。；]{1,12}|起|收到[^，。；]{0,12})于?\s?$/u;
const PER_CASE = /受理|申请|投诉|立案|接警|报案|接诉|申报|来电|来信|工单|入职|办案|登记|签约|合同/u;
const PUSH_BEFORE = /(?:奋战|大干|苦干|实干|鏖战|决战|冲刺|攻坚|奋斗|拼搏|最后|剩余|还剩|为期|利用|集中)\s?$/u;
const CAMPAIGN_AFTER =
  /^\s?["']?\s?(?:大?会战|攻坚(?!克)|行动(?!计划|方案)|专项(?!资金|债)|整治|提升行动|大?决战|歼灭战|倍增|滚动实施)/u;

function classOf(groups: Groups, { before, after }: Around): PeriodClass | null {
  const { event, meeting, document, hours, days, months } = groups;
  const limit = groups.limit ?? groups.atMost;
  if (NONE_BEFORE.test(before)) return null;
  if (PAST_BEFORE.test(before) || (limit === undefined && PAST_AFTER.test(after))) return 'past';
  if (meeting !== undefined && limit !== undefined) return 'deadline';
  if (VALUE_BEFORE.test(before) || VALUE_AFTER.test(after)) return 'value';
  if (event !== undefined) return PER_CASE.test(event) ? 'value' : limit === undefined ? 'mention' : 'event';
  if (meeting !== undefined || document !== undefined) return 'deadline';
  if (limit !== undefined) {
    const isShort = hours !== undefined && (wholeNumber(groups.n ?? '') ?? 0) < 24;
    if (isShort || (SERVICE_AFTER.test(after) && !ORDER_BEFORE.test(before))) return 'value';
    return 'deadline';
  }
  if (hours !== undefined) return 'value';
  // 26日 alone is a day of the month.
  if (days === '日' && (wholeNumber(groups.n ?? '') ?? 0) <= 31) return null;
  if (anchorOf(groups) === 'start') return CAMPAIGN_AFTER.test(after) ? 'event' : 'mention';
  if (months !== undefined) return CAMPAIGN_AFTER.test(after) || PUSH_BEFORE.test(before) ? 'deadline' : 'mention';
  return 'deadline';
}
