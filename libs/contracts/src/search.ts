import { z } from 'zod';
import { After } from './page.ts';
import { Id, Position, words } from './scalars.ts';
import { Label } from './terms.ts';

export const SearchQuery = z.strictObject({
  ...After.shape,
  q: words(100)
    .refine((text) => [...text.replace(/\s/g, '')].length >= 2, 'at least two characters')
    .meta({ description: 'Words, or parts of them, all of which are to be found in one text.' }),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});
export type SearchQuery = z.infer<typeof SearchQuery>;

/** An item, and where the words are in it. */
export const SearchHit = z
  .object({
    kind: z.enum(['directive', 'task']),
    id: Id,
    number: z.string().nullable(),
    title: z.string(),
    label: Label,
    field: z
      .enum(['title', 'quote', 'text'])
      .meta({ description: 'Its number and title, the words of the readout, or what somebody wrote.' }),
    position: Position.nullable().meta({ description: 'Of the event in which it was written.' }),
    /** Some of the text around the first of the words. */
    words: z.string(),
  })
  .meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof SearchHit>;

/** Titles first, then quotes, then what was written; the newest first. Each item once. */
export const SearchAnswer = z.object({ items: z.array(SearchHit) }).meta({ id: 'SearchAnswer' });
export type SearchAnswer = z.infer<typeof SearchAnswer>;
