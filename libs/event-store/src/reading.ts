import type { DomainEvent, Instant } from '#libs/event-sourcing';
import type { Queryable } from './connection.ts';
import type { LoadedState, Position, SkipEvent, StateRow, StoredEvent } from './contract.ts';
import { UnknownEventVersion } from './errors.ts';
import type { EventSchemas } from './event-schemas.ts';
import type { PreparedReads } from './prepared-reads.ts';

/** A row of `event` as Postgres writes it, every column as text, in the order of `EVENT_COLUMNS`. */
export type EventRow = readonly [
  position: string,
  streamId: string,
  version: string,
  type: string,
  schemaVersion: string,
  data: string,
  meta: string,
  recordedAt: string,
];
export const EVENT_COLUMNS = `position, stream_id, version, type, schema_version, data, meta, recorded_at AT TIME ZONE 'UTC'`;

/** Rows after a position, in its order: since positions are gapless in commit order, none can appear behind them later. */
export async function rowsAfter(
  via: Queryable,
  after: Position,
  limit: number,
  upTo = Number.MAX_SAFE_INTEGER,
): Promise<EventRow[]> {
  return rows(
    via,
    `SELECT ${EVENT_COLUMNS} FROM event WHERE position > $1 AND position <= $2 ORDER BY position LIMIT $3`,
    [after, upTo, limit],
  );
}

export async function rowsOfStream(via: PreparedReads, streamId: string, afterVersion: number): Promise<EventRow[]> {
  const result = await via.query({ ...READ_STREAM, values: [streamId, afterVersion] });
  return result.rows as unknown as EventRow[];
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
    `SELECT ${EVENT_COLUMNS} FROM event WHERE stream_id = $1 AND position BETWEEN $2 AND $3 ORDER BY version`,
    [streamId, from, to],
  );
}

/** The driver's own parsing is left out: an event is made from its texts at once. */
const asText = { getTypeParser: () => (text: string) => text };

// Prepared by name: another number when the text changes.
const READ_STREAM = {
  name: 'duban_read_stream_1',
  text: `SELECT ${EVENT_COLUMNS} FROM event WHERE stream_id = $1 AND version > $2 ORDER BY version`,
  rowMode: 'array',
  types: asText as never,
};

async function rows(via: Queryable, text: string, values: unknown[]): Promise<EventRow[]> {
  const result = await via.query({ text, values, rowMode: 'array', types: asText as never });
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
  return {
    position: Number(row[0]),
    streamId: row[1],
    version: Number(row[2]),
    event: schemas.parse(row[3], Number(row[4]), row[5]) as E,
    meta: JSON.parse(row[6]),
    recordedAt: instantOf(row[7]),
  };
}

/** The same in a list, which is empty when the event is of an unknown type or version: then `skip` is told. */
export function knownEvent(row: EventRow, schemas: EventSchemas, skip: SkipEvent): StoredEvent[] {
  try {
    return [storedEvent(row, schemas)];
  } catch (error) {
    if (!(error instanceof UnknownEventVersion)) throw error;
    skip(positionOf(row), error);
    return [];
  }
}

/** From `2022-10-26 01:00:00`, which may have a fraction of a second behind it. */
function instantOf(utc: string): Instant {
  if (utc[10] !== ' ') throw new Error(`Postgres writes times as ${utc}: set its DateStyle to ISO`);
  return `${utc.slice(0, 10)}T${utc.slice(11, 19)}.${utc.slice(20, 23).padEnd(3, '0')}Z`;
}

/** Position of the newest event, 0 when there is none. */
export async function headPosition(via: Queryable): Promise<Position> {
  const { rows } = await via.query<{ head: string }>('SELECT coalesce(max(position), 0) AS head FROM event');
  return Number(rows[0]?.head);
}

/** For each stream the state kept at its present version, or null. */
export async function keptStates(via: PreparedReads, streamIds: readonly string[]): Promise<(LoadedState | null)[]> {
  const rows: (StateRow & { asked: string; version: number })[] = (
    await via.query({ ...KEPT_STATES, values: [streamIds] })
  ).rows;
  const found = new Map(rows.map(({ asked, version, ...state }) => [asked, { version, state }]));
  return streamIds.map((id) => found.get(id.toLowerCase()) ?? null);
}

/** For each stream its present version, 0 for one that does not exist. */
export async function versions(via: PreparedReads, streamIds: readonly string[]): Promise<number[]> {
  const rows: { version: number }[] = (await via.query({ ...VERSIONS, values: [streamIds] })).rows;
  return rows.map(({ version }) => version);
}

const NEWEST = '(SELECT e.version FROM event e WHERE e.stream_id = asked ORDER BY e.version DESC LIMIT 1)';
const KEPT_STATES = {
  name: 'duban_kept_states_1',
  text: `SELECT asked, version, decider, shape, body FROM unnest($1::uuid[]) AS asked JOIN stream_state s ON s.stream_id = asked
     WHERE version = ${NEWEST}`,
};
const VERSIONS = {
  name: 'duban_versions_1',
  text: `SELECT coalesce(${NEWEST}, 0) AS version FROM unnest($1::uuid[]) WITH ORDINALITY AS a (asked, nth) ORDER BY nth`,
};
