import { Client } from 'pg';
import { ours } from './append/ours.ts';
import { openPeer } from './append/peers.ts';
import { raw } from './append/raw.ts';
import type { AppendingStore } from './append/store.ts';
import type { BenchRun } from './support/bench.ts';
import { figuresOf, type Sample } from './support/figures.ts';

const WORKERS = 32;

/** What an event costs on disk, indexes included, and in WAL, after so many appends of one event each. */
export async function bench(run: BenchRun): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  const samples = new Map<string, Sample[]>();
  for (const variant of ['raw', 'ours', 'emmett', 'castore']) {
    if (variant !== 'raw' && !run.wants(variant)) continue;
    const { ownerUrl, url } = await postgres.database();
    const store =
      variant === 'raw'
        ? await raw(ownerUrl, WORKERS)
        : variant === 'ours'
          ? ours(url)
          : await openPeer(run, variant, ownerUrl);
    if (store) samples.set(variant, [await measure(store, ownerUrl, run.quick ? 200 : 100_000)]);
    await store?.close();
  }
  run.report(figuresOf('size', samples));
}

async function measure(store: AppendingStore, ownerUrl: string, eventCount: number): Promise<Sample> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  // A checkpoint first, and none during: so all have the same full page images.
  await client.query('CHECKPOINT');
  const before = await usage(client);
  let left = eventCount;
  await Promise.all(
    Array.from({ length: WORKERS }, async (_, worker) => {
      while (left-- > 0) await store.append(worker, 1);
    }),
  );
  const after = await usage(client);
  await client.end();
  const perEvent = (name: 'disk' | 'wal') => (after[name] - before[name]) / eventCount;
  return { disk: [perEvent('disk'), 'bytes/event'], wal: [perEvent('wal'), 'bytes/event'] };
}

async function usage(client: Client): Promise<{ disk: number; wal: number }> {
  const { rows } = await client.query(`
    SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS wal,
      (SELECT sum(pg_total_relation_size(oid))::float8 FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) AS disk`);
  return rows[0];
}
