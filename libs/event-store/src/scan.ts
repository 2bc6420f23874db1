import type { PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Position } from './contract.ts';
import { EVENT_COLUMNS, type EventRow } from './reading.ts';

/** Which events to read. */
export interface ScanRange {
  readonly after: Position;
  /** Included. */
  readonly upTo: Position;
  /** Only the streams of one of so many equal parts, by their ids. */
  readonly portion?: { readonly nth: number; readonly of: number };
  /** Types of events that belong to every portion. */
  readonly crossing?: readonly string[];
}

/** Bytes that wait to be parsed while the reader is busy, and most in one batch: little, so that it keeps nobody else long. */
const READ_AHEAD = 256_000;

/**
 * The whole log, or much of it, in order, as fast as Postgres gives it: by COPY, a batch for each piece that comes from
 * the wire. The connection is busy until the end, or until the caller stops asking; that leaves it unusable, to be closed.
 */
export async function* scan(client: PoolClient, range: ScanRange): AsyncGenerator<EventRow[]> {
  const where = [`position > ${Number(range.after)}`, `position <= ${Number(range.upTo)}`, ...portionOf(range)];
  const query = `COPY (SELECT ${EVENT_COLUMNS} FROM event WHERE ${where.join(' AND ')} ORDER BY position) TO STDOUT`;
  const stream = client.query(copyTo(query, { highWaterMark: READ_AHEAD }));
  let rest: Buffer | null = null;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const bytes: Buffer = rest ? Buffer.concat([rest, chunk]) : chunk;
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    rest = end < bytes.length ? bytes.subarray(end) : null;
    if (end > 0) yield rowsIn(bytes.toString('utf8', 0, end));
  }
}

const NEWLINE = 10;
const UUIDS_BEGIN_WITH = 0x1_0000_0000;

function portionOf({ portion, crossing = [] }: ScanRange): string[] {
  if (!portion || portion.of === 1) return [];
  const edge = (nth: number) => {
    const first = Math.floor((nth * UUIDS_BEGIN_WITH) / portion.of);
    return `${first.toString(16).padStart(8, '0')}-0000-0000-0000-000000000000`;
  };
  const from = `stream_id >= '${edge(portion.nth)}'`;
  const within = portion.nth + 1 < portion.of ? `${from} AND stream_id < '${edge(portion.nth + 1)}'` : from;
  const types = crossing.map((type) => `'${type.replaceAll("'", "''")}'`);
  return [types.length > 0 ? `((${within}) OR type IN (${types.join(', ')}))` : within];
}

/** Lines of COPY's text format. JSON has no bare control characters, so the only escape is that of the backslash. */
function rowsIn(lines: string): EventRow[] {
  const rows: EventRow[] = [];
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf('\n', start);
    const line = lines.slice(start, end);
    start = end + 1;
    const fields = line.split('\t');
    rows.push((line.includes('\\') ? fields.map((field) => field.replaceAll('\\\\', '\\')) : fields) as never);
  }
  return rows;
}
