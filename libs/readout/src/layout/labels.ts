import type { Span } from '../span.ts';
import { type Role, roleOf } from '../words/columns.ts';
import { type Duty, dutyFrom, trimmed } from './rows.ts';

const LABEL = /(?:^|(?<=[\s,;。(.|]))([\u4e00-\u9fff]{2,8}|[A-Z][A-Za-z]{1,14}(?: [A-Za-z]{1,12}){0,2})\s?:/g;

/** A label with what follows its colon: `责任单位:市发展改革委`, `Due: 31 March`. */
export interface Labelled {
  readonly role: Role;
  /** Where the label itself begins. */
  readonly start: number;
  readonly value: Span;
}

/** The labels in a stretch of folded text, with their values, each up to the next label or a closing mark. */
export function labelsIn(folded: string, { start, end }: Span): readonly Labelled[] {
  const text = folded.slice(start, end);
  const found = [...text.matchAll(LABEL)].flatMap((match) => {
    const role = roleOf(match[1] ?? '');
    return role === null ? [] : [{ role, at: match.index, from: match.index + match[0].length }];
  });
  return found.map(({ role, at, from }, i) => {
    const rest = text.slice(from, found[i + 1]?.at ?? text.length);
    const stop = role === 'task' ? -1 : rest.search(/[;。)|]|\.(?=\s|$)/);
    const to = from + (stop < 0 ? rest.length : stop);
    const value = trimmed(text, { start: from, end: to });
    return { role, start: start + at, value: { start: start + value.start, end: start + unmarked(text, value) } };
  });
}

function unmarked(text: string, { start, end }: Span): number {
  let to = end;
  while (to > start && /[\s,;.。(]/.test(text.charAt(to - 1))) to -= 1;
  return to;
}

/** What the labels say of a task; null when they say nothing of lead, co-units and time. */
export function labelledDuty(folded: string, labels: readonly Labelled[]): Duty | null {
  const value = (role: Role) => {
    const found = labels.find((one) => one.role === role && one.value.end > one.value.start);
    return found?.value ?? null;
  };
  const said = { lead: value('lead'), co: value('co'), due: value('due') };
  return said.lead || said.co || said.due ? dutyFrom(folded, said) : null;
}
