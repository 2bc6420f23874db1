import type { DataSource } from 'typeorm';
import type { Id, MessageDead, MessageDelivered } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { EventLog } from '#libs/event-store';
import { recordOutcome } from './record-outcome.ts';

interface FinishedMessage {
  messageId: Id;
  personId: Id;
  channel: string;
  outcome: 'sent' | 'dead';
  attempt: number;
  deliveryIds: Id[];
}

/**
 * Tells the log of every message that was sent or given up and that it does not know of yet; of one message alone when
 * its id is given. What a crash left untold is told by the next call, under the same key, so that nothing is told twice.
 */
export async function recordMessages(
  database: DataSource,
  log: EventLog,
  { now, timeZone, messageId = null }: { now: Instant; timeZone: string; messageId?: Id | null },
): Promise<void> {
  const finished: FinishedMessage[] = await database.query(
    `SELECT message_id AS "messageId", person_id AS "personId", channel, outcome, max(attempt) AS attempt,
       array_agg(id ORDER BY id) AS "deliveryIds"
     FROM delivery
     WHERE NOT outcome_recorded AND outcome IN ('sent', 'dead') AND ($1::uuid IS NULL OR message_id = $1)
     GROUP BY message_id, person_id, channel, outcome ORDER BY message_id`,
    [messageId],
  );
  for (const message of finished) {
    await recordOutcome(log, eventOf(message, now), {
      key: `message-${message.outcome}/${message.messageId}`,
      timeZone,
    });
    await database.query(`UPDATE delivery SET outcome_recorded = true WHERE message_id = $1`, [message.messageId]);
  }
}

function eventOf(message: FinishedMessage, at: Instant): MessageDelivered | MessageDead {
  const { personId, channel, messageId, deliveryIds, attempt, outcome } = message;
  const told = { at, by: 'system', personId, channel, messageId, deliveryIds };
  return outcome === 'sent'
    ? { ...told, type: 'MessageDelivered', attempt }
    : { ...told, type: 'MessageDead', attempts: attempt };
}
