import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'pg';
import { openJobs } from '#libs/jobs';
import type { BenchDatabase } from '../support/postgres.ts';

/** As many as serve it best here. */
const CONCURRENCY = 50;
const PORTION = 1_000;
const BEFORE_MS = 2_000;

/** When the first and the last reminder were in the inbox, in milliseconds after they were due. */
export interface Delivered {
  readonly firstMs: number;
  readonly allMs: number;
}

/**
 * The plain way: one delayed BullMQ job for each reminder, all for one instant, and a worker in a process of its own that writes one row
 * into an inbox for each.
 */
export async function oneJobEach(
  database: BenchDatabase,
  count: number,
  { redisUrl, meanwhile }: { redisUrl: string | undefined; meanwhile: () => Promise<void> },
): Promise<Delivered> {
  const pool = new Pool({ connectionString: database.ownerUrl, max: CONCURRENCY });
  await pool.query(
    'CREATE TABLE IF NOT EXISTS plain_inbox (id uuid PRIMARY KEY, written_at timestamptz NOT NULL DEFAULT clock_timestamp())',
  );
  await pool.query('TRUNCATE plain_inbox');
  const jobs = await openJobs({ databaseUrl: database.url, redisUrl, deploymentId: randomUUID(), onError: () => {} });
  const queue = jobs.queue<{ id: string }>('herd');
  const from = performance.now();
  const add = async (n: number, delayMs: number) =>
    queue.add(
      Array.from({ length: n }, () => ({ id: `reminder-${randomUUID()}`, data: { id: randomUUID() }, delayMs })),
    );
  // How long adding takes is not known before: the first tenth tells.
  await add(PORTION, 3_600_000);
  const untilAddedMs = ((performance.now() - from) * count * 2) / PORTION + BEFORE_MS;
  const dueAt = Date.now() + Math.ceil(untilAddedMs);
  for (let left = count; left > 0; left -= PORTION) await add(Math.min(PORTION, left), dueAt - Date.now());
  if (Date.now() > dueAt) throw new Error('The jobs were due before all of them were added');
  await meanwhile();
  jobs.worker<{ id: string }>('herd', ({ id }) => pool.query('INSERT INTO plain_inbox (id) VALUES ($1)', [id]), {
    concurrency: CONCURRENCY,
  });
  for (;;) {
    await sleep(500);
    const { rows } = await pool.query(
      'SELECT count(*)::int AS written, min(written_at) AS first, max(written_at) AS last FROM plain_inbox',
    );
    if (rows[0].written < count) continue;
    await jobs.close();
    await pool.end();
    return { firstMs: rows[0].first.getTime() - dueAt, allMs: rows[0].last.getTime() - dueAt };
  }
}
