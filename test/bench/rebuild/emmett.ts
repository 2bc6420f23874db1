import { Client } from 'pg';
import type { TaskEvent } from '#libs/directives';
import type { DomainEvent } from '#libs/event-sourcing';
import type { EventMeta, StoredEvent } from '#libs/event-store';
import type { BenchRun } from '../support/bench.ts';
import { benchMeta } from '../support/events.ts';
import { peer } from '../support/peers.ts';
import { execute } from '../support/postgres.ts';
import { LEDGER_TABLE } from './ledger.ts';

/** What `peers/emmett.mjs` exports. */
interface Emmett {
  open(url: string): Promise<{
    append(streamId: string, events: readonly DomainEvent[], meta: EventMeta): Promise<unknown>;
    close(): Promise<void>;
  }>;
  rebuild(url: string, options: RebuildOptions): Promise<void>;
}

interface RebuildOptions {
  readonly batchSize: number;
  readonly types: readonly TaskEvent['type'][];
  readonly statementOf: typeof statementOf;
}

const TYPES = ['TaskAssigned', 'TaskSignedFor', 'ProgressReported', 'CompletionClaimed', 'TaskClosed'] as const;

/**
 * Emmett's own rebuild of the same ledger from the same events. Answers with how to run it once, with so many events a
 * batch; null when Emmett cannot be had. It checks that the ledger is complete.
 */
export async function emmettRebuild(run: BenchRun, url: string, events: readonly StoredEvent[]) {
  const module = await peer<Emmett>(run, 'emmett');
  if (!module) return null;
  const store = await module.open(url);
  const streams = new Map<string, StoredEvent[]>();
  for (const stored of events) streams.set(stored.streamId, [...(streams.get(stored.streamId) ?? []), stored]);
  for (const [streamId, stored] of streams) {
    await store.append(
      streamId,
      stored.map(({ event }) => event),
      benchMeta,
    );
  }
  await store.close();
  await execute(url, LEDGER_TABLE);
  await execute(url, 'VACUUM ANALYZE');
  return async (batchSize: number) => {
    await execute(url, 'TRUNCATE ledger; DELETE FROM emt_processors');
    const startedAt = performance.now();
    await module.rebuild(url, { batchSize, types: TYPES, statementOf });
    const seconds = (performance.now() - startedAt) / 1000;
    await checkLedger(url, streams.size, events.length);
    return seconds;
  };
}

/** In the way of SQL projections: what an event does to the row, without reading it first. */
function statementOf(taskId: string, event: TaskEvent): [text: string, ...values: unknown[]] {
  if (event.type === 'TaskAssigned')
    return [
      `INSERT INTO ledger VALUES (%L, 1, 'assigned', %L, %L, 0, %L)`,
      ...[taskId, event.title, event.leadUnit, event.deadline?.date ?? null],
    ];
  const update = (set: string, ...values: unknown[]): [string, ...unknown[]] => [
    `UPDATE ledger SET version = version + 1, ${set} WHERE task_id = %L`,
    ...[...values, taskId],
  ];
  if (event.type === 'TaskSignedFor') return update(`status = 'signed-for'`);
  if (event.type === 'ProgressReported') return update(`status = 'active', percent = %s`, event.percent);
  if (event.type === 'CompletionClaimed') return update(`status = 'in-review'`);
  return update(`status = 'closed', percent = 100`);
}

async function checkLedger(url: string, tasks: number, events: number): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT count(*)::int AS tasks, sum(version)::int AS events FROM ledger');
  await client.end();
  if (rows[0].tasks !== tasks || rows[0].events !== events)
    throw new Error(`Emmett made ${rows[0].tasks} rows of ${rows[0].events} events, not ${tasks} of ${events}`);
}
