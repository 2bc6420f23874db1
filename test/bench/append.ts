import { ours } from './append/ours.ts';
import { openPeer } from './append/peers.ts';
import { raw, typeorm } from './append/raw.ts';
import type { AppendingStore } from './append/store.ts';
import { type BenchRun, compare } from './support/bench.ts';
import { closedLoop } from './support/load.ts';
import type { BenchPostgres, Disk } from './support/postgres.ts';

/** Events an append × appends at once. */
const SHAPES = ['1x1', '1x8', '1x32', '1x64', '10x8', '100x8'];
const SLOW_SHAPES = ['1x8', '1x32', '1x64'];

type Open = (run: BenchRun, url: string, workers: number) => AppendingStore | null | Promise<AppendingStore | null>;

const VARIANTS: Readonly<Record<string, Open>> = {
  raw: (_, url, workers) => raw(url, workers),
  ours: (_, url) => ours(url),
  'ours+receipt': (_, url) => ours(url, { receipt: true }),
  'ours+state': (_, url) => ours(url, { state: true }),
  'ours+state+receipt': (_, url) => ours(url, { state: true, receipt: true }),
  typeorm: (_, url, workers) => typeorm(url, workers),
  emmett: (run, url) => openPeer(run, 'emmett', url),
  castore: (run, url) => openPeer(run, 'castore', url),
};

/** Appends to new streams, in a closed loop of so many workers, on the plain and on the slow disk. */
export async function bench(run: BenchRun): Promise<void> {
  for (const shape of SHAPES) await appends(run, 'plain', `append.${shape}`, shape);
  for (const shape of SLOW_SHAPES) await appends(run, 'slow', `append.slow.${shape}`, shape);
}

async function appends(run: BenchRun, disk: Disk, bench: string, shape: string): Promise<void> {
  if (!run.wants(bench)) return;
  const postgres = await run.postgres(disk);
  if (!postgres) return;
  const [eventCount = 1, workers = 1] = shape.split('x').map(Number);
  const stores = await openAll(run, postgres, workers, eventCount);
  const variants = Object.entries(stores).map(([name, store]) => {
    const append = (worker: number) => store.append(worker, eventCount);
    return [name, () => closedLoop(append, { workers, seconds: run.seconds, perCall: eventCount })] as const;
  });
  await compare(run, bench, Object.fromEntries(variants));
  await Promise.all(Object.values(stores).map((store) => store.close()));
}

/** Each in a database of its own. */
async function openAll(run: BenchRun, postgres: BenchPostgres, workers: number, eventCount: number) {
  const stores: Record<string, AppendingStore> = {};
  for (const [name, open] of Object.entries(VARIANTS)) {
    // It stores events of one stream one by one.
    if ((name !== 'raw' && !run.wants(name)) || (name === 'castore' && eventCount > 1)) continue;
    const { ownerUrl, url } = await postgres.database();
    const store = await open(run, name.startsWith('ours') ? url : ownerUrl, workers);
    if (store) stores[name] = store;
  }
  return stores;
}
