import { z } from 'zod';
import { CommandAnswer } from './answer.ts';
import { PageQuery, pageOf } from './page.ts';
import { CivilDate, Id, Instant, PersonRef } from './scalars.ts';

/** `done`: acknowledged, or what it asks for was done (`handledAt`). `snoozed`: put off, until it comes back. */
const AlertState = z.enum(['open', 'snoozed', 'done']).meta({ id: 'AlertState' });

export const InboxQuery = PageQuery.extend({
  unacknowledged: z.enum(['true', 'false']).optional(),
  state: AlertState.optional(),
});
export type InboxQuery = z.infer<typeof InboxQuery>;

/**
 * An alert in somebody's inbox: which rule warned them of which task, and the text they read. Newest first, and what came back is new. That a
 * message to somebody was given up (`message-dead`, to the office) is of no single task and day.
 */
export const Alert = z
  .object({
    id: Id,
    taskId: Id.nullable(),
    taskNumber: z.string().nullable(),
    rule: z.string(),
    /** The day for which the step was planned. */
    day: CivilDate.nullable(),
    subject: z.string(),
    body: z.string(),
    sentAt: Instant,
    state: AlertState,
    acknowledgedAt: Instant.nullable(),
    /** When somebody did what it asks for, wherever they did it. */
    handledAt: Instant.nullable(),
    handledBy: PersonRef.nullable(),
    snoozedUntil: Instant.nullable(),
    /** When it last came back after being put off. */
    returnedAt: Instant.nullable(),
    /** Whether it can be put off, and the moment before which it then comes back; `before` null: any. */
    snooze: z.object({ before: Instant.nullable() }).nullable(),
  })
  .meta({ id: 'Alert' });
export type Alert = z.infer<typeof Alert>;
export const AlertPage = pageOf(Alert, 'AlertPage');
export type AlertPage = z.infer<typeof AlertPage>;

export const AcknowledgeAlerts = z
  .strictObject({ alertIds: z.array(Id).min(1).max(200) })
  .meta({ id: 'AcknowledgeAlerts' });
export type AcknowledgeAlerts = z.infer<typeof AcknowledgeAlerts>;

/** `acknowledged`: those that had not been acknowledged before. */
export const AcknowledgeAnswer = CommandAnswer.extend({ acknowledged: z.array(Id) }).meta({ id: 'AcknowledgeAnswer' });
export type AcknowledgeAnswer = z.infer<typeof AcknowledgeAnswer>;

/** Puts alerts off. `until` is to come, and before the day is over of which any of them warns: what is late cannot be put off. */
export const SnoozeAlerts = z
  .strictObject({ alertIds: z.array(Id).min(1).max(200), until: Instant })
  .meta({ id: 'SnoozeAlerts' });
export type SnoozeAlerts = z.infer<typeof SnoozeAlerts>;

/** `snoozed`: those that were not put off until then already. */
export const SnoozeAnswer = CommandAnswer.extend({ snoozed: z.array(Id), until: Instant }).meta({ id: 'SnoozeAnswer' });
export type SnoozeAnswer = z.infer<typeof SnoozeAnswer>;

const count = z.int().nonnegative();
export const InboxCounts = z.object({ open: count, snoozed: count, done: count }).meta({ id: 'InboxCounts' });
export type InboxCounts = z.infer<typeof InboxCounts>;
