import { z } from 'zod';
import type { FeedbackCycle } from '#libs/directives';

type RollTerm = FeedbackCycle['roll'];

/** A uuid, in small letters however it was sent: ids are compared as texts. */
export const Id = z.uuid().toLowerCase();

/** Postgres knows no year 0, and the days that are counted from the last year of four digits would have five. */
const inYearsThatCount = (date: string) => date >= '0001' && date < '9999';
const YEARS = 'a year from 0001 to 9998';

/** UTC with milliseconds, `2022-10-26T01:00:00.000Z`. */
export const Instant = z.iso.datetime({ precision: 3 }).refine(inYearsThatCount, YEARS);
/** As people and programs send it: any offset, any precision. */
export const PastInstant = z.iso.datetime({ offset: true }).refine(inYearsThatCount, YEARS);
/** `YYYY-MM-DD`, a day in the deployment's zone, never an instant. */
export const CivilDate = z.iso.date().refine(inYearsThatCount, YEARS);
/** Place of an event in the whole log: 1, 2, 3, … */
export const Position = z.int().nonnegative();
/** A time of day in the deployment's zone. */
export const LocalTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 09:00');
/** Where a day of rest gives way: it stays, or goes to the working day after, before, or to the second one after. */
export const Roll = z
  .enum({ none: 'none', next: 'next', previous: 'previous', 'second-after': 'second-after' } satisfies {
    readonly [T in RollTerm]: T;
  })
  .meta({ id: 'Roll' });
export const Percent = z.int().min(0).max(100);

/** No control characters other than tab and line ends, and no halves of characters, which are no UTF-8. */
const PLAIN = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;
const PLAINLY = 'control characters and halves of characters are not allowed';

/** Text that can be stored and compared: not empty, without control characters, at most `max` UTF-16 code units. */
export const plain = (max: number) => z.string().min(1).max(max).regex(PLAIN, PLAINLY);

/** Words that a person writes: as `plain`, and trimmed. */
export const words = (max: number) => z.string().trim().min(1).max(max).regex(PLAIN, PLAINLY);

/** A name in both languages. */
export const LocalName = z
  .strictObject({ zh: words(100), en: words(200) })
  .meta({ id: 'LocalName', example: { zh: '工业局', en: 'Industry Bureau' } });
export type LocalName = z.infer<typeof LocalName>;

/** Who did it. `system` for what no person did; the name is null when the person's record is gone. */
export const PersonRef = z.object({ id: z.string(), name: z.string().nullable() }).meta({ id: 'PersonRef' });
export type PersonRef = z.infer<typeof PersonRef>;

export const UnitRef = z.object({ id: Id, name: LocalName }).meta({ id: 'UnitRef' });
export type UnitRef = z.infer<typeof UnitRef>;

export const PostRef = z.object({ id: Id, title: LocalName, holder: PersonRef.nullable() }).meta({ id: 'PostRef' });
export type PostRef = z.infer<typeof PostRef>;

/** In whose place something was done: a deputy may do what the holder of the post may, while the holder is away. */
export const Delegated = z
  .object({ delegationId: Id, post: z.object({ id: Id, title: LocalName }), holder: PersonRef })
  .meta({ id: 'Delegated' });
export type Delegated = z.infer<typeof Delegated>;
