import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { TaskEvent } from '#libs/directives';
import { EventLog, rebuildProjection } from '#libs/event-store';
import { readConfig } from '../../apps/server/src/config.ts';
import { eventSchemas } from '../../apps/server/src/event-schemas.ts';
import { projectionsOf } from '../../apps/server/src/operations/projections.ts';
import { emmettRebuild } from './rebuild/emmett.ts';
import { foldLedger, LEDGER_TABLE, Ledger, type LedgerRow } from './rebuild/ledger.ts';
import { EVENTS_A_TASK, fillTaskLog } from './rebuild/task-log.ts';
import { type BenchRun, compare } from './support/bench.ts';
import type { Sample } from './support/figures.ts';
import { execute } from './support/postgres.ts';

/** Makes a ledger of tasks from a long log: ours from all of it, `raw` row by row from its beginning, per event. */
export async function bench(run: BenchRun): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  const { url, ownerUrl } = await postgres.database();
  const [tasks, beginning] = run.quick ? [100, 200] : [100_000, 10_000];
  await fillTaskLog(ownerUrl, tasks);
  await execute(ownerUrl, LEDGER_TABLE);
  const [log, client] = [new EventLog(url, eventSchemas), new Client({ connectionString: ownerUrl })];
  await client.connect();
  const owner = await new DataSource({ type: 'postgres', url: ownerUrl, installExtensions: false }).initialize();
  run.onEnd(() => Promise.all([log.close(), client.end(), owner.destroy()]));

  const events = tasks * EVENTS_A_TASK;
  const timed = async (count: number, work: () => Promise<unknown>): Promise<Sample> => {
    const startedAt = performance.now();
    await work();
    return { '': [(count * 1000) / (performance.now() - startedAt), 'events/s'] };
  };
  const product = projectionsOf(readConfig({}));
  const named = (name: string) => product.find((projection) => projection.name === name) ?? new Ledger();
  const ours =
    (projection = new Ledger() as (typeof product)[number]) =>
    () =>
      timed(events, () => rebuildProjection(owner, projection, eventSchemas));
  const page = await log.readAll(0, beginning);
  const emmett = run.wants('emmett') && (await emmettRebuild(run, (await postgres.database()).ownerUrl, page));
  const byEmmett = (batchSize: number) => async (): Promise<Sample> =>
    emmett ? { '': [page.length / (await emmett(batchSize)), 'events/s'] } : {};
  await compare(run, 'rebuild.ledger', {
    // What most projections do with each event: read the row, fold, write it back, a commit each.
    raw: async () => {
      await client.query('TRUNCATE ledger');
      return timed(beginning, async () => {
        for (const { streamId, event } of page) await rowByRow(client, streamId, event as TaskEvent);
      });
    },
    ours: ours(),
    ...(emmett ? { emmett: byEmmett(100), 'emmett: large batches': byEmmett(2_000) } : {}),
    'ours: tasks': ours(named('tasks')),
    'ours: kept states': ours(named('kept-states')),
  });
}

async function rowByRow(client: Client, taskId: string, event: TaskEvent): Promise<void> {
  const { rows } = await client.query<LedgerRow>({
    name: 'load',
    text: 'SELECT version, status, title, lead_unit, percent, due::text FROM ledger WHERE task_id = $1',
    values: [taskId],
  });
  const { version, status, title, lead_unit, percent, due } = foldLedger(rows[0], event);
  await client.query({
    name: 'store',
    text: `INSERT INTO ledger VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (task_id) DO UPDATE
      SET version = excluded.version, status = excluded.status, percent = excluded.percent`,
    values: [taskId, version, status, title, lead_unit, percent, due],
  });
}
