import type { Span } from '../span.ts';
import { trimmed } from './rows.ts';

// Longer ones are cut, so that a text without punctuation stays cheap and a quote stays readable.
const LONGEST_SENTENCE = 1000;
const LONGEST_CLAUSE = 400;
const LONGEST_BRACKET = 240;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '《': '》', '“': '”' };

/** The sentences of a stretch of folded text, with their full stops; those in brackets, titles and quotations stay whole. */
export function sentencesOf(folded: string, span: Span): readonly Span[] {
  return partsOf(folded, span, LONGEST_SENTENCE, endsSentence, true);
}

/** The clauses of a sentence: between commas, colons and the like that stand outside brackets, titles and quotations. */
export function clausesOf(folded: string, span: Span): readonly Span[] {
  return partsOf(folded, span, LONGEST_CLAUSE, endsClause, false);
}

type Ends = (text: string, at: number) => boolean;

function partsOf(text: string, { start: from, end: to }: Span, longest: number, ends: Ends, keepMark: boolean): Span[] {
  const parts: Span[] = [];
  const add = (part: Span) => {
    const span = trimmed(text, part);
    if (span.end > span.start) parts.push(span);
  };
  let start = from;
  for (let at = from; at < to; at += 1) {
    at = behindBracket(text, at, Math.min(to, start + longest));
    // Never between the halves of a character.
    if (at - start >= longest && !/[\uDC00-\uDFFF]/.test(text.charAt(at))) {
      add({ start, end: at });
      start = at;
    }
    if (at >= to || !ends(text, at)) continue;
    let end = at + 1;
    if (keepMark) while (end < to && /[”")'。!?]/.test(text.charAt(end))) end += 1;
    add({ start, end: keepMark ? end : at });
    start = end;
    at = end - 1;
  }
  add({ start, end: to });
  return parts;
}

/** The place behind the bracket that opens here, or here when none does or it does not close soon. */
function behindBracket(text: string, at: number, to: number): number {
  const closing = CLOSING[text.charAt(at)];
  if (closing === undefined) return at;
  const inside = text.slice(at + 1, Math.min(to, at + 1 + LONGEST_BRACKET)).indexOf(closing);
  if (inside < 0) return at;
  const close = at + 1 + inside;
  // A full stop that closes a quotation closes its sentence too.
  return closing === '”' && /[。!?.]/.test(text.charAt(close - 1)) ? close - 1 : close;
}

function endsSentence(text: string, at: number): boolean {
  const character = text.charAt(at);
  return character === '.' ? isFullStop(text, at) : /[。;!?\n]/.test(character);
}

function endsClause(text: string, at: number): boolean {
  const character = text.charAt(at);
  if (character === '.') return isFullStop(text, at);
  if (character === ',' || character === ':') return !/\d/.test(text.charAt(at + 1)) || !/\d/.test(text.charAt(at - 1));
  return /[。;!?]/.test(character);
}

const ABBREVIATED =
  /(?:^|[\W\d])(?:[A-Z]|Sec|No|Nos|Mr|Mrs|Ms|Dr|St|Art|Inc|Ltd|vs|approx|Rs|Gov|Sen|Rep|Dept|Jr|e\.g|i\.e|U\.S)$/;

/** A point is a full stop unless something follows at once, as in a number, or an abbreviation stands before it. */
function isFullStop(text: string, at: number): boolean {
  if (!/^(?:[\s”"')]|$)/.test(text.charAt(at + 1))) return false;
  return !ABBREVIATED.test(text.slice(Math.max(0, at - 8), at));
}
