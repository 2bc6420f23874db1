import { z } from 'zod';
import { PageQuery, pageOf } from './page.ts';
import { CivilDate, Id, Instant, PersonRef, plain } from './scalars.ts';

/**
 * `held`: outside messages wait for an auditor since a restore; `dropped`: the auditor said that it was sent already.
 * `superseded` by a newer step of the task, or by what was done about it while the message waited for its hour; `withheld` because the last alert was heeded, or `nobody` held the post or stood in for it.
 */
const DeliveryStatus = z.enum([
  'waiting',
  'held',
  'sending',
  'sent',
  'dead',
  'dropped',
  'superseded',
  'withheld',
  'nobody',
]);

export const DeliveryQuery = PageQuery.extend({
  task: Id.optional(),
  person: Id.optional(),
  channel: plain(40).optional(),
  status: DeliveryStatus.optional(),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/**
 * Who was told what, when, by which rule, through which channel. Newest first. A step that nobody was told of is one
 * row without person and channel.
 */
export const Delivery = z
  .object({
    id: Id,
    taskId: Id,
    taskNumber: z.string(),
    rule: z.string(),
    day: CivilDate,
    person: PersonRef.nullable(),
    destination: z.object({ id: Id, name: z.string() }).nullable(),
    /** Told for a post that nobody holds, or whose holders no address reaches. */
    standIn: z.enum(['head', 'office']).nullable(),
    channel: z.string().nullable(),
    status: DeliveryStatus,
    /** The how manieth time the alert came back after being put off; 0: told by its step. */
    again: z.int().nonnegative(),
    messageId: Id.nullable().meta({ description: 'All reminders of one message bear the same.' }),
    attempts: z.int().nonnegative(),
    /** Business time at the claim. */
    claimedAt: Instant,
    /** Real time at which the channel took it. */
    sentAt: Instant.nullable(),
    /** Why the last try failed, in the reader's language, with the far side's own words. */
    error: z.string().nullable(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryPage = pageOf(Delivery, 'DeliveryPage');
export type DeliveryPage = z.infer<typeof DeliveryPage>;

/** Messages that were given up and are to be sent again. */
export const ResendMessages = z
  .strictObject({ messageIds: z.array(Id).min(1).max(200) })
  .meta({ id: 'ResendMessages' });
export type ResendMessages = z.infer<typeof ResendMessages>;
