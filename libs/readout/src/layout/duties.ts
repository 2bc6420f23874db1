import type { Span } from '../span.ts';
import { areUnits, partiesIn } from '../units/chinese.ts';
import { labelledDuty, labelsIn } from './labels.ts';
import type { Passage } from './passages.ts';
import { type Duty, dutyFrom } from './rows.ts';

/** Who is to do, and by when, what stands in a span: from a row, from labels, or from a bracket behind the words. */
export interface Assignment extends Span {
  readonly duty: Duty;
  /** The bracket or label that says so, which is no part of what is to be done; null for a row. */
  readonly said: Span | null;
}

const BRACKET = /\(([^()]{2,200})\)/g;

/**
 * What is said beside the words of a text of whom they are for, in order of the words: the cells of a table's row, lines
 * of labels below (or, when nothing stands between them and a heading, above) the words, and brackets at their end.
 */
export function assignmentsOf(
  folded: string,
  passages: readonly Passage[],
  isKnown: (name: string) => boolean,
): readonly Assignment[] {
  const found: Assignment[] = [];
  let first: number | null = null;
  let last = 0;
  let labels: Duty | null = null;
  const close = () => {
    if (labels !== null && first !== null) found.push({ start: first, end: last, duty: labels, said: null });
    labels = null;
    first = null;
  };
  for (const passage of passages) {
    const { kind, start, end, duty } = passage;
    if (kind === 'labels') {
      labels = merged(labels, duty);
      continue;
    }
    if (kind === 'heading' || kind === 'furniture') {
      close();
      continue;
    }
    if (kind === 'cell') continue;
    if (labels !== null && first !== null) close();
    if (kind === 'task' && duty) found.push({ start, end, duty, said: null });
    else {
      first ??= start;
      last = end;
      found.push(...bracketsIn(folded, passage, isKnown));
    }
  }
  close();
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function merged(a: Duty | null, b: Duty | null): Duty | null {
  if (a === null || b === null) return a ?? b;
  return { lead: a.lead ?? b.lead, co: [...a.co, ...b.co], due: a.due ?? b.due };
}

/** The brackets, and the labels within the words, that name a duty; each is for the words since the one before. */
function bracketsIn(folded: string, { start, end, duty }: Passage, isKnown: (name: string) => boolean): Assignment[] {
  const text = folded.slice(start, end);
  const isChinese = /[\u4e00-\u9fff]/.test(text);
  const found: Assignment[] = [];
  let from = start;
  for (const match of text.matchAll(BRACKET)) {
    if (!/^(?:[。;.\s]|$)/.test(text.slice(match.index + match[0].length))) continue;
    const inner = { start: start + match.index + 1, end: start + match.index + match[0].length - 1 };
    const named = labelledDuty(folded, labelsIn(folded, inner)) ?? namedDuty(folded, inner, isKnown);
    if (named === null) continue;
    const said = { start: inner.start - 1, end: inner.end + 1 };
    // An English bracket speaks of its own sentence, a Chinese one of its item.
    const own = isChinese ? from : Math.max(from, start + text.lastIndexOf('. ', match.index) + 1);
    found.push({ start: own, end: said.end, duty: named, said });
    from = said.end;
  }
  if (duty !== null && found.length === 0) {
    const at = labelsIn(folded, { start, end }).find(({ role }) => role !== 'task')?.start ?? end;
    found.push({ start, end, duty, said: at < end && at > start ? { start: at, end } : null });
  }
  return found;
}

const POST =
  /\b(?:Director|Manager|Officer|Clerk|Department|Office|Team|Lead|Head|Secretary|Treasurer|Engineer|Chief|Agency|Bureau|Coordinator|Administrator|Planner|Nurse|Commissioner|Division|Services|Counsel|Solicitor)\b/;

/** Whether words in brackets are the name of an English post or office, or of several. */
function isPost(text: string): boolean {
  const words = text.split(/[\s/,;]+/);
  return words.length <= 12 && POST.test(text) && words.every((word) => /^(?:[A-Z&]|of$|and$|the$|for$)/.test(word));
}

function namedDuty(folded: string, inner: Span, isKnown: (name: string) => boolean): Duty | null {
  const text = folded.slice(inner.start, inner.end);
  const shift = ({ start, end }: Span): Span => ({ start: inner.start + start, end: inner.start + end });
  const { lead, co } = partiesIn(text, isKnown);
  if (lead) return { lead: shift(lead), co: co.map(shift), due: null };
  return areUnits(text, isKnown) || isPost(text) ? dutyFrom(folded, { lead: inner, co: null, due: null }) : null;
}
