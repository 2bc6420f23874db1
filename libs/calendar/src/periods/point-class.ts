import type { Around, Groups } from './period-rule.ts';
import type { PeriodClass } from './reading.ts';

// What stands beside a point in time when it is no limit: a state of things, a start, a report.
const AS_OF_BEFORE = /(?:截至|截止到?至?|自从?|从|早在|始于|继)\s?$/u;
const REPORT_AFTER =
  /^\s?[,，]?\s?(?:以来|起(?!草)|同比|环比|已|曾|共|累计|[^，。,;；]{0,10}(?:同比|环比|增长|下降|已完成|完成了))/u;
/** A number that is to be reached: 一季度零售额增长6%以上. */
const TARGET_AFTER = /^[^。;；]{0,20}\d[\d.,]{0,8}(?:%|个百分点|[万亿]?[元人户亩吨家个])?(?:以上|以内|左右)/u;
const TERM_BEFORE =
  /(?:时限|期限|截止日期|截止时间|完成时间|办结时间|办结日期|时间节点|交付时间|报送时间)[^，。；\n]{0,4}$/u;
const DEED_AFTER =
  /^\s?(?:底|末)?(?:全部|全面|基本|力争|确保|必须|务必)?(?:完成|报送|上报|提交|投产|竣工|建成|开工|交付|投用|印发|出台|启动|实现|达到|见效|到位|通车|开通|验收|办结|销号|整改到位|见(?:成)?效|收官|收尾|清零|归零|落地|上线|收工|完工|启用|覆盖)(?!了|的|投资|情况)/u;
const EN_TERM_BEFORE =
  /\b(?:deadline|due(?: date)?|target(?: date| completion)?|complet(?:e|ion)(?: by| date)?|timeline)\s?:\s?$/;
/** Alone in the cell of a table, or on a line: what stands there is when something is due. */
const ALONE_BEFORE = /(?:^|[\t|\n])[ ]?$/;
const ALONE_AFTER = /^[ ]?(?:[\t|\n]|$)/;
/** Words that oblige behind a point tell what is to be so by then. */
const DUTY_AFTER = /^[^,，。;；]{0,16}(?:(?<![重主需纪摘概简首只])要(?![求素闻点害领件])|必须|务必|力争|确保|须)/u;
/** 到9月22日, at the start of a sentence: how things are to be by then. */
const UNTIL_BEFORE = /(?:^|[。；;\n]\s?)(?:到|至)\s?$/u;
const PUSH_BEFORE = /(?:奋战|决战|决胜|冲刺|鏖战|大干|力争|确保|争取)\s?$/u;
const GONE = /^(?:去年|上一?年|前年|last)/u;

/** What the figures of a span are about: 上半年经济运行, 1-9月全市规上工业. */
const FIGURES_AFTER =
  /^\s?(?:[,，、。:;]|我?全?[省市县区国州镇]|经济|地区|工业|农业|服务业|财政|税收|gdp|生产总值|固定资产|社会消费|规上|各项|主要|工作|运行|形势|城镇|居民|外贸|进出口|招商|新增|新登记|累计|完成)/u;
const STAGE = { before: /[(]$/, after: /^[)]/ };

/** A span that figures are often told of: a limit only where a deed follows, or where it is the bracket of a stage. */
export function spanIn(groups: Groups, around: Around): PeriodClass {
  const isStage = STAGE.before.test(around.before) && STAGE.after.test(around.after);
  return pointIn(groups, around, !isStage && FIGURES_AFTER.test(around.after) ? 'mention' : 'deadline');
}

/**
 * What a Chinese day, month or other point is where it stands: a limit when 前 or its like says so, the words about it
 * say so, or `bare` does; behind, when it is counted from or reported on.
 */
export function pointIn(groups: Groups, { before, after }: Around, bare: 'deadline' | 'mention'): PeriodClass {
  const { year = '' } = groups;
  if (GONE.test(year) || AS_OF_BEFORE.test(before)) return 'past';
  if (TERM_BEFORE.test(before) || isAlone({ before, after })) return 'deadline';
  if (groups.before !== undefined) return /^\s?[,，]?\s?(?:已|曾)/u.test(after) ? 'past' : 'deadline';
  if (DEED_AFTER.test(after) || PUSH_BEFORE.test(before) || UNTIL_BEFORE.test(before)) return 'deadline';
  if (DUTY_AFTER.test(after)) return bare === 'mention' && /^\s?[,，]/u.test(after) ? 'mention' : 'deadline';
  if (REPORT_AFTER.test(after) && !TARGET_AFTER.test(after)) return 'past';
  return bare;
}

/** The same in English, where a preposition says whether it is a limit. */
export function englishPoint(
  { prep, year = '' }: Groups,
  { before, after }: Around,
  bare: 'deadline' | 'mention',
): PeriodClass {
  if (GONE.test(year) || prep === 'as of' || /\b(?:since|from|after|dated|ended|ending) (?:the )?$/.test(before))
    return 'past';
  return prep !== undefined || isAlone({ before, after }) || EN_TERM_BEFORE.test(before) ? 'deadline' : bare;
}

/** Whether words fill the cell of a table, or a line; a whole text that is nothing but the words is no table. */
export function isAlone({ before, after }: Around): boolean {
  return ALONE_BEFORE.test(before) && ALONE_AFTER.test(after) && before + after !== '';
}
