import { z } from 'zod';
import { CommandAnswer } from './answer.ts';
import { pageOf } from './page.ts';
import { CivilDate, Id, Instant, PersonRef, words } from './scalars.ts';
import { LanguageTag } from './terms.ts';

/**
 * The text as given: it is judged by the server (`readout.empty`, `readout.binary`, `readout.too-long`), so that each
 * of these gets its own problem. The title is the text's first line when it is left out.
 */
export const ImportReadout = z
  .strictObject({
    text: z.string(),
    meetingDate: CivilDate,
    title: words(200).optional(),
    body: words(200).nullable().default(null).meta({ description: 'The body that met.' }),
  })
  .meta({ id: 'ImportReadout' });
export type ImportReadout = z.infer<typeof ImportReadout>;

/** `known`: the same text with the same meeting date had been imported before; this is that readout, and nothing is new. */
export const ImportAnswer = CommandAnswer.extend({ known: z.boolean(), directiveIds: z.array(Id) }).meta({
  id: 'ImportAnswer',
});
export type ImportAnswer = z.infer<typeof ImportAnswer>;

export const ReadoutRow = z
  .object({
    id: Id,
    version: z.int().positive(),
    title: z.string(),
    language: LanguageTag,
    meetingDate: CivilDate,
    body: z.string().nullable(),
    characters: z.int(),
    textHash: z.string(),
    importedAt: Instant,
    importedBy: PersonRef,
    directiveIds: z.array(Id),
  })
  .meta({ id: 'ReadoutRow' });
export type ReadoutRow = z.infer<typeof ReadoutRow>;
export const ReadoutPage = pageOf(ReadoutRow, 'ReadoutPage');
export type ReadoutPage = z.infer<typeof ReadoutPage>;

/** With the normalised text, over which every quote's offsets count UTF-16 code units. */
export const ReadoutDetail = ReadoutRow.extend({ text: z.string() }).meta({ id: 'ReadoutDetail' });
export type ReadoutDetail = z.infer<typeof ReadoutDetail>;
