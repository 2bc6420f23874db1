import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { DatabaseError, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { holdAppends } from './append-statement.ts';
import type { Position, StoredEvent } from './contract.ts';
import { encodeRow } from './copy-rows.ts';
import { MalformedEvent, StoreUnavailable } from './errors.ts';
import type { EventSchemas } from './event-schemas.ts';

/** An event with its place in its stream, as another log may have given it. */
export type ImportedEvent = Omit<StoredEvent, 'position'>;

const COPY = `COPY event (position, stream_id, version, type, schema_version, data, meta, recorded_at) FROM STDIN`;
/** Characters that are handed to the connection at once. */
const PIECE = 64_000;

/**
 * Stores events by COPY in one transaction that holds the append lock from the first to the last; see
 * `EventLog.importEvents`. After a failure the connection is not to be used again.
 */
export async function importEvents(
  client: PoolClient,
  events: Iterable<ImportedEvent> | AsyncIterable<ImportedEvent>,
  schemas: EventSchemas,
  lockTimeoutMs: number,
): Promise<Position> {
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
  await holdAppends(client, lockTimeoutMs);
  const lines = new ImportedLines(await headOf(client), schemas);
  await pipeline(Readable.from(lines.of(events)), client.query(copyFrom(COPY))).catch(refuseRepeats);
  await refuseGaps(client, lines);
  await client.query('NOTIFY event');
  await commit(client);
  return lines.position;
}

/** A warning says that the events are there, but not confirmed by the standby: not acknowledged, as with an append. */
async function commit(client: PoolClient): Promise<void> {
  let warning: string | undefined;
  const note: Parameters<typeof client.on<'notice'>>[1] = ({ severity, message }) => {
    if (severity === 'WARNING') warning = message ?? severity;
  };
  client.on('notice', note);
  await client.query('COMMIT');
  client.off('notice', note);
  if (warning) throw new StoreUnavailable(`The commit was not confirmed: ${warning}`);
}

interface Head {
  readonly position: Position;
  readonly recordedAt: number;
  readonly now: number;
}

async function headOf(client: PoolClient): Promise<Head> {
  const { rows } = await client.query<{ position: string; recorded_at: Date | null; now: Date }>(
    `SELECT coalesce(max(position), 0) AS position, max(recorded_at) AS recorded_at, duban_now() AS now
     FROM (SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1) AS last`,
  );
  const [head] = rows;
  if (!head) throw new Error('The head of the log was not to be had');
  return {
    position: Number(head.position),
    recordedAt: head.recorded_at?.getTime() ?? Number.NEGATIVE_INFINITY,
    now: head.now.getTime(),
  };
}

/** Numbers the events, turns them into lines of COPY, and refuses what is out of order among them. */
class ImportedLines {
  /** Of the newest event so far. */
  position: Position;
  /** The version with which the import goes on in streams that it does not begin. */
  readonly continued = new Map<string, number>();
  readonly #versions = new Map<string, number>();
  readonly #schemas: EventSchemas;
  readonly #now: number;
  #recordedAt: number;

  constructor({ position, recordedAt, now }: Head, schemas: EventSchemas) {
    this.position = position;
    this.#recordedAt = recordedAt;
    this.#now = now;
    this.#schemas = schemas;
  }

  async *of(events: Iterable<ImportedEvent> | AsyncIterable<ImportedEvent>): AsyncGenerator<string> {
    let piece = '';
    for await (const event of events) {
      piece += this.#lineOf(event);
      if (piece.length < PIECE) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }

  #lineOf({ streamId, version, event, meta, recordedAt }: ImportedEvent): string {
    const { type, ...data } = event;
    const schemaVersion = this.#schemas.versionOf(type);
    if (schemaVersion === undefined)
      throw new MalformedEvent(`Event type ${type} is not declared in the EventSchemas of this log`);
    this.#checkVersion(streamId, version);
    this.#checkTime(recordedAt);
    const body = JSON.stringify(data);
    return encodeRow([++this.position, streamId, version, type, schemaVersion, body, JSON.stringify(meta), recordedAt]);
  }

  #checkVersion(streamId: string, version: number): void {
    const previous = this.#versions.get(streamId);
    if (previous === undefined && version > 1) this.continued.set(streamId, version);
    if (previous !== undefined && version !== previous + 1)
      throw new MalformedEvent(`Stream ${streamId}: version ${previous} is followed by ${version}`);
    this.#versions.set(streamId, version);
  }

  #checkTime(recordedAt: string): void {
    const at = Date.parse(recordedAt);
    if (!(at >= this.#recordedAt && at <= this.#now))
      throw new MalformedEvent(`An event was recorded at ${recordedAt}: before its predecessor, or later than now`);
    this.#recordedAt = at;
  }
}

function refuseRepeats(error: unknown): never {
  const { code, constraint, detail } = error as DatabaseError;
  if (code === '23505' && constraint === 'event_pkey')
    throw new MalformedEvent(`A version is in the log already: ${detail}`, { cause: error });
  throw error;
}

async function refuseGaps(client: PoolClient, { continued }: ImportedLines): Promise<void> {
  const { rows } = await client.query<{ stream_id: string; version: number }>(
    `SELECT * FROM unnest($1::uuid[], $2::int[]) AS continued(stream_id, version)
     WHERE NOT EXISTS (SELECT FROM event e WHERE e.stream_id = continued.stream_id AND e.version = continued.version - 1) LIMIT 1`,
    [[...continued.keys()], [...continued.values()]],
  );
  if (rows[0]) throw new MalformedEvent(`Stream ${rows[0].stream_id} does not end before version ${rows[0].version}`);
}
