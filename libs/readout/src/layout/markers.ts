/** How a line of a list or an outline begins: `一、`, `(二)`, `3.`, `Sec. 4.`, `(a)`, `•`. */
export interface Marker {
  /** How deep such a marker usually stands: 1 for 第一章, `一、` and articles, 6 for bullets. */
  readonly depth: number;
  /** Characters, with the blanks around. */
  readonly length: number;
  /** Bullets and numbers list things; 章, `一、` and articles divide a text. */
  readonly divides: boolean;
}

const NUMERAL = '[一二三四五六七八九十百]{1,4}';

const KINDS: readonly { readonly depth: number; readonly divides: boolean; readonly pattern: RegExp }[] = [
  { depth: 0, divides: true, pattern: /^#{1,6}\s+/ },
  { depth: 1, divides: true, pattern: new RegExp(`^第${NUMERAL}[章节编部分]{1,2}[\\s、:]*`) },
  { depth: 1, divides: true, pattern: new RegExp(`^${NUMERAL}[、.]\\s*`) },
  { depth: 2, divides: true, pattern: new RegExp(`^第${NUMERAL}条[\\s、:]*`) },
  { depth: 2, divides: true, pattern: new RegExp(`^\\(${NUMERAL}\\)[、.]?\\s*`) },
  { depth: 1, divides: true, pattern: /^(?:Section|Sec|Article|Part|Chapter)\.?\s{1,3}\d{1,3}[.:]?\s*/i },
  { depth: 1, divides: true, pattern: /^(?:Phase|Stage)\s(?:\d{1,2}|[IVX]{1,4}|one|two|three|four)\s?[.:-]\s{0,3}/i },
  { depth: 2, divides: false, pattern: new RegExp(`^${NUMERAL}(?:是|(?=要))`) },
  { depth: 3, divides: false, pattern: /^\d{1,3}(?:\.\d{1,2}){1,3}\.?\s+/ },
  { depth: 3, divides: false, pattern: /^\d{1,3}(?:[、)]\s*|\.(?!\d)\s*)/ },
  { depth: 4, divides: false, pattern: /^\((?:\d{1,3}|[a-hj-uwyz])\)\s*/i },
  { depth: 5, divides: false, pattern: /^\([ivx]{1,6}\)\s*/i },
  { depth: 4, divides: false, pattern: /^(?:[a-z]|[IVX]{1,5})[.)]\s+/ },
  { depth: 5, divides: false, pattern: /^[①-⑳⑴-⒇]\s*/ },
  // R-1, (F-1), [议定]: how a register or the minutes mark an entry
  {
    depth: 4,
    divides: false,
    pattern: /^[A-HJ-Z]{1,3}-\d{1,3}(?:\s?\([A-Z]{1,3}-\d{1,3}\))?(?:[.:)]\s{0,3}|\s(?=[A-Z]))/,
  },
  { depth: 4, divides: false, pattern: /^[[【][\u4e00-\u9fff]{2,6}[\]】]\s{0,3}(?:[①-⑳⑴-⒇]\s{0,3})?/ },
  { depth: 6, divides: false, pattern: /^[•·●○▪■◆◇▶★☆*+-]\s+|^[•●▪■◆▶]/ },
];

/** The marker at the start of a folded line that has no blanks before it; null when there is none. */
export function markerOf(line: string): Marker | null {
  const start = line.slice(0, 40);
  for (const { depth, divides, pattern } of KINDS) {
    const match = pattern.exec(start);
    if (match) return { depth, divides, length: match[0].length };
  }
  return null;
}
