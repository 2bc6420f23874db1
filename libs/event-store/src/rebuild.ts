import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { holdAppends } from './append-statement.ts';
import { readCheckpoint } from './checkpoint.ts';
import { sqlState } from './connection.ts';
import type { Position } from './contract.ts';
import type { EventSchemas } from './event-schemas.ts';
import { FreshTables } from './fresh-tables.ts';
import type { Projection } from './projection.ts';
import { headPosition } from './reading.ts';
import { discard, savedProgress, saveProgress, schemaFor } from './rebuild-progress.ts';
import { Replay, type ReplayOptions } from './replay.ts';
import { inTransactionOf } from './transaction.ts';

export interface RebuildOptions extends ReplayOptions {
  /** Leaves rows alone that are of the projection's shape, or of a newer one: for whoever only wants them up to date. */
  readonly ifOutdated?: boolean;
  /** Called when another process rebuilds in this database; its end is waited for. */
  readonly onWaiting?: () => void;
  /** The program and those of its settings that the rows follow from: what another maker has begun is not gone on with. */
  readonly madeBy?: string;
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
/** How long those who read may be kept waiting by an attempt to swap. */
const SWAP_LOCK_TIMEOUT_MS = 40;
const LONGEST_PAUSE_MS = 5_000;
/** So few events are folded while everybody waits. */
const FEW = 200;

/**
 * Makes a projection's rows anew from the log, beside the live ones, and puts them in their place; the old rows are read
 * and kept up to date meanwhile, and appends go on. It works in steps, each a transaction with the note that it is done: the
 * portions of the log, the indexes, and last the swap. An error, an abort or a crash leaves the live tables as they were,
 * and the next call goes on behind the last step that was done. Twice is once; of two processes at a time the second
 * waits. Answers null when `ifOutdated` and nothing was to be done. The data source must be the owner's, and its
 * connections Postgres's own (not a pooler's).
 */
export async function rebuildProjection(
  dataSource: DataSource,
  projection: Projection,
  schemas: EventSchemas,
  { ifOutdated = false, onWaiting, madeBy = '', ...options }: RebuildOptions = {},
): Promise<Rebuilt | null> {
  const runner = dataSource.createQueryRunner();
  try {
    const client: PoolClient = await runner.connect();
    return await abortable(dataSource, client, options.signal, () =>
      alone(client, onWaiting, async () => {
        if (ifOutdated && !(await isOutdated(client, runner.manager, projection))) {
          await discard(client, schemaFor(projection.name));
          return null;
        }
        const replay = new Replay(dataSource, client, projection, schemas, options);
        const fresh = await FreshTables.beside(client, schemaFor(projection.name), projection.tables);
        const definition = await fresh.definition();
        const kind = JSON.stringify([projection.shape, madeBy, definition]);
        await makeRows(runner, client, { fresh, replay, kind });

        const lockedAt = await inTransactionOf(runner, async () => {
          await fresh.holdLive();
          if ((await fresh.definition()) !== definition)
            throw new Error(`The tables of ${projection.name} were changed while it was rebuilt: rebuild it again`);
          await fresh.use();
          await fresh.analyze();
          await fresh.addTheRest();
          return swap(client, runner.manager, projection, fresh, replay, options.signal);
        });
        const { position, parked, rows } = replay;
        return { position, rows, parked: parked.size, lockMs: performance.now() - lockedAt };
      }),
    );
  } finally {
    await runner.release();
  }
}

/** Fills the fresh tables and makes their indexes, as far as that was not done before. */
async function makeRows(
  runner: QueryRunner,
  client: PoolClient,
  { fresh, replay, kind }: { fresh: FreshTables; replay: Replay; kind: string },
): Promise<void> {
  const head = () => headPosition(client);
  const saved = await savedProgress(client, fresh.schema, kind);
  if (saved) replay.resume(saved);
  const [position, indexes] = [saved?.position ?? (await head()), fresh.indexes()];
  const portions = saved?.portions ?? replay.portions(position);
  for (let done = saved?.done ?? 0; done < portions + indexes.length; done++) {
    await inTransactionOf(runner, async () => {
      if (done === 0) {
        await discard(client, fresh.schema);
        await client.query(`CREATE SCHEMA ${fresh.schema}`);
        await fresh.create();
      }
      await fresh.use();
      if (done < portions) await replay.fillPortion(fresh, { nth: done, of: portions }, position, head);
      else await client.query(indexes[done - portions] ?? '');
      await saveProgress(client, fresh.schema, kind, { ...replay.standing(), portions, done: done + 1 });
    });
  }
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
      await discard(client, fresh.schema);
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

/** Works while no other process of this database rebuilds, on a session of its own settings. */
async function alone<T>(client: PoolClient, onWaiting: (() => void) | undefined, work: () => Promise<T>): Promise<T> {
  await client.query(`SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;
    SET maintenance_work_mem = '128MB'`);
  const { rows } = await client.query(`SELECT pg_try_advisory_lock(${REBUILD_LOCK}) AS had`);
  if (!rows[0].had) {
    onWaiting?.();
    await client.query(`SELECT pg_advisory_lock(${REBUILD_LOCK})`);
  }
  try {
    return await work();
  } finally {
    // With a connection that is lost, all of it is gone already.
    await client
      .query(`SELECT pg_advisory_unlock(${REBUILD_LOCK}); RESET statement_timeout;
        RESET idle_in_transaction_session_timeout; RESET maintenance_work_mem`)
      .catch(() => {});
  }
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
