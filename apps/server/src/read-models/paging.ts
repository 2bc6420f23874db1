import { type ObjectLiteral, QueryFailedError, type SelectQueryBuilder } from 'typeorm';
import { validate } from 'uuid';
import type { Page } from '#libs/contracts';
import type { Id } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import { InvalidCursor } from './errors.ts';

/**
 * A total order of rows: SQL expressions that are never null, the last of them unique, all in one direction; and what
 * a row has in their place.
 */
export interface Order<Row> {
  /** Names the list and the order; a cursor carries it, so that it cannot be used elsewhere. */
  readonly name: string;
  readonly by: readonly string[];
  readonly direction: 'ASC' | 'DESC';
  readonly placeOf: (row: Row) => readonly (string | number)[];
}

/**
 * The page that begins after the cursor. It begins after a place in the order and not after a number of rows, so that
 * rows which come or go meanwhile neither repeat nor hide any other. Throws `InvalidCursor`.
 */
export async function pageOf<Row extends ObjectLiteral>(
  rows: SelectQueryBuilder<Row>,
  { name, by, direction, placeOf }: Order<Row>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<Row>> {
  if (cursor !== undefined) {
    const place = decode(name, by.length, cursor);
    const after = direction === 'ASC' ? '>' : '<';
    rows.andWhere(
      `(${by.join(', ')}) ${after} (${by.map((_, index) => `:place${index}`).join(', ')})`,
      Object.fromEntries(place.map((value, index) => [`place${index}`, value])),
    );
  }
  for (const expression of by) rows.addOrderBy(expression, direction);
  const found = await rows
    .limit(limit + 1)
    .getMany()
    .catch((error: unknown) => {
      throw cursor !== undefined && isWrongValue(error) ? new InvalidCursor() : error;
    });
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && found.length > limit ? encode(name, placeOf(last)) : null };
}

export function encode(name: string, place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([name, ...place])).toString('base64url');
}

export function decode(name: string, length: number, cursor: string): (string | number)[] {
  const [of, ...place] = parsed(cursor);
  const valid =
    of === name && place.length === length && place.every((value) => ['string', 'number'].includes(typeof value));
  if (!valid) throw new InvalidCursor();
  return place as (string | number)[];
}

/** A place that is an instant and an id. Throws `InvalidCursor` when it does not hold just those. */
export function decodeMoment(name: string, cursor: string): [at: Instant, id: Id] {
  const [at, id] = decode(name, 2, cursor).map(String) as [string, string];
  const isInstant = !Number.isNaN(Date.parse(at)) && new Date(at).toISOString() === at;
  if (!isInstant || !validate(id)) throw new InvalidCursor();
  return [at, id];
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

/** Postgres could not read a value as the type it was compared with (class 22, data exception). */
function isWrongValue(error: unknown): boolean {
  return error instanceof QueryFailedError && String(error.driverError.code).startsWith('22');
}
