import { z } from 'zod';
import { Id, Instant, Position } from './scalars.ts';

/**
 * Why nothing goes outside, and how much waits; null when nothing is held. `restored`: from a backup, so that what was sent
 * after it is not known. `behind`: a seal that is kept outside knows of more events than the database has.
 */
export const HoldAnswer = z
  .object({
    hold: z
      .object({
        id: Id,
        reason: z.enum(['restored', 'behind']),
        beganAt: Instant,
        head: Position.meta({ description: 'Position of the newest event when it began.' }),
        sealedHead: Position.nullable(),
        backupMadeAt: Instant.nullable(),
        waiting: z.int().meta({ description: 'Messages that are held back.' }),
        maybeSent: z.int().meta({ description: 'Those of them with a reminder that was due before the hold began.' }),
      })
      .nullable(),
  })
  .meta({ id: 'HoldAnswer' });
export type HoldAnswer = z.infer<typeof HoldAnswer>;

/**
 * What is to become of messages that are held: `send`, or `drop` because they were sent before the restore. Without
 * `messageIds` it is said of all and ends the hold; `drop` then means reminders that were due before the hold began, and the
 * others are sent.
 */
export const ReleaseMessages = z
  .strictObject({ decision: z.enum(['send', 'drop']), messageIds: z.array(Id).min(1).max(200).optional() })
  .meta({ id: 'ReleaseMessages' });
export type ReleaseMessages = z.infer<typeof ReleaseMessages>;
