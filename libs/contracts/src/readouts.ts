import { z } from 'zod';
import { CommandAnswer } from './answer.ts';
import { ItemQuery, pageOf } from './page.ts';
import { CivilDate, Id, Instant, PersonRef, words } from './scalars.ts';
import { LanguageTag } from './terms.ts';

/**
 * A readout as text in JSON, or as a file in a form (`multipart/form-data`): .docx, .pdf with text, .txt, .md, .html, at
 * most 20 MB. Both are judged by the server (`readout.empty`, `document.no-text`, …), so that each fault gets its own problem.
 */
const given = {
  text: z.string().optional(),
  file: z.file().optional().meta({ description: 'In a form only, instead of the text.' }),
};
const isGivenOnce = ({ text, file }: { text?: string | undefined; file?: File | undefined }) =>
  (text === undefined) !== (file === undefined);
const ONCE = { path: ['text'], error: 'either the text, or a file in a form' };

/** The title is the text's first line when it is left out. */
export const ImportReadout = z
  .strictObject({
    ...given,
    meetingDate: CivilDate,
    title: words(200).optional(),
    body: words(200).nullable().default(null).meta({ description: 'The body that met.' }),
  })
  .refine(isGivenOnce, { ...ONCE, when: () => true })
  .meta({ id: 'ImportReadout' });
export type ImportReadout = z.infer<typeof ImportReadout>;

/** The same meeting's readout in corrected words, as text or as a file. */
export const CorrectReadout = z
  .strictObject({ ...given, reason: words(2000) })
  .refine(isGivenOnce, { ...ONCE, when: () => true })
  .meta({ id: 'CorrectReadout' });
export type CorrectReadout = z.infer<typeof CorrectReadout>;

/**
 * `directiveIds`: what the corrected text proposes besides. `changed`: what is quoted with other words now; `unfound`: what is
 * not in it any more. Both are for a person to look at.
 */
export const CorrectAnswer = CommandAnswer.extend({
  directiveIds: z.array(Id),
  changed: z.array(Id),
  unfound: z.array(Id),
}).meta({ id: 'CorrectAnswer' });
export type CorrectAnswer = z.infer<typeof CorrectAnswer>;

/** Another readout of the same words. */
export const SameText = z.object({ id: Id, title: z.string(), meetingDate: CivilDate }).meta({ id: 'SameText' });
export type SameText = z.infer<typeof SameText>;

/** `known`: the same text with the same meeting date had been imported before; this is that readout, and nothing is new. `alsoReadOn`: other meetings. */
export const ImportAnswer = CommandAnswer.extend({
  known: z.boolean(),
  directiveIds: z.array(Id),
  alsoReadOn: z.array(SameText),
}).meta({ id: 'ImportAnswer' });
export type ImportAnswer = z.infer<typeof ImportAnswer>;

/** `version` is of `versions`; left out: the present one. */
export const FileQuery = ItemQuery.extend({ version: z.coerce.number().int().positive().optional() });
export type FileQuery = z.infer<typeof FileQuery>;

/** What was given, kept as it came; `name` is null for a text that was pasted. `GET /readouts/{id}/file` gives it back. */
export const GivenFile = z
  .object({ name: z.string().nullable(), type: z.string(), size: z.int(), hash: z.string() })
  .meta({ id: 'GivenFile' });
export type GivenFile = z.infer<typeof GivenFile>;

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
    given: GivenFile,
    importedAt: Instant,
    importedBy: PersonRef,
    directiveIds: z.array(Id),
  })
  .meta({ id: 'ReadoutRow' });
export type ReadoutRow = z.infer<typeof ReadoutRow>;
export const ReadoutPage = pageOf(ReadoutRow, 'ReadoutPage');
export type ReadoutPage = z.infer<typeof ReadoutPage>;

/** One wording of a readout; the last one counts. */
export const ReadoutVersion = z
  .object({
    version: z.int().positive(),
    textHash: z.string(),
    given: GivenFile,
    at: Instant,
    by: PersonRef,
    reason: z.string().nullable().meta({ description: 'Why it was corrected; null for the first.' }),
    unfound: z.array(Id).meta({ description: 'The directives whose words it does not have.' }),
  })
  .meta({ id: 'ReadoutVersion' });
export type ReadoutVersion = z.infer<typeof ReadoutVersion>;

/** With the normalised text, over which every quote's offsets count UTF-16 code units. */
export const ReadoutDetail = ReadoutRow.extend({
  text: z.string(),
  alsoReadOn: z.array(SameText),
  versions: z.array(ReadoutVersion),
}).meta({ id: 'ReadoutDetail' });
export type ReadoutDetail = z.infer<typeof ReadoutDetail>;
