import { createHash } from 'node:crypto';
import { RAW_TABLE } from '../append/raw.ts';
import { benchEvent, benchMeta } from '../support/events.ts';
import { execute } from '../support/postgres.ts';

export const EVENTS_A_STREAM = 10;
/** As the product's kept states are: an object of a few fields. */
export const STATE = { status: 'active', percent: 40, lastReport: benchEvent(7).text, reports: EVENTS_A_STREAM };

const RAW_STATE = `
  CREATE TABLE raw_state (stream_id uuid PRIMARY KEY, version int NOT NULL, body jsonb NOT NULL)`;

/**
 * Fills an empty log, and the raw tables beside it, with so many events of streams whose events lie among each other, with
 * a state for each stream. The ids are as if by chance, see `streamIdOf`; keys are made at the end, or 10⁷ would take an hour.
 */
export async function fillGrown(ownerUrl: string, events: number): Promise<void> {
  const streams = Math.ceil(events / EVENTS_A_STREAM);
  const { type, ...data } = benchEvent(7);
  const json = (value: object) => `'${JSON.stringify(value)}'::jsonb`;
  const columns = 'position, stream_id, version, schema_version, type, data, meta, recorded_at';
  const rows = `
    SELECT n, md5('s' || (n - 1) % ${streams})::uuid, (n - 1) / ${streams} + 1, 1, '${type}', ${json(data)},
      ${json(benchMeta)}, '2022-11-23T08:00:00Z'::timestamptz + n * interval '1 millisecond'
    FROM generate_series(1, ${events}) AS n`;
  const states = `SELECT md5('s' || n)::uuid AS stream_id, ${EVENTS_A_STREAM} AS version, ${json(STATE)} AS body FROM generate_series(0, ${streams - 1}) AS n`;
  await execute(ownerUrl, `${RAW_TABLE}; ${RAW_STATE}`);
  await Promise.all([
    execute(
      ownerUrl,
      withoutKeys('event', ['event_pkey', 'event_position_key'], `INSERT INTO event (${columns}) ${rows}`) +
        `INSERT INTO stream_state (stream_id, version, decider, shape, body)
         SELECT stream_id, version, 'task', 1, body FROM (${states}) AS s ORDER BY stream_id`,
    ),
    execute(
      ownerUrl,
      `${withoutKeys(
        'raw_event',
        ['raw_event_pkey', 'raw_event_position_key'],
        `INSERT INTO raw_event (${columns}) OVERRIDING SYSTEM VALUE ${rows};
         SELECT setval(pg_get_serial_sequence('raw_event', 'position'), ${events})`,
      )}INSERT INTO raw_state SELECT * FROM (${states}) AS s ORDER BY stream_id`,
    ),
  ]);
  for (const table of ['event', 'stream_state', 'raw_event', 'raw_state'])
    await execute(ownerUrl, `VACUUM ANALYZE ${table}`);
  await execute(ownerUrl, 'CHECKPOINT');
}

/** Has all of it in the memory of Postgres, as what is in use lies there, as far as there is room. */
export async function warm(ownerUrl: string): Promise<void> {
  await execute(
    ownerUrl,
    `CREATE EXTENSION pg_prewarm;
     SELECT pg_prewarm(oid) FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace
     AND relname ~ '^(event|raw_event|stream_state|raw_state)' ORDER BY relkind DESC`,
  );
}

/** The id of a stream that `fillGrown` made, counted from 0. */
export function streamIdOf(nth: number): string {
  const hex = createHash('md5').update(`s${nth}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function withoutKeys(table: string, [primary, unique]: [string, string], fill: string): string {
  return `
    SET maintenance_work_mem = '512MB';
    ALTER TABLE ${table} DROP CONSTRAINT ${primary}, DROP CONSTRAINT ${unique};
    ${fill};
    ALTER TABLE ${table} ADD CONSTRAINT ${unique} UNIQUE (position), ADD CONSTRAINT ${primary} PRIMARY KEY (stream_id, version);`;
}
