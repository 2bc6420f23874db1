import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource, EntitySchema } from 'typeorm';
import { benchEvent, benchMeta } from '../support/events.ts';
import { execute } from '../support/postgres.ts';
import type { AppendingStore } from './store.ts';

/** The table that our log's is compared with: the same columns and keys, positions from a sequence, no checks and no triggers. */
export const RAW_TABLE = `
  CREATE TABLE IF NOT EXISTS raw_event (
    position       bigint      GENERATED ALWAYS AS IDENTITY UNIQUE,
    stream_id      uuid        NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    version        int         NOT NULL,
    schema_version smallint    NOT NULL,
    type           text        NOT NULL,
    data           jsonb       NOT NULL,
    meta           jsonb       NOT NULL,
    PRIMARY KEY (stream_id, version)
  )`;
const COLUMNS = ['stream_id', 'version', 'schema_version', 'type', 'data', 'meta'];

/** Prepared INSERTs by hand, a connection for each worker; an append of several events is one INSERT of several rows. */
export async function raw(url: string, workers: number): Promise<AppendingStore> {
  await execute(url, RAW_TABLE);
  const clients = await Promise.all(
    Array.from({ length: workers }, async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  return {
    append: async (worker, eventCount) => {
      const streamId = randomUUID();
      const values = Array.from({ length: eventCount }, (_, nth) => rowOf(streamId, nth)).flat();
      await clients[worker]?.query({ name: `insert_${eventCount}`, text: insertOf(eventCount), values });
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.end()));
    },
  };
}

const RawEvent = new EntitySchema<Record<string, unknown>>({
  name: 'raw_event',
  columns: {
    position: { type: 'bigint', generated: 'increment' },
    stream_id: { type: 'uuid', primary: true },
    version: { type: 'int', primary: true },
    schema_version: { type: 'smallint' },
    type: { type: 'text' },
    data: { type: 'jsonb' },
    meta: { type: 'jsonb' },
  },
});

/** TypeORM's `insert()` of an entity's row, with as many connections as workers. */
export async function typeorm(url: string, workers: number): Promise<AppendingStore> {
  await execute(url, RAW_TABLE);
  const dataSource = await new DataSource({
    type: 'postgres',
    url,
    installExtensions: false,
    extra: { max: workers },
    entities: [RawEvent],
  }).initialize();
  const repository = dataSource.getRepository(RawEvent);
  return {
    append: async (_, eventCount) => {
      const streamId = randomUUID();
      await repository.insert(
        Array.from({ length: eventCount }, (_, nth) => {
          const { type, ...data } = benchEvent(nth);
          return { stream_id: streamId, version: nth + 1, schema_version: 1, type, data, meta: { ...benchMeta } };
        }),
      );
    },
    close: () => dataSource.destroy(),
  };
}

const inserts = new Map<number, string>();

function insertOf(eventCount: number): string {
  const width = COLUMNS.length;
  const row = (at: number) => `(${COLUMNS.map((_, column) => `$${at * width + column + 1}`).join()})`;
  const text =
    inserts.get(eventCount) ??
    `INSERT INTO raw_event (${COLUMNS}) VALUES ${Array.from({ length: eventCount }, (_, at) => row(at)).join()}`;
  inserts.set(eventCount, text);
  return text;
}

function rowOf(streamId: string, nth: number): unknown[] {
  const { type, ...data } = benchEvent(nth);
  return [streamId, nth + 1, 1, type, JSON.stringify(data), JSON.stringify(benchMeta)];
}
