import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { readCheckpoint } from './checkpoint.ts';
import type { Position } from './contract.ts';
import type { EventSchemas } from './event-schemas.ts';
import { FreshTables } from './fresh-tables.ts';
import type { Projection } from './projection.ts';
import { headPosition } from './reading.ts';
import { Replay, type ReplayOptions } from './replay.ts';

/** One row that is not what the log says; null where there is none. */
export interface Difference {
  readonly table: string;
  readonly stored: Readonly<Record<string, unknown>> | null;
  readonly replayed: Readonly<Record<string, unknown>> | null;
}

export interface Verified {
  /** Up to which event the rows were compared: what the projection has applied. */
  readonly position: Position;
  readonly rows: number;
  /** How many rows differ; `differences` shows the first of them. */
  readonly different: number;
  readonly differences: readonly Difference[];
  /** Streams that could not be folded in the replay; they are no difference when they are parked as well. */
  readonly parked: number;
}

/** So many differences are shown of a table. */
const SHOWN = 20;

/**
 * Compares every row of a projection with a replay of the log, in temporary tables; the rows are read in one snapshot, and
 * nobody has to wait. Rows of an older shape are compared too, and differ where that shape did.
 */
export async function verifyProjection(
  dataSource: DataSource,
  projection: Projection,
  schemas: EventSchemas,
  options: ReplayOptions = {},
): Promise<Verified> {
  const runner = dataSource.createQueryRunner();
  const client: PoolClient = await runner.connect();
  const goal = () => appliedPosition(client, projection);
  try {
    await runner.startTransaction('READ COMMITTED');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL statement_timeout = 0');
    const fresh = await FreshTables.beside(client, 'pg_temp', projection.tables);
    await fresh.create();
    await fresh.use();
    const replay = new Replay(dataSource, client, projection, schemas, options);
    await replay.fill(fresh, goal);
    await fresh.addIndexes();
    await runner.commitTransaction();

    await runner.startTransaction('REPEATABLE READ');
    await client.query('SET LOCAL statement_timeout = 0');
    await replay.catchUp(runner.manager, await goal());
    const differences: Difference[] = [];
    let [different, rows] = [0, 0];
    for (const { name } of projection.tables) {
      const found = await compare(client, name, fresh.liveSchema);
      different += found.different;
      rows += found.rows;
      differences.push(...found.differences);
    }
    const { position, parked } = replay;
    return { position, rows, different, differences, parked: parked.size };
  } finally {
    await runner.rollbackTransaction().catch(() => {});
    await client.query('DISCARD TEMP').catch(() => {});
    await runner.release();
  }
}

async function appliedPosition(client: PoolClient, { name, inline }: Projection): Promise<Position> {
  return inline ? headPosition(client) : ((await readCheckpoint(client, name))?.position ?? 0);
}

async function compare(client: PoolClient, table: string, liveSchema: string) {
  const { rows: keys } = await client.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(attname), ', ') AS columns FROM pg_index JOIN pg_attribute a
     ON a.attrelid = indrelid AND a.attnum = ANY (indkey) WHERE indrelid = $1::regclass AND indisprimary`,
    [`${liveSchema}.${table}`],
  );
  const { rows } = await client.query<{
    total: string;
    stored: Difference['stored'];
    replayed: Difference['replayed'];
  }>(
    `SELECT count(*) OVER () AS total, to_jsonb(stored) AS stored, to_jsonb(replayed) AS replayed
     FROM ${liveSchema}.${table} AS stored FULL JOIN pg_temp.${table} AS replayed USING (${keys[0]?.columns})
     WHERE stored IS DISTINCT FROM replayed LIMIT ${SHOWN}`,
  );
  const { rows: counts } = await client.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${liveSchema}.${table}`);
  return {
    rows: Number(counts[0]?.rows),
    different: Number(rows[0]?.total ?? 0),
    differences: rows.map(({ stored, replayed }): Difference => ({ table, stored, replayed })),
  };
}
