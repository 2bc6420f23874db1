import { validate } from 'uuid';
import type { Page } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { InvalidCursor } from '../read-models/errors.ts';

/** The id after which a page begins; null for the first page. For lists whose cursor is the id of their last row. */
export function idCursor(cursor: string | undefined): Id | null {
  if (cursor !== undefined && !validate(cursor)) throw new InvalidCursor();
  return cursor ?? null;
}

export function pageById<Item extends { id: Id }>(items: Item[], hasMore: boolean): Page<Item> {
  return { items, nextCursor: hasMore ? (items.at(-1)?.id ?? null) : null };
}
