import { z } from 'zod';
import { Deadline } from './deadline.ts';
import { CivilDate, Id } from './scalars.ts';

/** Dates of open directives that a newer edition of the calendar puts elsewhere. None has moved yet. */
export const MovedDates = z
  .object({
    calendarVersion: z.string(),
    items: z.array(
      z.object({
        id: Id.meta({ description: 'Of the directive.' }),
        version: z.int().positive(),
        number: z.string(),
        title: z.string(),
        deadline: Deadline,
        to: CivilDate.meta({ description: 'Where the same words lie by the present edition.' }),
        provisional: z.boolean().meta({ description: 'Holidays that bear on `to` are not published yet either.' }),
      }),
    ),
  })
  .meta({ id: 'MovedDates' });
export type MovedDates = z.infer<typeof MovedDates>;

/** `move`: the date and what inherited it go where the calendar says. `keep`: it stays, and is not listed again. */
export const RecomputeDeadline = z
  .strictObject({ decision: z.enum(['move', 'keep']) })
  .meta({ id: 'RecomputeDeadline' });
export type RecomputeDeadline = z.infer<typeof RecomputeDeadline>;
