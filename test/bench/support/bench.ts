import type { Figure, Sample } from './figures.ts';
import { figuresOf } from './figures.ts';
import type { BenchPostgres, Disk } from './postgres.ts';

/** What a bench is given. */
export interface BenchRun {
  /** How often every variant is measured; the medians are over these. */
  readonly rounds: number;
  /** How long one variant is measured in one round. */
  readonly seconds: number;
  /** Whether this only shows that the bench works: take the smallest sizes. */
  readonly quick: boolean;
  /** The file that is to be drawn, by a bench that draws. */
  readonly plot: string | null;
  /** Whether this bench or variant is asked for. */
  wants(name: string): boolean;
  /** A Postgres of the run's own with fsync on; null, with the reason shown, when this disk cannot be had here. */
  postgres(disk?: Disk): Promise<BenchPostgres | null>;
  /** Shows figures; may be called as often as there are some. */
  report(figures: readonly Figure[]): void;
  /** Says that something is not measured, and why. */
  skip(what: string, why: string): void;
  /** Has something closed when the bench is over, last come first. */
  onEnd(close: () => Promise<unknown>): void;
}

/** A file of `test/bench`, listed in `benches.ts`. */
export type Bench = (run: BenchRun) => Promise<void>;

/**
 * Measures the variants side by side: each once a round, the order turning round by round, and reports medians of
 * values and of the per-round ratios to `raw`. Before the rounds each runs once for nothing, to be warm.
 */
export async function compare(
  run: BenchRun,
  bench: string,
  variants: Readonly<Record<string, () => Promise<Sample>>>,
): Promise<void> {
  const wanted = Object.entries(variants).filter(([name]) => name === 'raw' || run.wants(name));
  const samples = new Map(wanted.map(([name]) => [name, [] as Sample[]]));
  if (!run.quick) for (const [, measure] of wanted) await measure();
  for (let round = 0; round < run.rounds; round++) {
    const turn = round % Math.max(1, wanted.length);
    for (const [name, measure] of [...wanted.slice(turn), ...wanted.slice(0, turn)])
      samples.get(name)?.push(await measure());
  }
  run.report(figuresOf(bench, samples));
}
