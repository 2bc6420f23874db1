import type { TFunction } from 'i18next';
import type { Terminal } from '../terminal.ts';
import type { Evaluated, Evaluation } from './evaluate.ts';
import type { Score, Share } from './score.ts';

const MEASURES = ['recall', 'precision', 'traps', 'expressions', 'dates', 'leadUnits'] as const;
export type Measure = (typeof MEASURES)[number];

/** The least, and for `traps` the most, that each measure may be. */
export type Limits = Readonly<Partial<Record<Measure, number>>>;

/** Reads `recall=0.95,traps=0.05`; null when it is not of that form. */
export function limitsIn(words: string): Limits | null {
  const limits: Partial<Record<Measure, number>> = {};
  for (const part of words.split(',')) {
    const [name, number = ''] = part.split('=');
    const measure = MEASURES.find((known) => known === name);
    if (measure === undefined || !/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(number)) return null;
    limits[measure] = Number(number);
  }
  return limits;
}

/** Which measures of a score are outside the limits. Nothing measured is within them. */
export function failuresOf(score: Score, limits: Limits): Measure[] {
  return MEASURES.filter((measure) => {
    const limit = limits[measure];
    const { hit, of } = score[measure];
    if (limit === undefined || of === 0) return false;
    return measure === 'traps' ? hit / of > limit : hit / of < limit;
  });
}

/** Prints a line for each text, what was missed in it, and a line for all; as JSON, the same as objects. */
export function printEvaluation(
  { texts, all }: Evaluation,
  { json, t, terminal }: { json: boolean; t: TFunction; terminal: Terminal },
): void {
  if (json) {
    for (const { name, score, misses } of texts) terminal.line(JSON.stringify({ name, ...sharesOf(score), misses }));
    terminal.line(JSON.stringify({ name: 'all', ...sharesOf(all) }));
    return;
  }
  for (const text of texts) printText(text, t, terminal);
  terminal.line(`${t('evaluation.all')}  ${inWords(all, t)}`);
}

function printText({ name, score, misses }: Evaluated, t: TFunction, terminal: Terminal): void {
  terminal.line(`${name}  ${inWords(score, t)}`);
  for (const { kind, quote, expected, given } of misses) {
    const words = quote.replace(/\s+/g, ' ').slice(0, 100);
    const difference = expected === undefined ? '' : ` (${given ?? '–'} ≠ ${expected ?? '–'})`;
    terminal.line(`   ${t(`evaluation.${kind}`)}: ${words}${difference}`);
  }
}

function sharesOf(score: Score): Record<Measure, Share & { share: number | null }> {
  const entries = MEASURES.map((measure) => [measure, { ...score[measure], share: shareOf(score[measure]) }] as const);
  return Object.fromEntries(entries) as Record<Measure, Share & { share: number | null }>;
}

function shareOf({ hit, of }: Share): number | null {
  return of === 0 ? null : Math.round((1000 * hit) / of) / 1000;
}

function inWords(score: Score, t: TFunction): string {
  return MEASURES.map((measure) => {
    const { hit, of } = score[measure];
    const share = shareOf(score[measure]);
    return `${t(`evaluation.${measure}`)} ${share === null ? '–' : `${(100 * share).toFixed(1)}%`} (${hit}/${of})`;
  }).join(' · ');
}
