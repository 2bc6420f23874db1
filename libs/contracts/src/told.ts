import { z } from 'zod';
import { Deadline } from './deadline.ts';
import { Delivery } from './deliveries.ts';
import { PageQuery, pageOf } from './page.ts';
import { CivilDate, Id, Instant, LocalName, PastInstant, PersonRef } from './scalars.ts';
import { LadderName, LadderStep } from './settings.ts';

const LadderEdition = z.object({ name: LadderName, version: z.int().nonnegative() });

/** What became of an alert in its person's inbox. */
const Heeded = z.object({
  acknowledgedAt: Instant.nullable(),
  snoozedUntil: Instant.nullable(),
  handledAt: Instant.nullable(),
  handledBy: PersonRef.nullable(),
});

/**
 * Why somebody was told, and who else was: the ladder and its step as they were then, the date it counts from and how that came
 * about, and every delivery of the step.
 */
export const AlertReasons = z
  .object({
    id: Id,
    taskId: Id,
    taskNumber: z.string(),
    taskTitle: z.string(),
    rule: z.string(),
    /** Null, as is `step`, for alerts from before it was kept. */
    ladder: LadderEdition.extend({ title: LocalName }).nullable(),
    step: LadderStep.nullable(),
    date: z.object({
      from: z.enum(['deadline', 'sign-by', 'assignment', 'report']),
      counted: CivilDate.nullable().meta({ description: 'The day that the step counts from.' }),
      /** The date that was judged then, with the words and the rule that gave it. */
      deadline: Deadline.nullable(),
      period: z.string().nullable(),
      day: CivilDate.meta({ description: 'The day for which the step was planned.' }),
    }),
    /** All this in a sentence, in the reader's language. */
    text: z.string(),
    told: z.array(Delivery),
    heeded: z.array(Heeded.extend({ person: PersonRef })),
  })
  .meta({ id: 'AlertReasons' });
export type AlertReasons = z.infer<typeof AlertReasons>;

export const ToldQuery = PageQuery.extend({
  task: Id.optional(),
  person: Id.optional(),
  since: PastInstant.optional().meta({ description: 'Told at this moment of business time or after it.' }),
  until: PastInstant.optional().meta({ description: 'Told before it.' }),
});
export type ToldQuery = z.infer<typeof ToldQuery>;

/**
 * Who was told what, when: one step and one person, destination, or nobody, with all channels and what came of each, and what the
 * person did with it. Newest first. `id` leads to `GET /alerts/{id}/why`.
 */
export const Told = Heeded.extend({
  id: Id,
  taskId: Id,
  taskNumber: z.string(),
  rule: z.string(),
  ladder: LadderEdition.nullable(),
  day: CivilDate,
  toldAt: Instant,
  again: z.int().nonnegative(),
  person: PersonRef.nullable(),
  destination: z.object({ id: Id, name: z.string() }).nullable(),
  standIn: z.enum(['head', 'office']).nullable(),
  channels: z.array(Delivery.pick({ channel: true, status: true, attempts: true, sentAt: true, error: true })),
}).meta({ id: 'Told' });
export type Told = z.infer<typeof Told>;
export const ToldPage = pageOf(Told, 'ToldPage');
export type ToldPage = z.infer<typeof ToldPage>;
