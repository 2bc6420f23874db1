import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type BenchRun, compare } from '../support/bench.ts';
import { execute } from '../support/postgres.ts';
import { RAW_TABLE } from './raw.ts';

const PROCESSES = 4;
const WORKERS = 8;

/** Four processes that append to one database on a slow disk, eight at once each: raw on 32 connections, ours on four. */
export async function processes(run: BenchRun): Promise<void> {
  const bench = `append.slow.${PROCESSES}processes`;
  if (!run.wants(bench)) return;
  const postgres = await run.postgres('slow');
  if (!postgres) return;
  const { ownerUrl } = await postgres.database();
  await execute(ownerUrl, RAW_TABLE);
  const writers = { raw: await start('raw', ownerUrl), ours: await start('ours', (await postgres.database()).url) };
  await compare(run, bench, {
    raw: () => together(writers.raw, run.seconds),
    ours: () => together(writers.ours, run.seconds),
  });
  for (const writer of [...writers.raw, ...writers.ours]) writer.send('end');
}

async function start(variant: string, url: string): Promise<ChildProcess[]> {
  const children = Array.from({ length: PROCESSES }, () =>
    fork(join(import.meta.dirname, 'writer.ts'), [variant, url, `${WORKERS}`]),
  );
  await Promise.all(children.map((child) => once(child, 'message')));
  return children;
}

async function together(writers: readonly ChildProcess[], seconds: number) {
  const rates = await Promise.all(
    writers.map(async (writer) => {
      writer.send(seconds);
      const [rate] = await once(writer, 'message');
      return Number(rate);
    }),
  );
  return { '': [rates.reduce((sum, rate) => sum + rate, 0), 'events/s'] as const };
}
