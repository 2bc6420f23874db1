import type { EntityManager } from 'typeorm';
import { type Id, type OrganisationState, officeClerks } from '#libs/directives';
import { derivedId } from '../commands/stream-ids.ts';
import type { Failure } from './undelivered.ts';

const MESSAGE_DEAD = 'message-dead';

/** What the alert of a dead message says; the name of the person or destination is looked up when it is read. */
export interface DeadAbout {
  readonly personId: Id | null;
  /** Absent in alerts from the time when there were none. */
  readonly destinationId?: Id | null;
  readonly channel: string;
  readonly numbers: readonly string[];
  readonly attempts: number;
  /** Absent in alerts from the time when failures had no codes. */
  readonly failure?: Failure | null;
  readonly error: string | null;
}

/** Puts an alert into the inbox of every clerk of the office that a message was given up. Once for each time it is. */
export async function alertOffice(
  manager: EntityManager,
  messageId: Id,
  organisation: OrganisationState,
): Promise<void> {
  const [found]: [(DeadAbout & { resentAfter: number })?] = await manager.query(
    `SELECT person_id AS "personId", destination_id AS "destinationId", channel, array_agg(DISTINCT about->>'number') AS numbers,
       max(attempt) AS attempts, max(failure) AS failure, max(last_error) AS error, max(resent_after) AS "resentAfter"
     FROM delivery WHERE message_id = $1 AND outcome = 'dead' GROUP BY person_id, destination_id, channel`,
    [messageId],
  );
  if (!found) return;
  const { resentAfter, ...dead } = found;
  const round = resentAfter === 0 ? [] : [resentAfter];
  const rows = officeClerks(organisation).map((clerk) => ({
    id: derivedId(MESSAGE_DEAD, messageId, clerk, ...round),
    person_id: clerk,
  }));
  await manager.query(
    `INSERT INTO inbox_alert (id, person_id, rule, about, alerted_at)
     SELECT id, person_id, $1, $2, duban_now() FROM json_to_recordset($3) AS r (id uuid, person_id uuid)
     ON CONFLICT DO NOTHING`,
    [MESSAGE_DEAD, JSON.stringify(dead), JSON.stringify(rows)],
  );
}
