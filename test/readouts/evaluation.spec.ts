import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../apps/cli/src/evaluation/evaluate.ts';
import { failuresOf, limitsIn } from '../../apps/cli/src/evaluation/print.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duban-gold-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function scored(text: string, gold: object) {
  await writeFile(join(folder, '01.txt'), text);
  await writeFile(join(folder, '01.gold.json'), JSON.stringify({ meeting_date: '2022-10-26', ...gold }));
  const { texts, all } = await evaluate(folder);
  return { all, kinds: texts[0]?.misses.map(({ kind }) => kind) };
}

const TEXT = '各区县要在11月底前报送清单。会议指出，形势总体平稳。\n';
const DIRECTIVE = {
  quote: '各区县要在11月底前报送清单',
  deadline_expression: '11月底前',
  resolved_due_date: '2022-11-30',
  lead_unit: '各区县',
};

describe('the score of a text', () => {
  it('is full when the proposals are those of the gold', async () => {
    const { all, kinds } = await scored(TEXT, { directives: [DIRECTIVE], not_directives: [{ quote: '形势总体平稳' }] });
    expect(kinds).toEqual([]);
    expect(all).toMatchObject({ recall: { hit: 1, of: 1 }, precision: { hit: 1, of: 1 }, traps: { hit: 0, of: 1 } });
    expect(all).toMatchObject({ dates: { hit: 1, of: 1 }, leadUnits: { hit: 1, of: 1 } });
  });

  it('tells what was missed, and what is wrong with what was found', async () => {
    const other = { ...DIRECTIVE, resolved_due_date: '2022-11-29', lead_unit: '市政府' };
    const missed = { ...DIRECTIVE, quote: '形势总体平稳' };
    const { kinds } = await scored(TEXT, { directives: [other, missed] });
    expect(kinds).toEqual(['missed', 'date', 'lead-unit']);
  });

  it('counts a proposal that is none, and a trap', async () => {
    const { all, kinds } = await scored(TEXT, { directives: [], not_directives: [{ quote: DIRECTIVE.quote }] });
    expect(kinds).toEqual(['false', 'trap']);
    expect(all).toMatchObject({ precision: { hit: 0, of: 1 }, traps: { hit: 1, of: 1 } });
  });

  it('takes an optional directive for neither a miss nor a false one', async () => {
    const { all } = await scored(TEXT, {
      directives: [
        { ...DIRECTIVE, optional: true },
        { ...DIRECTIVE, quote: '会议指出', optional: true },
      ],
    });
    expect(all).toMatchObject({ recall: { hit: 0, of: 0 }, precision: { hit: 0, of: 0 } });
  });
});

describe('limits', () => {
  it('are read as measure=share, and nothing else is', () => {
    expect(limitsIn('recall=0.95,traps=0.05')).toEqual({ recall: 0.95, traps: 0.05 });
    for (const words of ['', 'recall', 'recall=2', 'love=0.5', 'recall=0.9;traps=0'])
      expect(limitsIn(words)).toBeNull();
  });

  it('are failed from below, by traps from above', async () => {
    const { all } = await scored(TEXT, { directives: [], not_directives: [{ quote: DIRECTIVE.quote }] });
    expect(failuresOf(all, { precision: 0.5, traps: 0.5, recall: 1 })).toEqual(['precision', 'traps']);
  });
});

describe('a folder that cannot be scored', () => {
  it('says what is missing', async () => {
    await expect(evaluate(join(folder, 'none'))).rejects.toThrow('holds no NN.gold.json');
    await expect(scored(TEXT, { meeting_date: null, directives: [] })).rejects.toThrow('gives no meeting_date');
    await expect(scored(TEXT, { directives: [{}] })).rejects.toThrow('directives.0.quote');
  });
});

describe('the reader', () => {
  it.each([
    ['texts', { recall: 0.96, precision: 0.97, traps: 0.02, dates: 0.94, leadUnits: 0.93 }],
    ['fresh', { recall: 0.5, precision: 0.5, traps: 0.5, dates: 0.5, leadUnits: 0.5 }],
  ])('is as good on our own %s as it has been', async (name, limits) => {
    const { all } = await evaluate(fileURLToPath(new URL(`./${name}/`, import.meta.url)));
    expect(failuresOf(all, limits)).toEqual([]);
  });
});
