import { setTimeout as sleep } from 'node:timers/promises';
import { TaskPage } from '#libs/contracts';
import { fill } from './footprint/fill.ts';
import { postgresSeconds } from './footprint/postgres-time.ts';
import { ShippedServer } from './footprint/shipped-server.ts';
import { signIn } from './http/office.ts';
import type { BenchRun } from './support/bench.ts';
import type { Figure } from './support/figures.ts';
import type { Caller } from './support/server.ts';

/**
 * What the server as it is shipped costs where nothing happens: memory with 100,000 open tasks, after the start, after
 * some hundred requests and after a while of nothing, and processor time of it and of its Postgres while nobody asks anything.
 */
export async function bench(run: BenchRun): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  const [tasks, requests, idleMs] = run.quick ? [200, 20, 1_000] : [100_000, 500, 120_000];
  const database = await postgres.database();
  await fill(database, tasks);
  const server = await ShippedServer.start(database);
  run.onEnd(() => server.stop());
  await settled(server, run.quick);
  const started = await server.usage();
  const clerk = await signIn(server.url, 'clerk');
  await serve(clerk, requests);
  clerk.close();
  const served = await server.usage();

  const before = { server: await settled(server, run.quick), postgres: await postgresSeconds(database.ownerUrl) };
  const from = performance.now();
  await sleep(idleMs);
  const elapsed = (performance.now() - from) / 1000;
  const idle = await server.usage();
  const after = { server: idle.cpuSeconds, postgres: await postgresSeconds(database.ownerUrl) };
  const share = (name: 'server' | 'postgres') => ((after[name] - before[name]) / elapsed) * 100;
  const figure = (name: string, value: number, unit: string): Figure => ({
    ...{ bench: `footprint.${name}`, variant: 'ours', value: Number(value.toPrecision(3)), unit, ratioToRaw: null },
  });
  const MB = 1_000_000;
  run.report([
    figure('started.rss', started.rss / MB, 'MB'),
    figure('started.heap', started.heap / MB, 'MB'),
    figure('served.rss', served.rss / MB, 'MB'),
    figure('served.heap', served.heap / MB, 'MB'),
    figure('idle.rss', idle.rss / MB, 'MB'),
    figure('idle.heap', idle.heap / MB, 'MB'),
    figure('idle.server', share('server'), '% of a core'),
    figure('idle.postgres', share('postgres'), '% of a core'),
  ]);
}

/** Reads as people do: lists from the beginning and further on, single tasks, the overview. */
async function serve(clerk: Caller, requests: number): Promise<void> {
  const { body } = await clerk.send('GET', '/api/v1/tasks');
  const { items } = TaskPage.parse(body);
  for (let nth = 0; nth < requests; nth++) {
    const id = items[nth % items.length]?.id;
    const paths = ['tasks', `tasks/${id}`, 'overview', `tasks/${id}/history`, 'directives', 'tasks?status=active'];
    await clerk.send('GET', `/api/v1/${paths[nth % paths.length]}`);
  }
}

/** Waits until the server has little to do, two minutes at most; answers with the seconds that it has computed. */
async function settled(server: ShippedServer, quick: boolean): Promise<number> {
  let { cpuSeconds: last } = await server.usage();
  for (let second = 0; second < (quick ? 1 : 24); second++) {
    await sleep(quick ? 100 : 5_000);
    const { cpuSeconds } = await server.usage();
    if (cpuSeconds - last < 0.1) return cpuSeconds;
    last = cpuSeconds;
  }
  return last;
}
