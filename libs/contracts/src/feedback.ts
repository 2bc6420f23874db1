import { z } from 'zod';
import type { FeedbackCycle as FeedbackCycleTerm } from '#libs/directives';
import { CivilDate, LocalTime, Roll } from './scalars.ts';

const limit = { time: LocalTime.default('17:00'), roll: Roll.default('next') };

/** When the lead unit reports, apart from the date by which the task is done. A report is asked for once a period. */
export const FeedbackCycle = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('weekly'), weekday: z.int().min(1).max(7), ...limit }),
    z.strictObject({ kind: z.literal('monthly'), day: z.int().min(1).max(31), ...limit }),
    z.strictObject({ kind: z.literal('phases'), dates: z.array(CivilDate).min(1).max(99), ...limit }),
  ])
  .meta({
    id: 'FeedbackCycle',
    description: 'Monday is 1. Of a month without such a day its last is meant. `time` is local.',
    example: { kind: 'weekly', weekday: 2, time: '12:00', roll: 'second-after' },
  });
export type FeedbackCycle = z.infer<typeof FeedbackCycle>;

/** `cycle` null: the lead unit reports as it likes. */
export const SetFeedbackCycle = z.strictObject({ cycle: FeedbackCycle.nullable() }).meta({ id: 'SetFeedbackCycle' });
export type SetFeedbackCycle = z.infer<typeof SetFeedbackCycle>;

/** The contract says what the business knows, no more and no less. */
type Same<A, B> = A extends B ? (B extends A ? true : never) : never;
true satisfies Same<FeedbackCycleTerm['kind'], FeedbackCycle['kind']>;
