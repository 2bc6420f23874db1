import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { RedisProcess } from '../chaos/support/redis-process.ts';
import { dueTogether } from './herd/due-together.ts';
import { type Delivered, oneJobEach } from './herd/one-job-each.ts';
import { signIn } from './http/office.ts';
import type { BenchRun } from './support/bench.ts';
import type { Figure, Sample } from './support/figures.ts';
import { openLoop } from './support/load.ts';
import type { BenchDatabase, BenchPostgres } from './support/postgres.ts';
import { BenchServer } from './support/server.ts';

const COMMANDS_PER_SECOND = 20;
/** Business time is put to so long before the instant, and comes to it by itself, so that the alarm goes off. */
const BEFORE_MS = 10_000;
const QUEUES = ['postgres', 'redis'] as const;

/**
 * Reminders that are all due at one instant, while commands come in: `ours` is the server with its roles in one process,
 * `one job each` a delayed BullMQ job for every reminder beside the same server, each with BullMQ on Postgres and on Redis. The
 * million is for ours alone, on Postgres: the queue carries nothing but the alarm. Once each, not in rounds: it takes minutes.
 */
export async function bench(run: BenchRun): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  const some = run.quick ? 300 : 100_000;
  for (const queue of QUEUES) {
    const redis = queue === 'redis' ? await RedisProcess.start().catch(() => null) : undefined;
    if (redis === null) {
      run.skip(`herd on ${queue}`, 'there is no redis-server');
      continue;
    }
    if (redis) run.onEnd(() => redis.remove());
    const bench = `herd.${some}.${queue}`;
    if (run.wants(bench) && run.wants('ours')) run.report(await ours(postgres, some, bench, redis?.url));
    if (run.wants(bench) && run.wants('one job each')) run.report(await plain(postgres, some, bench, redis?.url));
  }
  const many = run.quick ? 600 : 1_000_000;
  const bench = `herd.${many}.postgres`;
  if (run.wants(bench) && run.wants('ours')) run.report(await ours(postgres, many, bench, undefined));
}

async function ours(postgres: BenchPostgres, count: number, bench: string, redisUrl?: string): Promise<Figure[]> {
  const database = await postgres.database();
  const { toUrge, at } = await dueTogether(database, count);
  return besideCommands(database, { toUrge, redisUrl, bench, variant: 'ours' }, (begins) =>
    untilDelivered(database, count, { at, begins }),
  );
}

async function plain(postgres: BenchPostgres, count: number, bench: string, redisUrl?: string): Promise<Figure[]> {
  const database = await postgres.database();
  const { toUrge } = await dueTogether(database, 1);
  return besideCommands(database, { toUrge, redisUrl, bench, variant: 'one job each' }, (meanwhile) =>
    oneJobEach(database, count, { redisUrl, meanwhile }),
  );
}

/** Lets reminders be delivered while people urge tasks; commands are timed from when `deliver` says that it begins. */
async function besideCommands(
  database: BenchDatabase,
  {
    toUrge,
    redisUrl,
    bench,
    variant,
  }: { toUrge: string[]; redisUrl: string | undefined; bench: string; variant: string },
  deliver: (begins: () => Promise<void>) => Promise<Delivered>,
): Promise<Figure[]> {
  const settings = { ROLES: 'api,projections,reminders,delivery', SWEEP_INTERVAL_MS: '1000' };
  const server = await BenchServer.start(database, { ...settings, ...(redisUrl && { REDIS_URL: redisUrl }) });
  const clerk = await signIn(server.url, 'clerk');
  let turn = 0;
  const urge = () => {
    const path = `/api/v1/tasks/${toUrge[turn++ % toUrge.length]}/urge`;
    return clerk.send('POST', path, { text: '请抓紧办理' }, { 'idempotency-key': randomUUID() });
  };
  const over = new AbortController();
  let commands: Promise<Sample> = Promise.resolve({});
  const { firstMs, allMs } = await deliver(async () => {
    for (let warm = 0; warm < 50; warm++) await urge();
    commands = openLoop(urge, COMMANDS_PER_SECOND, { over: over.signal });
  });
  over.abort();
  const told = {
    first: [firstMs / 1000, 's after they were due'],
    all: [allMs / 1000, 's after they were due'],
    ...Object.fromEntries(Object.entries(await commands).map(([name, sample]) => [`commands.${name}`, sample])),
  } as Sample;
  clerk.close();
  await server.stop();
  return Object.entries(told).map(([name, [value, unit]]) => ({
    ...{ bench: `${bench}.${name}`, variant, value: Number(value.toPrecision(3)), unit, ratioToRaw: null },
  }));
}

/** Moves business time to just before the instant and waits until every reminder is in an inbox. */
async function untilDelivered(
  { ownerUrl }: BenchDatabase,
  count: number,
  { at, begins }: { at: Date; begins: () => Promise<void> },
): Promise<Delivered> {
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await begins();
  const { rows: clock } = await owner.query<{ due_at: Date }>(
    `UPDATE business_clock SET offset_ms = extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000 - $2
     RETURNING $1::timestamptz - offset_ms * interval '1 ms' AS due_at`,
    [at, BEFORE_MS],
  );
  const dueAt = clock[0]?.due_at.getTime() ?? Number.NaN;
  for (;;) {
    await sleep(1_000);
    const { rows } = await owner.query<{ written: number; first: Date; last: Date }>(
      `SELECT count(*)::int AS written, min(finished_at) AS first, max(finished_at) AS last FROM delivery
       WHERE channel = 'in-app' AND claimed_at >= $1`,
      [at],
    );
    const [done] = rows;
    if (!done || done.written < count) continue;
    await owner.end();
    return { firstMs: done.first.getTime() - dueAt, allMs: done.last.getTime() - dueAt };
  }
}
