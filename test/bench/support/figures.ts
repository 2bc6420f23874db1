/** One measured number. The lines that a bench prints are these, one JSON object each. */
export interface Figure {
  /** What was done, such as `append.1x32`: one event an append, 32 at once. */
  readonly bench: string;
  /** Who did it: `ours`, `raw`, `emmett`, … */
  readonly variant: string;
  readonly value: number;
  /** Such as `events/s`, `ms`, `bytes/event`. */
  readonly unit: string;
  /** The median of the ratios to `raw` round by round; null where there is no raw. */
  readonly ratioToRaw: number | null;
}

/** What one variant gave in one round: a name for each number (empty for the main one), its value and unit. */
export type Sample = Readonly<Record<string, readonly [value: number, unit: string]>>;

/** Figures from the samples of all rounds, in the order of the variants. Every variant has a sample of every round. */
export function figuresOf(bench: string, samples: ReadonlyMap<string, readonly Sample[]>, baseline = 'raw'): Figure[] {
  const base = samples.get(baseline);
  return [...samples].flatMap(([variant, rounds]) =>
    Object.entries(rounds[0] ?? {}).map(([name, [, unit]]) => {
      const values = rounds.map((sample) => sample[name]?.[0] ?? Number.NaN);
      const ratios = values.map((value, round) => value / (base?.[round]?.[name]?.[0] ?? Number.NaN));
      const ratio = median(ratios);
      return {
        bench: name === '' ? bench : `${bench}.${name}`,
        variant,
        value: rounded(median(values)),
        unit,
        ratioToRaw: Number.isNaN(ratio) ? null : rounded(ratio),
      };
    }),
  );
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[middle - 1 + (sorted.length % 2)], sorted[middle]];
  return (low + high) / 2;
}

/** The value below which this share of them lies; `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** As people read them: one line a bench, one column a variant, the ratio beside the value. */
export function tableOf(figures: readonly Figure[]): string {
  const benches = [...new Set(figures.map(({ bench }) => bench))];
  const variants = [...new Set(figures.map(({ variant }) => variant))];
  const cell = (bench: string, variant: string) => {
    const figure = figures.find((one) => one.bench === bench && one.variant === variant);
    if (!figure) return '–';
    const ratio = figure.ratioToRaw === null || variant === 'raw' ? '' : ` (${figure.ratioToRaw}×)`;
    return `${figure.value.toLocaleString('en')}${ratio}`;
  };
  const unitOf = (bench: string) => figures.find((figure) => figure.bench === bench)?.unit ?? '';
  const rows = [
    ['bench', 'unit', ...variants],
    ['---', '---', ...variants.map(() => '---')],
    ...benches.map((bench) => [bench, unitOf(bench), ...variants.map((variant) => cell(bench, variant))]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => `| ${row.map((text, i) => text.padEnd(widths[i] ?? 0)).join(' | ')} |`).join('\n');
}

/** To three digits that say something. */
function rounded(value: number): number {
  return Number(value.toPrecision(value >= 100 ? 6 : 3));
}
