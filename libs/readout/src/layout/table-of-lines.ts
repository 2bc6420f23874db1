import type { Span } from '../span.ts';
import { type Role, roleOf } from '../words/columns.ts';
import { markerOf } from './markers.ts';
import { type Cell, columnsOf, trimmed } from './rows.ts';

/** A table whose cells came out one to a line, as copying from a page or a PDF leaves it. */
export interface TableOfLines {
  readonly head: readonly Span[];
  readonly rows: readonly (readonly Cell[])[];
  /** The place of the first line behind the table. */
  readonly next: number;
}

const MOST_COLUMNS = 12;
const DATE =
  /^(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},?\s\d{4}|\d{1,2}\s[A-Z][a-z]{2,8}\s\d{4}|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}\/\d{1,2}\/\d{2,4})$/;
const NUMBER = /^(?:\d{1,4}|[A-Z]{1,4}[-\s]?\d[-./\d]{0,10}|[一二三四五六七八九十]{1,3})[.、]?$/;

/** Reads the table whose head begins at a line; null when none begins there. */
export function tableOfLines(folded: string, lines: readonly Span[], first: number): TableOfLines | null {
  const textOf = (i: number) => {
    const line = lines[i];
    return line ? folded.slice(line.start, line.end).trim() : '';
  };
  if (roleOf(textOf(first)) === null) return null;
  let behind = first;
  while (behind - first < MOST_COLUMNS && roleOf(textOf(behind)) !== null) behind += 1;
  const names = Array.from({ length: behind - first }, (_, k) => textOf(first + k));
  const columns = names.length < 3 ? null : columnsOf(names);
  if (!columns?.includes('task')) return null;
  const body = rowsOfLines(folded, lines, behind, columns);
  if (body === null) return null;
  const head = lines.slice(first, behind).map((line) => trimmed(folded, line));
  return { head, ...body };
}

/** Reads the rows below a head whose columns are known; null when the lines below are no such rows. */
export function rowsOfLines(
  folded: string,
  lines: readonly Span[],
  behind: number,
  columns: readonly Role[],
): Omit<TableOfLines, 'head'> | null {
  const textOf = (i: number) => {
    const line = lines[i];
    return line ? folded.slice(line.start, line.end).trim() : '';
  };

  const opens = opening(columns, textOf(behind));
  const rows: Cell[][] = [];
  let at = behind;
  while (at < lines.length && (opens === null || opens.test(textOf(at)))) {
    let end = at + 1;
    while (end < lines.length && !isEnd(textOf(end), opens, end - at, columns.length)) end += 1;
    const cells = lines.slice(at, end).map((line) => trimmed(folded, line));
    rows.push(withRoles(cells, columns));
    at = end;
    if (opens === null && divides(textOf(at))) break;
  }
  if (rows.length === 0) return null;
  return { rows, next: at };
}

/** How a row's first cell is known; null when it is not, so that every row has as many lines as there are columns. */
function opening(columns: readonly Role[], firstCell: string): RegExp | null {
  if (DATE.test(firstCell)) return DATE;
  return columns[0] === 'number' && NUMBER.test(firstCell) ? NUMBER : null;
}

function isEnd(line: string, opens: RegExp | null, lines: number, columns: number): boolean {
  if (divides(line)) return true;
  return opens === null ? lines >= columns : lines >= Math.min(2, columns) && opens.test(line);
}

function divides(line: string): boolean {
  return (
    /^(?:第?[一二三四五六七八九十]{1,3}[、章节部]|附件|注:|note:|next meeting|备注|#)/i.test(line) &&
    (markerOf(line)?.depth ?? 0) <= 1
  );
}

/** Cells up to the task are in their places; behind it, as many as the columns tell, from the end, when they are short. */
function withRoles(cells: readonly Span[], columns: readonly Role[]): Cell[] {
  if (cells.length === columns.length) return cells.map((cell, k) => ({ ...cell, role: columns[k] ?? 'other' }));
  const task = columns.lastIndexOf('task');
  const behind = columns.length - 1 - task;
  const extra = cells.length - columns.length;
  return cells.map((cell, k): Cell => {
    if (k < task) return { ...cell, role: columns[k] ?? 'other' };
    const fromEnd = cells.length - 1 - k;
    const isShort = cell.end - cell.start <= 30;
    if (extra > 0 && fromEnd < behind && isShort)
      return { ...cell, role: columns[columns.length - 1 - fromEnd] ?? 'other' };
    return { ...cell, role: 'task' };
  });
}
