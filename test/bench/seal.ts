import { DataSource } from 'typeorm';
import { generatePrivateKey, HASHES } from '#libs/crypto';
import { Sealer } from '../../apps/server/src/seal/sealer.ts';
import { verifyDeployment } from '../../apps/server/src/seal/verify-deployment.ts';
import { ours } from './append/ours.ts';
import type { BenchRun } from './support/bench.ts';
import { figuresOf, type Sample } from './support/figures.ts';
import { fillLog } from './support/filled-log.ts';
import { closedLoop } from './support/load.ts';

const WORKERS = 32;
/** Sixty times as often as in use, so that every round has turns in it. */
const SEAL_EVERY_MS = 1_000;

/** Appending while the log is sealed and while it is not; then sealing and verifying logs of several sizes. */
export async function bench(run: BenchRun): Promise<void> {
  await appending(run);
  for (const hash of HASHES) {
    for (const [size, events] of [
      ['10k', 10_000],
      ['1m', 1_000_000],
      ['10m', 10_000_000],
    ] as const) {
      const isWanted = run.wants(`seal.${size}`) && run.wants(hash) && (!run.quick || size === '10k');
      if (isWanted) await sealAndVerify(run, `seal.${size}`, hash, events);
    }
  }
}

async function appending(run: BenchRun): Promise<void> {
  const name = `seal.append.1x${WORKERS}`;
  const postgres = run.wants(name) && (await run.postgres());
  if (!postgres) return;
  const samples = new Map<string, Sample[]>([
    ['ours', []],
    ['ours+seal', []],
  ]);
  const { url, ownerUrl } = await postgres.database();
  const store = ours(url);
  const database = await connect(ownerUrl);
  const sealer = new Sealer(database, { privateKey: generatePrivateKey(), depositFor: () => null });
  await sealer.turn();
  for (let round = 0; round < run.rounds; round++) {
    for (const variant of round % 2 ? ['ours', 'ours+seal'] : ['ours+seal', 'ours']) {
      await sealer.turn(); // what the other round left to seal must not fall on this one
      const timer = variant === 'ours+seal' ? setInterval(() => void sealer.turn(), SEAL_EVERY_MS) : undefined;
      const append = (worker: number) => store.append(worker, 1);
      samples.get(variant)?.push(await closedLoop(append, { workers: WORKERS, seconds: run.seconds }));
      clearInterval(timer);
    }
  }
  run.report(figuresOf(name, samples, 'ours'));
  await sealer.turn();
  await store.close();
  await database.destroy();
}

async function sealAndVerify(
  run: BenchRun,
  name: string,
  hash: (typeof HASHES)[number],
  events: number,
): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  const { ownerUrl } = await postgres.database();
  await fillLog(ownerUrl, events, 10);
  const database = await connect(ownerUrl);
  const sealer = new Sealer(database, { privateKey: generatePrivateKey(), hash, depositFor: () => null });
  const sealed = await timed(events, () => sealer.turn());
  const [{ key }]: [{ key: string }] = await database.query('SELECT verifier_key AS key FROM sealed_log');
  const config = {
    dataDir: '',
    sealKeyFile: undefined,
    sealFile: undefined,
    sealUrl: undefined,
    temporaryDatabase: true,
  };
  const verified = await timed(events, async () => {
    const { faults } = await verifyDeployment({ config, database }, { key, sealFiles: [], progress: () => {} });
    if (faults.length > 0) throw new Error(`A log that nobody touched has faults: ${JSON.stringify(faults)}`);
  });
  await database.destroy();
  const rows = (what: string, { seconds, rate }: { seconds: number; rate: number }) => ({
    [`${what}.seconds`]: [seconds, 's'] as const,
    [what]: [rate, 'events/s'] as const,
  });
  run.report(figuresOf(name, new Map([[hash, [{ ...rows('seal', sealed), ...rows('verify', verified) }]]])));
}

async function timed(events: number, work: () => Promise<unknown>): Promise<{ seconds: number; rate: number }> {
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, rate: events / seconds };
}

function connect(url: string): Promise<DataSource> {
  return new DataSource({ type: 'postgres', url, installExtensions: false }).initialize();
}
