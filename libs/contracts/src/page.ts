import { z } from 'zod';

/** Asks a read model to have seen a position first: it waits up to two seconds, then answers 503 with `Retry-After`. */
export const After = z.object({
  after: z.coerce.number().int().nonnegative().optional().meta({
    description: 'Wait until this position of the log has been projected (at most 2 s, then 503).',
  }),
});

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

/** A page of a list; `nextCursor` is null on the last one. */
export const pageOf = <Item extends z.ZodType>(item: Item, id: string) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id });

/** What `pageOf` describes, for code that is the same for every list. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
