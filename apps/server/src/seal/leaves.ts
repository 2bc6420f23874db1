import { HASH_BYTES, type HashName, hashNamed, leafHash } from '#libs/crypto';
import type { Position } from '#libs/event-store';

/** Anything that runs SQL and answers with rows: TypeORM's DataSource, or the manager of a transaction. */
export interface Sql {
  query<Rows>(sql: string, parameters?: unknown[]): Promise<Rows>;
}

/**
 * The text of an event's leaf, in SQL: everything in its row, a line each (docs/verify). Only `type` could have line
 * breaks in it, and the others around it could not, so no two rows have the same text. The time is in seconds since 1970
 * to the microsecond, because a date as text depends on settings and may forget its era. `data` and `meta` are as jsonb
 * writes them: the order of keys and the text of numbers are the stored ones, not the sender's.
 * It stands here and not in a function of the database, where the database's owner could change what is verified.
 */
export const LEAF_TEXT = `position::text || E'\\n' || stream_id::text || E'\\n' || version::text || E'\\n'
  || extract(epoch FROM recorded_at)::text || E'\\n' || schema_version::text || E'\\n' || type || E'\\n'
  || data::text || E'\\n' || meta::text`;

const TEXTS_AT_ONCE = 4_096;

/** The hashes of a range of leaves, one after another. */
export interface LeafRun {
  readonly hashes: Buffer;
  /** The first position of the range at which there is not exactly one whole event, where the hashes end; null: there is none. */
  readonly gap: Position | null;
}

/** The leaves at the positions after `after`, up to and including `upTo`. */
export async function readLeaves(sql: Sql, hash: HashName, after: Position, upTo: Position): Promise<LeafRun> {
  const hashes = await (hash === 'sha256' ? hashedByPostgres(sql, after, upTo) : hashedHere(sql, hash, after, upTo));
  if (hashes.length === (upTo - after) * HASH_BYTES) return { hashes, gap: null };
  const gap = await firstGap(sql, after, upTo);
  if (gap === null) throw new Error(`The events after ${after} changed while they were read`);
  return { hashes: (await readLeaves(sql, hash, after, gap - 1)).hashes, gap };
}

async function hashedByPostgres(sql: Sql, after: Position, upTo: Position): Promise<Buffer> {
  const [row] = await sql.query<{ hashes: Buffer | null }[]>(
    `SELECT string_agg(sha256('\\x00'::bytea || convert_to(${LEAF_TEXT}, 'UTF8')), ''::bytea ORDER BY position) AS hashes
     FROM event WHERE position > $1 AND position <= $2`,
    [after, upTo],
  );
  return row?.hashes ?? Buffer.alloc(0);
}

/** What Postgres has no function for. */
async function hashedHere(sql: Sql, name: HashName, after: Position, upTo: Position): Promise<Buffer> {
  const hash = hashNamed(name);
  const hashes: Buffer[] = [];
  for (let from = after; from < upTo; from += TEXTS_AT_ONCE) {
    const rows = await sql.query<{ leaf: string | null }[]>(
      `SELECT ${LEAF_TEXT} AS leaf FROM event WHERE position > $1 AND position <= $2 ORDER BY position`,
      [from, Math.min(from + TEXTS_AT_ONCE, upTo)],
    );
    for (const { leaf } of rows) if (leaf !== null) hashes.push(leafHash(hash, Buffer.from(leaf)));
  }
  return Buffer.concat(hashes);
}

/** No event, two at one position, or one whose row was made to lack something. */
async function firstGap(sql: Sql, after: Position, upTo: Position): Promise<Position | null> {
  const [row] = await sql.query<{ place: string }[]>(
    `SELECT place FROM generate_series($1::bigint + 1, $2::bigint) AS place LEFT JOIN event ON position = place
     GROUP BY place HAVING count(${LEAF_TEXT}) <> 1 ORDER BY place LIMIT 1`,
    [after, upTo],
  );
  return row ? Number(row.place) : null;
}

/** The first position after `after`, up to and including `upTo`, at which two runs of hashes differ or end; null when there is none. */
export function firstDifference(one: Buffer, other: Buffer, after: Position, upTo: Position): Position | null {
  const length = Math.max(0, upTo - after) * HASH_BYTES;
  if (one.length >= length && other.length >= length && one.compare(other, 0, length, 0, length) === 0) return null;
  for (let at = 0; at < length; at += HASH_BYTES) {
    const [here, there] = [one.subarray(at, at + HASH_BYTES), other.subarray(at, at + HASH_BYTES)];
    if (here.length < HASH_BYTES || !here.equals(there)) return after + at / HASH_BYTES + 1;
  }
  return null;
}
