import type { Span } from '../span.ts';
import { fold } from './fold.ts';
import { markerOf } from './markers.ts';
import { type Line, pageBreaks } from './noise.ts';

/**
 * A normalised text with its lines put together again as its author wrote them: no page numbers, headers and footers,
 * no line ends and hyphens within a paragraph. One paragraph, heading, list item or table row to a line.
 */
export interface ReadingText {
  readonly text: string;
  /** As long as `text`; what the rules look at. */
  readonly folded: string;
  /** Where a span of this text stands in the normalised one. */
  locate(span: Span): Span;
}

/** Lines of a text that is broken at a fixed width differ by less than this share of it. */
const RAGGED = 0.2;
const NARROWEST = 30;
const WIDEST = 130;

/** Puts the lines of a normalised text together. */
export function readingTextOf(normalised: string): ReadingText {
  const lines = linesOf(normalised);
  const breaks = pageBreaks(lines);
  const width = brokenAt(lines);
  const pieces: Piece[] = [];
  let length = 0;
  const add = (text: string, from: number) => {
    pieces.push({ at: length, from, text });
    length += text.length;
  };

  let open: Line | null = null;
  let blanks = 0;
  let pageBroken = false;
  for (const [i, line] of lines.entries()) {
    if (breaks.has(i)) {
      pageBroken = true;
      continue;
    }
    if (line.folded === '') {
      blanks += 1;
      continue;
    }
    if (open !== null) {
      const joined =
        blanks === 0 || pageBroken ? continues(open, line, width) : blanks === 1 && isUnfinished(open, line);
      // A blank line between, so that no period is read across the end of a paragraph.
      if (!joined) add('\n\n', open.end);
      else if (isBroken(open, line)) {
        const last = pieces.pop();
        length -= 1;
        if (last && last.text.length > 1) pieces.push({ ...last, text: last.text.slice(0, -1) });
      } else if (needsBlank(open, line)) add(' ', open.end);
    }
    add(normalised.slice(line.start, line.end), line.start);
    open = line;
    blanks = 0;
    pageBroken = false;
  }
  const text = pieces.map((piece) => piece.text).join('');
  return { text, folded: fold(text), locate: (span) => locate(pieces, span) };
}

interface Piece {
  /** Where it stands in the reading text, and where it comes from. */
  readonly at: number;
  readonly from: number;
  readonly text: string;
}

function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  // A tab at the edge of a table's row is an empty cell, and stays.
  for (let start = 0; start <= text.length; ) {
    const lineEnd = text.indexOf('\n', start);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const raw = text.slice(start, end);
    const content = raw.includes('\t') ? raw.replace(/^ {1,200}| {1,200}$/g, '') : raw.trim();
    const from = content === '' ? start : start + raw.indexOf(content);
    lines.push({ start: from, end: from + content.length, folded: fold(content) });
    start = end + 1;
  }
  return lines;
}

/** Display columns; a Chinese character takes two. */
function widthOf(folded: string): number {
  return folded.length + (folded.match(/[\u2e80-\u9fff\uff00-\uffef。、“”《》]/g)?.length ?? 0);
}

/** The width that a text was broken at, or null when it was not: many full lines of much the same width. */
function brokenAt(lines: readonly Line[]): number | null {
  const widths = lines.flatMap(({ folded }) => (folded === '' ? [] : [widthOf(folded)])).sort((a, b) => a - b);
  if (widths.length < 4) return null;
  const width = widths[Math.floor(widths.length * 0.9)] ?? 0;
  if (width < NARROWEST || width > WIDEST) return null;
  const full = widths.filter((one) => one >= width * (1 - RAGGED)).length;
  return (widths.at(-1) ?? 0) <= width * 1.4 && full >= Math.max(3, widths.length * 0.3) ? width : null;
}

const ENDS = /[。!?;:.|]["”')]?$/;
const LABEL = /^[^\s:,。]{2,12}(?:\s[^\s:,。]{1,12}){0,2}:/;

/** Whether the next line goes on with what the line before says. */
function continues(before: Line, next: Line, width: number | null): boolean {
  if (/[\t|]/.test(before.folded) || /[\t|]/.test(next.folded)) return false;
  if (ENDS.test(before.folded) || markerOf(next.folded) !== null || LABEL.test(next.folded)) return false;
  if (/[,、(“《]$/.test(before.folded)) return true;
  if (/^[,。;、)”》]/.test(next.folded)) return true;
  if (isBroken(before, next)) return true;
  if (/[a-z]$/i.test(before.folded) && /^[a-z(]/.test(next.folded)) return true;
  return width !== null && widthOf(before.folded) >= width * (1 - RAGGED);
}

/** Whether a line stops within a quotation or at a comma, so that a blank line behind it is no paragraph's end. */
function isUnfinished({ folded }: Line, next: Line): boolean {
  if (markerOf(next.folded) !== null || /[\t|]/.test(folded)) return false;
  return folded.endsWith(',') || (folded.lastIndexOf('“') > folded.lastIndexOf('”') && folded.length > 20);
}

function isBroken(before: Line, next: Line): boolean {
  return /[a-z]-$/.test(before.folded) && /^[a-z]/.test(next.folded);
}

function needsBlank(before: Line, next: Line): boolean {
  return /[\u0021-\u007e]$/.test(before.folded) && /^[\u0021-\u007e]/.test(next.folded);
}

function locate(pieces: readonly Piece[], { start, end }: Span): Span {
  const place = (at: number): number => {
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((pieces[middle]?.at ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    const piece = pieces[low - 1];
    if (!piece) return at;
    return piece.from + Math.min(at - piece.at, piece.text.length);
  };
  return { start: place(start), end: end > start ? place(end - 1) + 1 : place(end) };
}
