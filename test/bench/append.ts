import { batched } from './append/batched.ts';
import { bulk } from './append/bulk.ts';
import { contended } from './append/contended.ts';
import { ours } from './append/ours.ts';
import { openPeer } from './append/peers.ts';
import { processes } from './append/processes.ts';
import { raw, typeorm } from './append/raw.ts';
import type { AppendingStore } from './append/store.ts';
import { type BenchRun, compare } from './support/bench.ts';
import { closedLoop } from './support/load.ts';
import type { BenchPostgres, Disk } from './support/postgres.ts';

type Open = (run: BenchRun, url: string, workers: number) => AppendingStore | null | Promise<AppendingStore | null>;

const VARIANTS: Readonly<Record<string, Open>> = {
  raw: (_, url, workers) => raw(url, workers),
  ours: (_, url) => ours(url),
  'ours+receipt': (_, url) => ours(url, { receipt: true }),
  'ours+state': (_, url) => ours(url, { state: true }),
  'ours+state+receipt': (_, url) => ours(url, { state: true, receipt: true }),
  'ours+guard': (_, url) => ours(url, { guard: true }),
  batched: (_, url) => batched(url),
  'batched+receipt': (_, url) => batched(url, { receipt: true }),
  typeorm: (_, url, workers) => typeorm(url, workers),
  emmett: (run, url) => openPeer(run, 'emmett', url),
  'emmett+state': (run, url) => openPeer(run, 'emmett', url, { state: true }),
  castore: (run, url) => openPeer(run, 'castore', url),
};

/** Events an append × appends at once, and who is measured. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  '1x1': ['raw', 'ours', 'ours+state+receipt', 'typeorm', 'emmett', 'castore'],
  '1x8': ['raw', 'ours', 'ours+state+receipt', 'typeorm', 'emmett', 'castore'],
  '1x32': Object.keys(VARIANTS),
  '1x64': ['raw', 'ours', 'ours+state+receipt', 'typeorm', 'emmett', 'castore'],
  '10x8': ['raw', 'ours', 'typeorm', 'emmett'],
  '100x8': ['raw', 'ours', 'typeorm', 'emmett'],
};
const SLOW_SHAPES: Readonly<Record<string, readonly string[]>> = {
  '1x8': ['raw', 'ours'],
  '1x32': ['raw', 'ours', 'emmett'],
  '1x64': ['raw', 'ours'],
};

/** Appends to new streams, in a closed loop of so many workers, on the plain and on the slow disk; and in special cases. */
export async function bench(run: BenchRun): Promise<void> {
  for (const [shape, variants] of Object.entries(SHAPES)) await appends(run, 'plain', shape, variants);
  await contended(run);
  await bulk(run);
  for (const [shape, variants] of Object.entries(SLOW_SHAPES)) await appends(run, 'slow', shape, variants);
  await processes(run);
}

async function appends(run: BenchRun, disk: Disk, shape: string, variants: readonly string[]): Promise<void> {
  const bench = `append.${disk === 'slow' ? 'slow.' : ''}${shape}`;
  if (!run.wants(bench)) return;
  const postgres = await run.postgres(disk);
  if (!postgres) return;
  const [eventCount = 1, workers = 1] = shape.split('x').map(Number);
  const wanted = variants.filter((name) => name === 'raw' || run.wants(name));
  const stores = await openAll(run, postgres, workers, wanted);
  const measures = Object.entries(stores).map(([name, store]) => {
    const append = (worker: number) => store.append(worker, eventCount);
    return [name, () => closedLoop(append, { workers, seconds: run.seconds, perCall: eventCount })] as const;
  });
  await compare(run, bench, Object.fromEntries(measures));
  await Promise.all(Object.values(stores).map((store) => store.close()));
}

/** Each in a database of its own; those left out that cannot be had. */
async function openAll(run: BenchRun, postgres: BenchPostgres, workers: number, variants: readonly string[]) {
  const stores: Record<string, AppendingStore> = {};
  for (const name of variants) {
    const { ownerUrl, url } = await postgres.database();
    const store = await VARIANTS[name]?.(run, name.startsWith('ours') ? url : ownerUrl, workers);
    if (store) stores[name] = store;
  }
  return stores;
}
