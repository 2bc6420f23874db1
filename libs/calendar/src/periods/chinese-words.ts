/** A month or a day of one, as folded text has it: `12`, `十二`. */
export const ZH_MONTH_NUMBER = '(?:0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])';
export const ZH_DAY_NUMBER = '(?:[0-2]?\\d|3[01]|二?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])';
export const ZH_MONTH = `(?<month>${ZH_MONTH_NUMBER})`;
export const ZH_DAY = `(?<day>${ZH_DAY_NUMBER})`;
const HOUR = '(?:(?:中午|下午|上午|晚上?)?_?(?:\\d{1,2}_?[:时点]_?(?:\\d{2}分?|整)?)?_?(?:下班)?_?)';
/** 前 as a limit, and not in 前提, 前期, 前三季度, 前一天. */
export const ZH_BEFORE_WORD = '[之以]?前(?!提(?![请交出报供])|期|[三几两]|后(?!续)|一[天日周晚月]|\\d)';
/** What makes a point in time a limit, caught as `before` when it is 前; with an hour of the day, which is not kept. */
export const ZH_BEFORE = `(?:${HOUR}(?<before>${ZH_BEFORE_WORD})|_?(?:24时)?_?(?:为止|止|截止)|_?(?:\\([^()]{1,6}\\))?或[之以]前|_?[之以]?内)?`;
/** The same where 前 must be there. */
export const ZH_BEFORE_ALWAYS = `${HOUR}(?<before>${ZH_BEFORE_WORD})`;
