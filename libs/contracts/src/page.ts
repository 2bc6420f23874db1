import { z } from 'zod';
import { PastInstant } from './scalars.ts';

/** Asks a read model to have seen a position first: it waits up to two seconds, then answers 503 with `Retry-After`. */
export const After = z.object({
  after: z.coerce.number().int().nonnegative().optional().meta({
    description: 'Wait until this position of the log has been projected (at most 2 s, then 503).',
  }),
});

/**
 * Asks how something was at a past moment, with its settings and names, and with the rights of today. The same question has
 * the same answer for ever, to the byte; what was erased since then is erased there too.
 */
export const AsOf = z.object({
  as_of: z
    .union([z.string().regex(/^[1-9]\d{0,14}$/), PastInstant])
    .optional()
    .meta({
      description: 'A position of the log, or an instant (RFC 3339): then the last position recorded at or before it.',
    }),
});
export type AsOfQuery = z.infer<typeof AsOf>;

/** Paging by an opaque cursor. A cursor belongs to the query it came from; it does not expire. */
export const PageQuery = z.strictObject({
  cursor: z.string().min(1).max(500).optional().meta({ description: '`nextCursor` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  ...After.shape,
});
export type PageQuery = z.infer<typeof PageQuery>;

/** For single items. */
export const ItemQuery = z.strictObject(After.shape);
export type ItemQuery = z.infer<typeof ItemQuery>;

/** For single items and figures that can be shown as they were. */
export const PastItemQuery = z.strictObject({ ...After.shape, ...AsOf.shape });
export type PastItemQuery = z.infer<typeof PastItemQuery>;

/** For lists that can be shown as they were. A cursor is to be used with the moment that it came with. */
export const PastPageQuery = PageQuery.extend(AsOf.shape);
export type PastPageQuery = z.infer<typeof PastPageQuery>;

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id });

/** What `pageOf` describes, for code that is the same for every list. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
