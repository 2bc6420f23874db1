import { parentPort, workerData } from 'node:worker_threads';
import { type Run, simulate } from './simulate.ts';

// A thread that goes through its share of histories, each by its seed, and tells what came of all of them.

/** Every `step`th of `count` seeds from `first` on. */
export interface Share {
  readonly first: number;
  readonly count: number;
  readonly step: number;
}

/** Sums over the histories, and what was wrong, each fault with its seed; after ten it goes no further. */
export interface Outcome extends Omit<Run, 'faults'> {
  readonly histories: number;
  readonly faults: readonly { readonly seed: number; readonly fault: string }[];
}

const MOST_FAULTS = 10;

function goThrough({ first, count, step }: Share): Outcome {
  const sums = { histories: 0, crashes: 0, told: 0, copies: 0 };
  const faults: { seed: number; fault: string }[] = [];
  for (let seed = first; seed < first + count && faults.length < MOST_FAULTS; seed += step) {
    const run = simulate(seed);
    sums.histories += 1;
    for (const figure of ['crashes', 'told', 'copies'] as const) sums[figure] += run[figure];
    faults.push(...run.faults.map((fault) => ({ seed, fault })));
  }
  return { ...sums, faults };
}

parentPort?.postMessage(goThrough(workerData as Share));
