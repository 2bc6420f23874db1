/** What a measurable aim wants of its number. */
export type Direction = 'at-least' | 'at-most' | 'increase' | 'decrease' | 'reach';

/** A measurable aim, as the text states it. */
export interface Target {
  /** The words: 确保…增长5%以上, `at least 40 inspectors`. */
  readonly words: string;
  readonly number: number;
  /** As written after the number: `%`, `个百分点`, `万元`, `inspectors`. */
  readonly unit: string;
  readonly direction: Direction;
}

const NUMBER = '(\\d{1,3}(?:,\\d{3}){1,4}(?:\\.\\d{1,4})?|\\d{1,12}(?:\\.\\d{1,4})?)';
const ZH_UNIT =
  '(个百分点|%|‰|(?:万|亿|千)?(?:元|吨|千瓦时|千瓦|平方米|立方米|公里|公顷|亩|人次|人|户|家|个|件|项|套|台|座|所|处|场|次|条|只|株|名|辆|批|例|间|篇|宗|公斤|米|万|亿))';
const ZH_NOT_A_TARGET = /^(?:年|月|日|天|时|点|号|周|季|岁|楼|期|届|级|届|以来)/;

const ZH_BEFORE: readonly (readonly [Direction, string])[] = [
  ['at-least', '不低于|不少于|不小于|至少|达到?|超过|突破|(?:提高|提升|增加|增长|扩大)(?:到|至)'],
  [
    'at-most',
    '不高于|不超过|不多于|不大于|控制在|压减到|压减至|降低到|降至|降到|低于|压缩至|压缩到|压减为|缩短至|缩短到',
  ],
  ['increase', '增长|提高|提升|增加|新增|上升'],
  ['decrease', '下降|降低|减少|压减|压缩|缩短'],
  [
    'reach',
    '完成|新建|建成|改造|整治|培育|引进|举办|组织|开展|更新改造|建设|发放|签约|开工|推动|出让|排查|清理|建立|打造|筛查|培训|为',
  ],
];
const ZH = ZH_BEFORE.map(
  ([direction, words]) =>
    [
      direction,
      new RegExp(`(?:确保|力争|争取)?(?:${words})[^,。;、\\d]{0,14}?${NUMBER}${ZH_UNIT}(以上|以内|以下|左右)?`),
    ] as const,
);

const EN: readonly (readonly [Direction, RegExp])[] = [
  [
    'at-least',
    new RegExp(
      `(?:at least|no fewer than|no less than|not less than|a minimum of|more than)\\s\\$?${NUMBER}\\s?(%|percent|per cent|[a-z]{1,30}(?:[ -][a-z]{1,30})?)`,
      'i',
    ),
  ],
  [
    'at-most',
    new RegExp(
      `(?:no more than|not more than|not to exceed|not exceeding|at most|up to|a maximum of|below|under)\\s\\$?${NUMBER}\\s?(%|percent|per cent|[a-z]{1,30})?`,
      'i',
    ),
  ],
  [
    'decrease',
    new RegExp(
      `(?:reduc\\w{0,9}|decreas\\w{0,9}|cut\\w{0,9}|lower\\w{0,9})\\b[^.;\\d]{0,60}?\\bby\\s(?:at least\\s)?${NUMBER}\\s?(%|percent|per cent|[a-z]{1,30})`,
      'i',
    ),
  ],
  [
    'increase',
    new RegExp(
      `(?:increas\\w{0,9}|rais\\w{0,9}|expand\\w{0,9}|grow\\w{0,9})\\b[^.;\\d]{0,60}?\\bby\\s(?:at least\\s)?${NUMBER}\\s?(%|percent|per cent|[a-z]{1,30})`,
      'i',
    ),
  ],
  [
    'reach',
    new RegExp(
      `(?:increas\\w{0,9}|reduc\\w{0,9}|rais\\w{0,9}|lower\\w{0,9}|reach\\w{0,9}|achiev\\w{0,9}|to)\\b[^.;\\d]{0,60}?\\s${NUMBER}\\s?(%|percent|per cent)`,
      'i',
    ),
  ],
];

/** The measurable aim that words of a proposal state; null when they state none. `folded` is as long as `text`. */
export function targetIn(text: string, folded: string): Target | null {
  for (const [direction, pattern] of /[\u4e00-\u9fff]/.test(folded) ? ZH : EN) {
    const match = pattern.exec(folded);
    if (!match) continue;
    const [all, number = '', unit = '', bound] = match;
    if (ZH_NOT_A_TARGET.test(unit)) continue;
    const meant = bound === '以上' ? 'at-least' : bound === '以内' || bound === '以下' ? 'at-most' : direction;
    const isChange = direction === 'increase' || direction === 'decrease';
    return {
      words: text.slice(match.index, match.index + all.length),
      number: Number(number.replaceAll(',', '')),
      unit,
      direction: isChange ? direction : meant,
    };
  }
  return null;
}
