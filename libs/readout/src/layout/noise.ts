import type { Span } from '../span.ts';

/** A line of a text; `folded` is its content without the blanks around, `start` and `end` are those of the content. */
export interface Line extends Span {
  readonly folded: string;
}

const PAGE_NUMBER =
  /^(?:-\s{0,3}\d{1,4}\s{0,3}-|第\s?\d{1,4}\s?页(?:\s{0,3}[,/]?\s{0,3}共\s?\d{1,4}\s?页)?|page\s\d{1,4}(?:\s(?:of|\/)\s\d{1,4})?|\d{1,4}\s?\/\s?\d{1,4})$/i;

const PAGE_FURNITURE =
  /^(?:(?:打印|关闭|收藏|分享|返回|纠错)[\s\S]{0,20}|\(?(?:字号|字体|浏览次数|点击数|阅读量|责任编辑|信息来源|稿件来源|来源|作者|编辑|发布时间|发布日期|打印本页|关闭窗口|上一篇|下一篇|相关链接|扫一扫|当前位置|您现在的位置|版权所有|分享到|主办单位:|网站标识码|备案号)[:\s(]?[\s\S]{0,60}|(?:share (?:this|on)|print this|skip to|copyright|©|all rights reserved|cookie|follow us|back to top|read more|previous (?:article|post)|next (?:article|post)|posted (?:on|by)|last updated)[\s\S]{0,60})$/i;

/** Whether a line is a page number that a printed text brings along. */
export function isPageNumber(folded: string): boolean {
  return folded.length <= 24 && PAGE_NUMBER.test(folded);
}

/** Whether a line belongs to the page that a text was shown on, and not to the text. */
export function isPageFurniture(folded: string): boolean {
  return folded.length <= 90 && PAGE_FURNITURE.test(folded);
}

/**
 * The places of the lines that are page numbers, or headers and footers: short lines that come again beside a page
 * number. What repeats elsewhere is left, for the cells of a table repeat too.
 */
export function pageBreaks(lines: readonly Line[]): ReadonlySet<number> {
  const numbers = lines.flatMap(({ folded }, i) => (isPageNumber(folded) ? [i] : []));
  const noise = new Set(numbers);
  const beside = new Map<string, number[]>();
  for (const number of numbers) {
    for (const step of [-1, 1]) {
      let i = number + step;
      while (lines[i]?.folded === '' && Math.abs(i - number) < 4) i += step;
      const { folded = '' } = lines[i] ?? {};
      if (folded === '' || folded.length > 60 || /[。;:,]$/.test(folded)) continue;
      const places = beside.get(folded);
      if (places) places.push(i);
      else beside.set(folded, [i]);
    }
  }
  for (const places of beside.values()) if (places.length > 1) for (const place of places) noise.add(place);
  return noise;
}
