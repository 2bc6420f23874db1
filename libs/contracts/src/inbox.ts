import { z } from 'zod';
import { CommandAnswer } from './answer.ts';
import { PageQuery, pageOf } from './page.ts';
import { CivilDate, Id, Instant } from './scalars.ts';

export const InboxQuery = PageQuery.extend({ unacknowledged: z.enum(['true', 'false']).optional() });
export type InboxQuery = z.infer<typeof InboxQuery>;

/**
 * An alert in somebody's inbox: which rule warned them of which task, and the text they read. Newest first. That a
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
    acknowledgedAt: Instant.nullable(),
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
