import { z } from 'zod';
import { fill } from './footprint/fill.ts';
import { ShippedServer } from './footprint/shipped-server.ts';
import { signIn } from './http/office.ts';
import { openLedger } from './lists/ledger.ts';
import type { BenchRun } from './support/bench.ts';
import { type Figure, median, percentile } from './support/figures.ts';
import type { Caller } from './support/server.ts';

const Page = z.object({ nextCursor: z.string().nullable() });

/**
 * The ledger of 100,000 tasks as it is shipped: how long the server takes for a page of 100 rows anywhere in it, how many
 * frames a second the browser draws while somebody scrolls, and how long a jump to the middle takes until its rows are there.
 */
export async function bench(run: BenchRun): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  const database = await postgres.database();
  await fill(database, run.quick ? 500 : 100_000);
  const server = await ShippedServer.start(database);
  run.onEnd(() => server.stop());
  const figure = (name: string, value: number, unit: string): Figure => ({
    ...{ bench: `lists.${name}`, variant: 'ours', value: Number(value.toPrecision(3)), unit, ratioToRaw: null },
  });
  if (run.wants('lists.page')) {
    const clerk = await signIn(server.url, 'clerk');
    const latencies = await readPages(clerk, run.quick ? 10 : 500);
    clerk.close();
    run.report([
      figure('page.p50', percentile(latencies, 0.5), 'ms'),
      figure('page.p99', percentile(latencies, 0.99), 'ms'),
    ]);
  }
  if (!run.wants('lists.browser')) return;
  const ledger = await openLedger(server.url);
  if (!ledger) return run.skip('lists.browser', 'there is no Chromium for this machine');
  run.onEnd(() => ledger.close());
  const [frames, jumps]: [number[], number[]] = [[], []];
  for (let round = 0; round < run.rounds; round++) {
    jumps.push(await ledger.jump(0.5));
    frames.push(await ledger.scroll(run.quick ? 200 : 3_000));
    await ledger.jump(0);
  }
  run.report([
    figure('browser.scroll', median(frames), 'frames/s'),
    figure('browser.jump', median(jumps), 'ms until the rows of the middle are shown'),
  ]);
}

/** One page after the other, from the beginning on, by date and by number; the milliseconds of each. */
async function readPages(clerk: Caller, pages: number): Promise<number[]> {
  const latencies: number[] = [];
  for (const sort of ['due', 'number']) {
    let cursor: string | null = '';
    while (cursor !== null && latencies.length < pages * (sort === 'due' ? 0.5 : 1)) {
      const before = performance.now();
      const { body } = await clerk.send('GET', `/api/v1/tasks?limit=100&sort=${sort}${cursor && `&cursor=${cursor}`}`);
      latencies.push(performance.now() - before);
      cursor = Page.parse(body).nextCursor;
    }
  }
  return latencies;
}
