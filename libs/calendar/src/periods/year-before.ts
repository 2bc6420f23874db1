import { chinese } from './period-rule.ts';
import { ZH_YEAR } from './year-meant.ts';

// Words that name the year of what they stand beside, and so of what is set later in the sentence. A year in a title
// (2023年政府工作报告) or in history (2019年以来) names no other.
const YEAR_OR_END = new RegExp(
  `${chinese(ZH_YEAR)}(?=_?(?:[1-9]|[一二三四十]|上半年|下半年|年?底|年?末|第))|\\b(?<english>(?:19|20|21)\\d\\d)(?=[,;)]|\\sand\\b)|(?<end>[。；;!?\\n]|\\.\\s)`.replaceAll(
    '_',
    '\\s?',
  ),
  'gu',
);

/** Tells, for places asked in order, the last year named before them in their sentence. */
export function yearsIn(folded: string): (place: number) => string | null {
  const marks = folded.matchAll(YEAR_OR_END);
  let next = marks.next();
  let year: string | null = null;
  return (place) => {
    for (; !next.done && next.value.index < place; next = marks.next()) {
      const { year: zh, english, end } = next.value.groups ?? {};
      year = end === undefined ? (zh ?? english ?? null) : null;
    }
    return year;
  };
}
