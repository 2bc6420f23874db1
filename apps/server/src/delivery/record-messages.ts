import type { DataSource } from 'typeorm';
import type { DestinationDead, DestinationDelivered, Id, MessageDead, MessageDelivered } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { EventLog } from '#libs/event-store';
import { recordOutcome } from './record-outcome.ts';

interface FinishedMessage {
  messageId: Id;
  personId: Id | null;
  destinationId: Id | null;
  channel: string;
  outcome: 'sent' | 'dead';
  attempt: number;
  /** 0, or the number of tries after which it was given up and sent again. */
  resentAfter: number;
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
    `SELECT message_id AS "messageId", person_id AS "personId", destination_id AS "destinationId", channel, outcome,
       max(attempt) AS attempt, max(resent_after) AS "resentAfter", array_agg(id ORDER BY id) AS "deliveryIds"
     FROM delivery
     WHERE NOT outcome_recorded AND outcome IN ('sent', 'dead') AND ($1::uuid IS NULL OR message_id = $1)
     GROUP BY message_id, person_id, destination_id, channel, outcome ORDER BY message_id`,
    [messageId],
  );
  for (const message of finished) {
    const round = message.resentAfter === 0 ? '' : `/${message.resentAfter}`;
    await recordOutcome(log, eventOf(message, now), {
      key: `message-${message.outcome}/${message.messageId}${round}`,
      timeZone,
    });
    await database.query(
      `UPDATE delivery SET outcome_recorded = true WHERE message_id = $1 AND outcome = $2 AND resent_after = $3`,
      [message.messageId, message.outcome, message.resentAfter],
    );
  }
}

function eventOf(
  { personId, destinationId, channel, messageId, deliveryIds, attempt, outcome }: FinishedMessage,
  at: Instant,
): MessageDelivered | MessageDead | DestinationDelivered | DestinationDead {
  const told = { at, by: 'system', channel, messageId, deliveryIds };
  if (destinationId !== null) {
    return outcome === 'sent'
      ? { ...told, type: 'DestinationDelivered', destinationId, attempt }
      : { ...told, type: 'DestinationDead', destinationId, attempts: attempt };
  }
  if (personId === null) throw new Error(`The message ${messageId} is for nobody`);
  return outcome === 'sent'
    ? { ...told, type: 'MessageDelivered', personId, attempt }
    : { ...told, type: 'MessageDead', personId, attempts: attempt };
}
