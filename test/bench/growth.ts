import { writeFile } from 'node:fs/promises';
import { fillGrown, warm } from './growth/fill.ts';
import { KINDS, type Measure, openOurs, openRaw } from './growth/measures.ts';
import { growthPlot } from './growth/plot.ts';
import type { BenchRun } from './support/bench.ts';
import { type Figure, figuresOf, type Sample } from './support/figures.ts';

/** Events in the log, 10 in a stream. While it is measured some 20,000 are added to each. */
const SIZES = [1e4, 1e6, 1e7];

interface Grown {
  readonly size: number;
  readonly variant: 'raw' | 'ours';
  readonly measures: Readonly<Record<string, Measure>>;
  /** One for each kind and round. */
  readonly samples: Map<string, Sample[]>;
}

/**
 * The same work on logs of several sizes, ours and raw, all of them in turn in each round; reports also how each stands to
 * the smallest. `--only growth.1e4,growth.1e6` leaves sizes out.
 */
export async function bench(run: BenchRun): Promise<void> {
  const postgres = await run.postgres('cached');
  if (!postgres) return;
  const sizes = run.quick ? [1e3, 1e4] : SIZES.filter((size) => run.wants(nameOf(size)));
  const databases = await Promise.all(sizes.map(async (size) => ({ size, database: await postgres.database() })));
  for (const { size, database } of databases) await fillGrown(database.ownerUrl, size);
  for (const { database } of databases) await warm(database.ownerUrl);
  const all: Grown[] = [];
  for (const { size, database } of databases) {
    for (const [variant, open] of [
      ['raw', openRaw],
      ['ours', openOurs],
    ] as const) {
      const { measures, close } = await open(database, size);
      run.onEnd(close);
      all.push({ size, variant, measures, samples: new Map(KINDS.map((kind) => [kind, []])) });
    }
  }
  for (let round = run.quick ? 0 : -1; round < run.rounds; round++) {
    for (const kind of KINDS) {
      for (const { measures, samples } of turned(all, round)) {
        const sample = await measures[kind]?.(run.quick ? 0.01 : 1);
        if (sample && round >= 0) samples.get(kind)?.push(sample);
      }
    }
  }
  for (const kind of KINDS) for (const size of sizes) run.report(besideRaw(all, kind, size));
  const growth = KINDS.flatMap((kind) => besideSmallest(all, kind));
  run.report(growth);
  if (run.plot) await writeFile(run.plot, growthPlot(growth.filter(({ variant }) => variant === 'ours')));
}

function besideRaw(all: readonly Grown[], kind: string, size: number): Figure[] {
  const ofSize = all.filter((one) => one.size === size);
  const samples = ofSize.map((one) => [one.variant, one.samples.get(kind) ?? []] as const);
  return figuresOf(`${nameOf(size)}.${kind}`, new Map(samples));
}

/** How fast it is on each log, as a share of how fast it is on the smallest. */
function besideSmallest(all: readonly Grown[], kind: string): Figure[] {
  return (['raw', 'ours'] as const).flatMap((variant) => {
    const grown = all.filter((one) => one.variant === variant);
    const samples = grown.map(({ size, samples }) => [nameOf(size), samples.get(kind) ?? []] as const);
    const [smallest] = samples;
    return figuresOf(kind, new Map(samples), smallest?.[0]).map(
      ({ variant: size, ratioToRaw }): Figure => ({
        ...{ bench: `${size}.${kind}.kept`, variant, unit: 'of the smallest' },
        ...{ value: ratioToRaw ?? Number.NaN, ratioToRaw: null },
      }),
    );
  });
}

function nameOf(size: number): string {
  return `growth.1e${Math.log10(size)}`;
}

function turned<T>(all: readonly T[], round: number): T[] {
  const by = Math.max(0, round) % Math.max(1, all.length);
  return [...all.slice(by), ...all.slice(0, by)];
}
