import type { Span } from '../span.ts';
import { columnRoleOf, type Role } from '../words/columns.ts';

/** Who is to do something, with whom and by when, where a table, a label or a bracket says so beside the words. */
export interface Duty {
  readonly lead: Span | null;
  readonly co: readonly Span[];
  readonly due: Span | null;
}

/** A duty from a list of units in a column, a label or a bracket: the first of several leads, the others join in. */
export function dutyFrom(
  folded: string,
  { lead, co, due }: { lead: Span | null; co: Span | null; due: Span | null },
): Duty {
  const others = co ? [co] : [];
  if (lead === null) return { lead, co: others, due };
  const behind = behindFirst(folded, lead);
  if (behind === null) return { lead, co: others, due };
  const rest = trimmed(folded, { start: behind + 1, end: lead.end });
  return { lead: trimmed(folded, { start: lead.start, end: behind }), co: [rest, ...others], due };
}

/** `Safety Office, with Human Resources` */
const WITH =
  /^,\s(?:with|together with|jointly with|in (?:consultation|coordination|partnership|collaboration) with|supported by)\s/;

/** `Director of Public Works, Director of Engineering` */
const POST =
  /^,\s(?:[A-Z][\w']{1,20}\s){0,3}(?:Director|Manager|Officer|Chief|Head|Clerk|Engineer|Supervisor|Coordinator)\b/;
const POSTS =
  /^(?:[A-Z][\w']{1,20}\s){0,3}(?:Director|Manager|Officer|Chief|Head|Clerk|Engineer|Supervisor|Coordinator)\b/;

/** The mark behind the first of several names, outside brackets; null when there is but one. */
function behindFirst(folded: string, { start, end }: Span): number | null {
  const isChinese = /[\u4e00-\u9fff]/.test(folded.slice(start, end));
  let depth = 0;
  for (let at = start + 1; at < end - 1; at += 1) {
    const character = folded.charAt(at);
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0 && (isChinese ? /[、,;/]/ : /[;/]/).test(character)) return at;
    if (depth === 0 && character === ',' && POSTS.test(folded.slice(start, end)) && POST.test(folded.slice(at, end)))
      return at;
    if (depth === 0 && character === ',' && WITH.test(folded.slice(at, at + 24))) return at;
  }
  return null;
}

/** A cell of a table. */
export interface Cell extends Span {
  readonly role: Role;
}

/** The cells of a line, at bars or tabs; empty ones too. Null when it has fewer than two. */
export function cellsOf(folded: string, { start, end }: Span): readonly Span[] | null {
  const line = folded.slice(start, end);
  const mark = line.startsWith('|') || / \| /.test(line) ? '|' : '\t';
  if (!line.includes(mark)) return null;
  const cells: Span[] = [];
  let from = start + (line.startsWith('|') ? 1 : 0);
  const last = line.endsWith('|') ? end - 1 : end;
  for (let at = from; at <= last; at += 1) {
    if (at < last && folded.charAt(at) !== mark) continue;
    cells.push(trimmed(folded, { start: from, end: at }));
    from = at + 1;
  }
  return cells.length < 2 ? null : cells;
}

/** The roles of a table's columns when the cells are its head: two or more of them are known, one a task or a lead. */
export function columnsOf(names: readonly string[]): readonly Role[] | null {
  const roles = names.map((name) => columnRoleOf(name));
  const known = roles.filter((role) => role !== null);
  if (known.length < 2 || known.length * 2 < roles.length) return null;
  if (!known.some((role) => role === 'task' || role === 'lead')) return null;
  // Who and by when, and no name for what: it is the first column of another name.
  const what = roles.includes('task') ? -1 : names.findIndex((name, i) => roles[i] === null && name.trim() !== '');
  return roles.map((role, i) => (i === what ? 'task' : (role ?? 'other')));
}

/** What the cells of a row say of its task; what a row leaves empty is what the row above says. */
export function dutyOf(folded: string, cells: readonly Cell[], above: Duty | null): Duty {
  const cell = (role: Role) => {
    const found = cells.find((one) => one.role === role);
    return found && found.end > found.start ? found : null;
  };
  const has = (role: Role) => cells.some((one) => one.role === role);
  const own = dutyFrom(folded, { lead: cell('lead'), co: cell('co'), due: cell('due') });
  return {
    lead: own.lead ?? (has('lead') ? (above?.lead ?? null) : null),
    co: own.co,
    due: own.due ?? (has('due') ? (above?.due ?? null) : null),
  };
}

/** Which cell tells what to do: the longest of the columns for it. */
export function taskCell(cells: readonly Cell[]): Cell | null {
  const tasks = cells.filter(({ role }) => role === 'task');
  return tasks.reduce<Cell | null>((best, one) => (best && lengthOf(best) >= lengthOf(one) ? best : one), null);
}

export function trimmed(text: string, { start, end }: Span): Span {
  let from = start;
  let to = end;
  while (from < to && /\s/.test(text.charAt(from))) from += 1;
  while (to > from && /\s/.test(text.charAt(to - 1))) to -= 1;
  return { start: from, end: to };
}

function lengthOf({ start, end }: Span): number {
  return end - start;
}
