import type { Span } from '../span.ts';
import type { Role } from '../words/columns.ts';
import { isHeading } from './headings.ts';
import { labelledDuty, labelsIn } from './labels.ts';
import { markerOf } from './markers.ts';
import { isPageFurniture } from './noise.ts';
import { type Cell, cellsOf, columnsOf, type Duty, dutyOf, taskCell, trimmed } from './rows.ts';
import { rowsOfLines, tableOfLines } from './table-of-lines.ts';

/** A heading, a paragraph, an item of a list, or a cell of a table. */
export interface Passage extends Span {
  /** `labels` are lines that only say who and by when; `furniture` is of the page and not of the text. */
  readonly kind: 'heading' | 'text' | 'task' | 'cell' | 'labels' | 'furniture';
  /** How deep its marker stands; 7 when it has none. */
  readonly depth: number;
  /** Whether it is an item of a list. */
  readonly listed: boolean;
  /** What the row or the labels beside it say. */
  readonly duty: Duty | null;
}

export const UNMARKED = 7;

/** The passages of a folded reading text, in order; together they hold all of its words. */
export function passagesOf(folded: string): readonly Passage[] {
  const lines = linesOf(folded);
  const passages: Passage[] = [];
  let columns: readonly Role[] | null = null;
  let above: Duty | null = null;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as Span;
    const cells = cellsOf(folded, line);
    if (cells) {
      const names = cells.map(({ start, end }) => folded.slice(start, end));
      if (names.every((name) => /^:?-*:?$/.test(name))) continue;
      const head = columnsOf(names);
      if (head) {
        columns = head;
        above = null;
        passages.push(...cells.filter(isFilled).map((cell) => passage('cell', cell)));
        const body =
          head.length >= 3 && [1, 2].every((k) => lines[i + k] && !cellsOf(folded, lines[i + k] as Span))
            ? rowsOfLines(folded, lines, i + 1, head)
            : null;
        if (body) {
          for (const row of body.rows) passages.push(...passagesOfRow(folded, row, dutyOf(folded, row, null)));
          i = body.next - 1;
        }
      } else {
        const row = cells.map((cell, k): Cell => ({ ...cell, role: columns?.[k] ?? 'other' }));
        above = dutyOf(folded, row, above);
        passages.push(...passagesOfRow(folded, row, columns === null ? null : above));
      }
      continue;
    }
    const table = tableOfLines(folded, lines, i);
    if (table) {
      passages.push(...table.head.map((cell) => passage('cell', cell)));
      for (const row of table.rows) {
        above = dutyOf(folded, row, above);
        passages.push(...passagesOfRow(folded, row, above));
      }
      i = table.next - 1;
      continue;
    }
    const plain = passageOfLine(folded, line, lines[i + 1] ?? null);
    // A heading may stand between the rows of a table; a paragraph ends it.
    if (plain.kind === 'text') columns = null;
    passages.push(plain);
  }
  return passages;
}

function linesOf(folded: string): readonly Span[] {
  const lines: Span[] = [];
  for (let start = 0; start < folded.length; ) {
    const lineEnd = folded.indexOf('\n', start);
    const end = lineEnd < 0 ? folded.length : lineEnd;
    if (folded.slice(start, end).trim() !== '') lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

function isFilled({ start, end }: Span): boolean {
  return end > start;
}

function passage(kind: Passage['kind'], { start, end }: Span, duty: Duty | null = null): Passage {
  return { kind, start, end, depth: UNMARKED, listed: kind === 'task', duty };
}

/** What a row says that is done with. */
const DONE =
  /^(?:已(?:全部)?(?:完成|办结|销号|落实)|(?:已)?办结$|(?:completed|closed|done|withdrawn|superseded|rescinded)\b)/i;

function passagesOfRow(folded: string, row: readonly Cell[], duty: Duty | null): readonly Passage[] {
  const task = taskCell(row);
  const filled = row.filter(isFilled);
  const isDone = filled.some(({ role, start, end }) => role !== 'task' && DONE.test(folded.slice(start, end)));
  if (isDone) return filled.map((cell) => passage('cell', cell));
  if (duty === null) return filled.map((cell) => passage('text', cell));
  // Cells of several lines stand apart, and each line is read.
  const isTask = (cell: Cell) => cell.role === 'task' && (cell === task || cell.start > (task?.start ?? 0));
  return filled.map((cell) => passage(isTask(cell) ? 'task' : 'cell', cell, isTask(cell) ? duty : null));
}

function passageOfLine(folded: string, line: Span, next: Span | null): Passage {
  const whole = trimmed(folded, line);
  const text = folded.slice(whole.start, whole.end);
  if (isPageFurniture(text)) return passage('furniture', whole);
  const marker = markerOf(text);
  const content = { start: whole.start + (marker?.length ?? 0), end: whole.end };
  const labels = labelsIn(folded, content);
  const duty = labelledDuty(folded, labels);
  const task = labels.find(({ role }) => role === 'task');
  if (duty && labels[0]?.start === content.start) {
    if (task === undefined) return passage('labels', whole, duty);
  }
  const depth = marker?.depth ?? UNMARKED;
  const read = task && labels[0]?.start === content.start ? { ...content, start: task.value.start } : content;
  const after = next === null ? null : folded.slice(next.start, next.end).trim();
  if (read.end <= read.start) return passage('furniture', whole);
  if (isHeading({ text: folded.slice(read.start, read.end), marker, after })) {
    return { kind: 'heading', ...read, depth, listed: false, duty: null };
  }
  return { kind: 'text', ...read, depth, listed: marker !== null || task !== undefined, duty };
}
