import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { holdAppends } from './append-statement.ts';
import { readCheckpoint } from './checkpoint.ts';
import { sqlState } from './connection.ts';
import type { Position } from './contract.ts';
import type { EventSchemas } from './event-schemas.ts';
import { FreshTables } from './fresh-tables.ts';
import type { Projection } from './projection.ts';
import { headPosition } from './reading.ts';
import { Replay, type ReplayOptions } from './replay.ts';
import { inTransaction } from './transaction.ts';

export interface RebuildOptions extends ReplayOptions {
  /** Leaves rows alone that are of the projection's shape, or of a newer one: for whoever only wants them up to date. */
  readonly ifOutdated?: boolean;
  /** Called when another process rebuilds in this database; its end is waited for. */
  readonly onWaiting?: () => void;
}

export interface Rebuilt {
  /** Of the last event in the new rows. */
  readonly position: Position;
  readonly rows: number;
  /** Streams whose events could not be folded, now parked. */
  readonly parked: number;
  /** How long the tables could not be read (and, of an inline projection, nothing was appended), in ms of real time. */
  readonly lockMs: number;
}

/** Any number, the same in all processes: one rebuild at a time in one database. */
const REBUILD_LOCK = 1_685_414_523;
const SCHEMA = 'duban_rebuild';
/** How long those who read may be kept waiting by an attempt to swap. */
const SWAP_LOCK_TIMEOUT_MS = 40;
const LONGEST_PAUSE_MS = 5_000;
/** So few events are folded while everybody waits. */
const FEW = 200;

/**
 * Makes a projection's rows anew from the log, beside the live ones, and puts them in their place; the old rows are read
 * and kept up to date meanwhile, and appends go on. Everything is one transaction: an error, an abort or a crash at any
 * point leaves all as it was. Twice is once; of two processes at a time the second waits. Answers null when `ifOutdated`
 * and nothing was to be done. The data source must be the owner's, and its connections Postgres's own (not a pooler's).
 */
export async function rebuildProjection(
  dataSource: DataSource,
  projection: Projection,
  schemas: EventSchemas,
  { ifOutdated = false, onWaiting, ...options }: RebuildOptions = {},
): Promise<Rebuilt | null> {
  let lockedAt = 0;
  const rebuilt = await inTransaction(dataSource, async (manager, client) =>
    abortable(dataSource, client, options.signal, async () => {
      await client.query(`SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0;
        SET LOCAL maintenance_work_mem = '128MB'`);
      await waitForOthers(client, onWaiting);
      if (ifOutdated && !(await isOutdated(client, manager, projection))) return null;

      const fresh = await FreshTables.create(client, SCHEMA, projection.tables);
      const replay = new Replay(dataSource, client, projection, schemas, options);
      await replay.fill(fresh, () => headPosition(client));
      await fresh.addIndexes();
      await fresh.addTheRest();
      lockedAt = await swap(client, manager, projection, fresh, replay, options.signal);
      const { position, parked, rows } = replay;
      return { position, rows, parked: parked.size };
    }),
  );
  return rebuilt && { ...rebuilt, lockMs: performance.now() - lockedAt };
}

/** Tries until the live tables can be locked without keeping anybody waiting; answers when that was. */
async function swap(
  client: PoolClient,
  manager: EntityManager,
  { name, shape, inline }: Projection,
  fresh: FreshTables,
  replay: Replay,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (let pauseMs = 50; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    while ((await replay.catchUp(manager, await headPosition(client))) > FEW);
    const undo = replay.mark();
    await client.query('SAVEPOINT swap');
    let lockedAt = performance.now();
    try {
      if (inline) {
        await holdAppends(client, LONGEST_PAUSE_MS);
        lockedAt = performance.now();
      } else await client.query('SELECT FROM checkpoint WHERE name = $1 FOR UPDATE', [name]);
      await replay.catchUp(manager, await headPosition(client));
      if (!inline) await saveRebuilt(client, { name, shape }, replay);
      const waitedFrom = performance.now();
      await fresh.lockLive(SWAP_LOCK_TIMEOUT_MS);
      await fresh.replaceLive();
      return inline ? lockedAt : waitedFrom;
    } catch (error) {
      if (sqlState(error) !== '55P03') throw error;
      await client.query('ROLLBACK TO SAVEPOINT swap');
      undo();
      await sleep(pauseMs * (0.5 + Math.random()), undefined, signal && { signal });
    }
  }
}

async function isOutdated(client: PoolClient, manager: EntityManager, { name, shape, inline }: Projection) {
  if (inline) return inline.isOutdated(manager);
  return ((await readCheckpoint(client, name))?.shape ?? 0) < shape;
}

async function saveRebuilt(client: PoolClient, { name, shape }: { name: string; shape: number }, replay: Replay) {
  await client.query(
    `INSERT INTO checkpoint (name, position, shape) VALUES ($1, $2, $3)
     ON CONFLICT (name) DO UPDATE SET position = excluded.position, shape = excluded.shape`,
    [name, replay.position, shape],
  );
  await client.query('DELETE FROM parked_stream WHERE subscription = $1', [name]);
  await client.query(
    `INSERT INTO parked_stream (subscription, stream_id, position, error)
     SELECT $1, * FROM json_to_recordset($2) AS p (stream_id uuid, position bigint, error text)`,
    [name, JSON.stringify([...replay.parked].map(([stream_id, parked]) => ({ stream_id, ...parked })))],
  );
}

async function waitForOthers(client: PoolClient, onWaiting: (() => void) | undefined): Promise<void> {
  const { rows } = await client.query(`SELECT pg_try_advisory_xact_lock(${REBUILD_LOCK}) AS had`);
  if (rows[0].had) return;
  onWaiting?.();
  await client.query(`SELECT pg_advisory_xact_lock(${REBUILD_LOCK})`);
}

/** Ends the connection when the signal comes, whatever it waits for, and the transaction with it. */
async function abortable<T>(
  dataSource: DataSource,
  client: PoolClient,
  signal: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> {
  if (!signal) return work();
  signal.throwIfAborted();
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  let ending: Promise<unknown> | undefined;
  const end = () => {
    ending = dataSource.query(`SELECT pg_terminate_backend($1, ${LONGEST_PAUSE_MS})`, [rows[0].pid]).catch(() => {});
  };
  signal.addEventListener('abort', end);
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', end);
    await ending; // or it would end whoever has the connection next
  }
}
