/** A stretch of a text, end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

// Longer ones are cut, so that a text without punctuation stays cheap and a quote stays readable.
const LONGEST_CLAUSE = 200;
const LONGEST_SENTENCE = 1000;

/** Where a text's clauses and sentences are: found once, so that reading takes time in proportion to the text. */
export interface Outline {
  /** The clause or clauses a span lies in: between two marks of any kind, quotation marks and brackets too. */
  clause(span: Span): Span;
  /** The sentence or sentences a span lies in, without the full stop. A line end is an end too. */
  sentence(span: Span): Span;
}

export function outlineOf(text: string): Outline {
  const clauses = partsOf(text, LONGEST_CLAUSE, endsClause);
  const sentences = partsOf(text, LONGEST_SENTENCE, endsSentence);
  return { clause: (span) => around(clauses, span), sentence: (span) => around(sentences, span) };
}

/** The span without the blanks, list numbers and marks at its edges. */
export function trim(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const lead = LEAD.exec(words)?.[0].length ?? 0;
  let last = end;
  while (last > start + lead && /[\s,;:，；：、]/.test(text.charAt(last - 1))) last -= 1;
  return { start: start + lead, end: last };
}

const LEAD = /^(?:[\s,;:.，；：。、•·*-]|[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z])(?:[)）、]|\.\s))*/iu;

function partsOf(text: string, longest: number, isEnd: (text: string, at: number) => boolean): readonly Span[] {
  const parts: Span[] = [];
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const ends = isEnd(text, at);
    // Never between the halves of a character.
    const isFull = at - start >= longest && !/[\uDC00-\uDFFF]/.test(text.charAt(at));
    if (!ends && !isFull) continue;
    if (at > start) parts.push({ start, end: at });
    start = ends ? at + 1 : at;
  }
  if (text.length > start) parts.push({ start, end: text.length });
  return parts;
}

function around(parts: readonly Span[], { start, end }: Span): Span {
  return {
    start: Math.min(start, partAt(parts, start)?.start ?? start),
    end: Math.max(end, partAt(parts, end - 1)?.end ?? end),
  };
}

/** The last part that starts at or before the place. */
function partAt(parts: readonly Span[], place: number): Span | undefined {
  let low = 0;
  let high = parts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((parts[middle]?.start ?? 0) <= place) low = middle + 1;
    else high = middle;
  }
  return parts[low - 1];
}

const CLAUSE_MARKS = new Set('，、；：。！？;:!?\n“”"「」『』《》()（）');
const SENTENCE_MARKS = new Set('。！？；!?;\n');

function endsClause(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (character === ',' || character === '.') return !/\d/.test(text.charAt(at + 1));
  return CLAUSE_MARKS.has(character);
}

function endsSentence(text: string, at: number): boolean {
  const character = text.charAt(at);
  return character === '.' ? isFullStop(text, at) : SENTENCE_MARKS.has(character);
}

/** A point is a full stop unless something follows at once, as in a number, or an abbreviation stands before it. */
function isFullStop(text: string, at: number): boolean {
  if (!/^(?:[\s”"’]|$)/.test(text.charAt(at + 1))) return false;
  return !/(?:^|\W)(?:[A-Z]|Sec|No|Mr|Mrs|Dr|St)$/.test(text.slice(Math.max(0, at - 4), at));
}
