import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { growthPlot } from './growth/plot.ts';
import type { Figure } from './support/figures.ts';
import { figuresOf, median, tableOf } from './support/figures.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

async function bench(...args: string[]): Promise<{ stdout: string; stderr: string }> {
  const loader = join(ROOT, 'test/bench/support/typescript.mjs');
  const main = join(ROOT, 'test/bench/main.ts');
  return run(process.execPath, ['--conditions=source', '--import', loader, main, ...args], { cwd: ROOT });
}

describe('npm run bench', () => {
  it('measures on a Postgres of its own and prints a line for each number', async () => {
    const { stdout, stderr } = await bench('append', '--quick', '--only', 'append.1x8,ours');
    const figures = stdout
      .trim()
      .split('\n')
      .map((line): Figure => JSON.parse(line));
    expect(figures.map(({ bench, variant, unit }) => `${bench} ${variant} ${unit}`)).toEqual([
      'append.1x8 raw events/s',
      'append.1x8.p50 raw ms',
      'append.1x8.p99 raw ms',
      'append.1x8 ours events/s',
      'append.1x8.p50 ours ms',
      'append.1x8.p99 ours ms',
    ]);
    expect(figures.every(({ value, ratioToRaw }) => value > 0 && Number(ratioToRaw) > 0)).toBe(true);
    expect(stderr).toContain('| append.1x8.p99 | ms');
  });

  it('says what there is when asked for something else', async () => {
    await expect(bench('nothing')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no bench nothing.'),
    });
  });
});

describe('figures', () => {
  it('are medians over the rounds, and ratios the medians of the ratios within a round', () => {
    const sample = (value: number) => ({ '': [value, 'events/s'] as const });
    const samples = new Map([
      ['raw', [sample(100), sample(10), sample(1_000)]],
      ['ours', [sample(200), sample(30), sample(1_000)]],
    ]);
    expect(figuresOf('append.1x1', samples)).toEqual([
      { bench: 'append.1x1', variant: 'raw', value: 100, unit: 'events/s', ratioToRaw: 1 },
      { bench: 'append.1x1', variant: 'ours', value: 200, unit: 'events/s', ratioToRaw: 2 },
    ]);
    expect(figuresOf('x', new Map([['ours', [sample(5)]]]))).toMatchObject([{ ratioToRaw: null }]);
  });

  it('of an even number of rounds lie between the two in the middle', () => {
    expect([median([1, 2, 3, 10]), median([3, 1, 2]), median([7])]).toEqual([2.5, 2, 7]);
  });

  it('read as a table with a dash where a variant was not measured', () => {
    const figures = [
      { bench: 'a', variant: 'raw', value: 1_000, unit: 'ms', ratioToRaw: 1 },
      { bench: 'b', variant: 'ours', value: 2, unit: 'ms', ratioToRaw: null },
    ];
    expect(tableOf(figures).split('\n')[2]).toMatch(/\| a +\| ms +\| 1,000 +\| – +\|/);
  });
});

describe('The plot of growth', () => {
  const kept = (exponent: number, kind: string, value: number) => ({
    ...{
      bench: `growth.1e${exponent}.${kind}.kept`,
      variant: 'ours',
      value,
      unit: 'of the smallest',
      ratioToRaw: null,
    },
  });

  it('has a line for each kind of work, from the smallest log to the largest, with its end in words', () => {
    const svg = growthPlot([kept(4, 'read', 1), kept(7, 'read', 0.9), kept(4, 'append', 1), kept(7, 'append', 1.1)]);
    expect(svg.match(/points="[^"]+"/g)).toEqual(['points="64,131.2 520,104.4"', 'points="64,131.2 520,158"']);
    expect(svg.match(/>[a-z]+ [\d.]+×</g)).toEqual(['>append 1.10×<', '>read 0.90×<']);
    expect(svg).toContain('>10⁷<');
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  it('keeps what is off the scale at its edge, and labels apart', () => {
    const kinds = ['a', 'b', 'c'];
    const svg = growthPlot(kinds.flatMap((kind) => [kept(4, kind, 1), kept(7, kind, 9)]));
    expect(svg.match(/points="[^"]+"/g)).toEqual(kinds.map(() => 'points="64,131.2 520,24"'));
    expect(svg.match(/x="528" y="\d+"/g)).toEqual(['x="528" y="28"', 'x="528" y="45"', 'x="528" y="62"']);
  });
});
