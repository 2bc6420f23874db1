import { describe, expect, it } from 'vitest';
import { type Directive, type Labelled, labelledReadouts } from './corpus.ts';

const all = ['texts', 'fresh'].flatMap(labelledReadouts);

describe('the corpus of readouts', () => {
  it('gives every text a name of its own, which its gold repeats', () => {
    expect(new Set(all.map(({ name }) => name.split('-')[0])).size).toBe(all.length);
    expect(all.map(({ gold }) => gold.readout)).toEqual(all.map(({ name }) => name));
  });

  it('is in Chinese, both scripts, and in English', () => {
    const count = (start: string) => all.filter(({ gold }) => gold.language.startsWith(start)).length;
    expect(count('zh')).toBeGreaterThanOrEqual(24);
    expect(count('zh-Hant')).toBeGreaterThanOrEqual(4);
    expect(count('en')).toBeGreaterThanOrEqual(12);
  });

  it('holds texts back from the rules, in Chinese, both scripts, and in English', () => {
    const languages = labelledReadouts('fresh').map(({ gold }) => gold.language);
    expect(languages.length).toBeGreaterThanOrEqual(12);
    expect(new Set(languages)).toEqual(new Set(['zh-Hans', 'zh-Hant', 'en']));
  });

  it('has texts in which there is nothing to register', () => {
    expect(all.some(({ gold }) => gold.directives.length === 0)).toBe(true);
  });
});

describe.each(all)('the gold of $name', ({ header, body, gold }: Labelled) => {
  it('stands beside a text with a header', () => {
    expect(header.length).toBeGreaterThan(0);
    expect(header.filter((line) => !line.startsWith('# '))).toEqual([]);
    expect(header).toContain(`# language: ${gold.language}`);
  });

  it('quotes the text to the letter, no passage twice', () => {
    const quotes = [...gold.directives, ...gold.not_directives].map(({ quote }) => quote);
    expect(quotes.filter((quote) => !body.includes(quote))).toEqual([]);
    const places = quotes.map((quote) => [body.indexOf(quote), body.indexOf(quote) + quote.length] as const);
    const inOrder = places.toSorted(([a], [b]) => a - b);
    expect(inOrder.filter(([start], i) => start < (inOrder[i - 1]?.[1] ?? 0))).toEqual([]);
  });

  it('takes units, targets, conditions and deadlines from the text', () => {
    const words = gold.directives.flatMap((d) => [
      d.lead_unit,
      d.co_units,
      d.target,
      d.condition,
      d.deadline_expression,
    ]);
    expect(words.filter((word) => word && !body.includes(word))).toEqual([]);
  });

  it('says where a deadline outside the quote stands', () => {
    const outside = gold.directives.filter((d) => d.deadline_expression && !d.quote.includes(d.deadline_expression));
    expect(outside.filter((d) => !d.deadline_carried_by)).toEqual([]);
  });

  it('dates only what has a clock, on real days from the meeting on', () => {
    const meeting = gold.meeting_date ?? gold.assumed_reference_date ?? '';
    expect(isRealDay(meeting)).toBe(true);
    const dated = gold.directives.filter((d) => d.resolved_due_date);
    expect(dated.filter((d) => !d.deadline_expression)).toEqual([]);
    for (const { resolved_due_date: due, alternatives = [] } of gold.directives) {
      const days = [...(due ? [due] : []), ...alternatives];
      expect(new Set(days).size).toBe(days.length);
      expect(days.filter((day) => !isRealDay(day) || day < meeting)).toEqual([]);
    }
  });

  it('keeps the month and day that a deadline spells out', () => {
    const spelled = gold.directives.filter((d) => d.resolved_due_date && monthAndDay(d));
    expect(spelled.map((d) => d.resolved_due_date?.slice(5))).toEqual(spelled.map(monthAndDay));
  });

  it('gives each trap its reason', () => {
    expect(gold.not_directives.filter(({ why }) => !why)).toEqual([]);
  });
});

function isRealDay(day: string): boolean {
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}

/** `MM-DD` of 10月31日前, "by October 31" and their like; undefined of any other expression. */
function monthAndDay({ deadline_expression }: Directive): string | undefined {
  const text = (deadline_expression ?? '').normalize('NFKC');
  const [, month, day] = /(\d{1,2})月(\d{1,2})日前?$/.exec(text) ?? [];
  if (month && day) return `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const [, english] =
    /^(?:by|on|at|not? later than) (?:.* )?(\d{1,2} [A-Z][a-z]{2,}|[A-Z][a-z]{2,} \d{1,2})(?:, \d{4})?$/i.exec(text) ??
    [];
  const parsed = english ? new Date(`${english} 2024 UTC`) : undefined;
  return parsed && !Number.isNaN(parsed.getTime()) ? parsed.toISOString().slice(5, 10) : undefined;
}
