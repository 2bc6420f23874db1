import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Outcome, Share } from './histories.ts';

const THREADS = 2;
/** Plain Node, without Vitest's way of loading modules: half the time. */
const LOADER = pathToFileURL(join(import.meta.dirname, '../../bench/support/typescript.mjs')).href;

/** Goes through `count` histories from the seed `first` on, on two cores. */
export async function histories(first: number, count: number): Promise<Outcome> {
  const shares = Array.from(
    { length: THREADS },
    (_, i): Share => ({ first: first + i, count: count - i, step: THREADS }),
  );
  const outcomes = await Promise.all(shares.map(inThread));
  const sum = (figure: 'histories' | 'crashes' | 'told' | 'copies') =>
    outcomes.reduce((total, outcome) => total + outcome[figure], 0);
  return {
    ...{ histories: sum('histories'), crashes: sum('crashes'), told: sum('told'), copies: sum('copies') },
    faults: outcomes.flatMap(({ faults }) => faults),
  };
}

async function inThread(share: Share): Promise<Outcome> {
  const execArgv = ['--conditions=source', '--import', LOADER];
  const thread = new Worker(join(import.meta.dirname, 'histories.ts'), { workerData: share, execArgv });
  const [outcome] = await once(thread, 'message');
  await thread.terminate();
  return outcome as Outcome;
}
