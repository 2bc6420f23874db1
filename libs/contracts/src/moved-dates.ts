import { z } from 'zod';
import { Deadline } from './deadline.ts';
import { CivilDate, Id } from './scalars.ts';
import { Label } from './terms.ts';

/** Dates of open directives and tasks that a newer edition of the calendar puts elsewhere, or makes days of rest. None has moved yet. */
export const MovedDates = z
  .object({
    calendarVersion: z.string(),
    items: z.array(
      z.object({
        kind: z.enum(['directive', 'task']),
        id: Id.meta({ description: 'Of the directive or the task.' }),
        version: z.int().positive(),
        number: z.string(),
        title: z.string(),
        label: Label,
        deadline: Deadline,
        why: z.enum(['counted', 'day-of-rest']).meta({
          description:
            '`counted`: the same words lie elsewhere by the present edition. `day-of-rest`: somebody chose the date, or it was inherited, while it was a working day.',
        }),
        to: CivilDate.meta({
          description: 'Where it would go: where the words lie now, or the first working day after a day of rest.',
        }),
        provisional: z.boolean().meta({ description: 'Holidays that bear on `to` are not published yet either.' }),
      }),
    ),
  })
  .meta({ id: 'MovedDates' });
export type MovedDates = z.infer<typeof MovedDates>;

/** `move`: the date goes where the calendar says, and what inherited it from a directive. `keep`: it stays, and is not listed again. */
export const RecomputeDeadline = z
  .strictObject({ decision: z.enum(['move', 'keep']) })
  .meta({ id: 'RecomputeDeadline' });
export type RecomputeDeadline = z.infer<typeof RecomputeDeadline>;
