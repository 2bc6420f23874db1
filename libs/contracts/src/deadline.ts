import { z } from 'zod';
import { CivilDate } from './scalars.ts';

/** A date that is judged, and how it came about. */
export const Deadline = z
  .object({
    date: CivilDate,
    /** The rule that gave it: a reading's id such as `natural-days.after`, `set-by-hand`, `inherited` or `after-suspension`. */
    rule: z.string(),
    /** The words of the readout it was read from, if any. */
    expression: z.string().nullable(),
    /** Version of the working calendar that was used; null when the rule needs none. */
    calendarVersion: z.string().nullable(),
    /** What the date takes for granted because the text does not say it, such as `year-of-meeting`; absent when nothing. */
    assumes: z.string().optional(),
    /** True when holidays that bear on the date were not published when it was counted or, of a date that nobody counted, are not yet; else absent. */
    provisional: z.literal(true).optional(),
    /** Of a date that nobody counted and that is a day of rest by this edition of the calendar: by it the office said that it stands, or moved it. */
    confirmedBy: z.string().optional(),
  })
  .meta({ id: 'Deadline' });
export type Deadline = z.infer<typeof Deadline>;

/** The clock's words with every defensible reading of them, the default first. */
export const Clock = z
  .object({
    expression: z.string(),
    readings: z.array(Deadline),
    /** What a person has to say before there is a date, such as `year`; absent when that is nothing. */
    asks: z.string().optional(),
  })
  .meta({ id: 'Clock' });
export type Clock = z.infer<typeof Clock>;
