import { z } from 'zod';
import { PageQuery, pageOf } from './page.ts';
import { CivilDate, Id, Instant, PersonRef, plain } from './scalars.ts';

export const DeliveryQuery = PageQuery.extend({
  task: Id.optional(),
  person: Id.optional(),
  channel: plain(40).optional(),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/**
 * Who was told what, when, by which rule, through which channel. Newest first. A step that nobody was told of is one
 * row without person and channel: `superseded` by a newer step of the task, or `nobody` held the post or stood in for it.
 */
export const Delivery = z
  .object({
    id: Id,
    taskId: Id,
    taskNumber: z.string(),
    rule: z.string(),
    day: CivilDate,
    person: PersonRef.nullable(),
    channel: z.string().nullable(),
    status: z.enum(['waiting', 'sending', 'sent', 'dead', 'superseded', 'nobody']),
    attempts: z.int().nonnegative(),
    /** Business time at the claim. */
    claimedAt: Instant,
    /** Real time at which the channel took it. */
    sentAt: Instant.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryPage = pageOf(Delivery, 'DeliveryPage');
export type DeliveryPage = z.infer<typeof DeliveryPage>;
