import type { DomainEvent } from '#libs/event-sourcing';
import type { Queryable } from './connection.ts';
import type { EventMeta, Position, StoredEvent } from './contract.ts';
import type { EventData, EventSchemas } from './event-schemas.ts';

/** A row of `event` as it comes, columns in the order of `COLUMNS`. */
export type EventRow = readonly [
  position: string,
  streamId: string,
  version: number,
  type: string,
  schemaVersion: number,
  data: EventData,
  meta: EventMeta,
  recordedAt: Date,
];
const COLUMNS = 'position, stream_id, version, type, schema_version, data, meta, recorded_at';

/** Rows after a position, in its order: since positions are gapless in commit order, none can appear behind them later. */
export async function rowsAfter(via: Queryable, after: Position, limit: number): Promise<EventRow[]> {
  return rows(via, `SELECT ${COLUMNS} FROM event WHERE position > $1 ORDER BY position LIMIT $2`, [after, limit]);
}

export async function rowsOfStream(via: Queryable, streamId: string, afterVersion: number): Promise<EventRow[]> {
  return rows(via, `SELECT ${COLUMNS} FROM event WHERE stream_id = $1 AND version > $2 ORDER BY version`, [
    streamId,
    afterVersion,
  ]);
}

/** Both ends are included. */
export async function rowsOfStreamBetween(
  via: Queryable,
  streamId: string,
  from: Position,
  to: Position,
): Promise<EventRow[]> {
  return rows(
    via,
    `SELECT ${COLUMNS} FROM event WHERE stream_id = $1 AND position BETWEEN $2 AND $3 ORDER BY version`,
    [streamId, from, to],
  );
}

async function rows(via: Queryable, text: string, values: unknown[]): Promise<EventRow[]> {
  const result = await via.query({ text, values, rowMode: 'array' });
  return result.rows as unknown as EventRow[];
}

export function positionOf(row: EventRow): Position {
  return Number(row[0]);
}

export function streamIdOf(row: EventRow): string {
  return row[1];
}

/** Throws `UnknownEventVersion`. */
export function storedEvent<E extends DomainEvent = DomainEvent>(row: EventRow, schemas: EventSchemas): StoredEvent<E> {
  const [, streamId, version, type, schemaVersion, data, meta, recordedAt] = row;
  return {
    position: positionOf(row),
    streamId,
    version,
    event: schemas.upcast(type, schemaVersion, data) as E,
    meta,
    recordedAt: recordedAt.toISOString(),
  };
}

/** Position of the newest event, 0 when there is none. */
export async function headPosition(via: Queryable): Promise<Position> {
  const { rows } = await via.query<{ head: string }>('SELECT coalesce(max(position), 0) AS head FROM event');
  return Number(rows[0]?.head);
}
