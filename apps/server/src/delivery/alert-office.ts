import type { EntityManager } from 'typeorm';
import { type Id, type OrganisationState, officeClerks } from '#libs/directives';
import { derivedId } from '../commands/stream-ids.ts';

const MESSAGE_DEAD = 'message-dead';

/** What the alert of a dead message says; the name of the person is looked up when it is read. */
export interface DeadAbout {
  readonly personId: Id;
  readonly channel: string;
  readonly numbers: readonly string[];
  readonly attempts: number;
  readonly error: string;
}

/** Puts an alert into the inbox of every clerk of the office that a message was given up. Once for each message. */
export async function alertOffice(
  manager: EntityManager,
  messageId: Id,
  organisation: OrganisationState,
): Promise<void> {
  const [dead]: [DeadAbout | undefined] = await manager.query(
    `SELECT person_id AS "personId", channel, array_agg(DISTINCT about->>'number') AS numbers,
       max(attempt) AS attempts, max(last_error) AS error
     FROM delivery WHERE message_id = $1 AND outcome = 'dead' GROUP BY person_id, channel`,
    [messageId],
  );
  if (!dead) return;
  const rows = officeClerks(organisation).map((clerk) => ({
    id: derivedId(MESSAGE_DEAD, messageId, clerk),
    person_id: clerk,
  }));
  await manager.query(
    `INSERT INTO inbox_alert (id, person_id, rule, about, alerted_at)
     SELECT id, person_id, $1, $2, duban_now() FROM json_to_recordset($3) AS r (id uuid, person_id uuid)
     ON CONFLICT DO NOTHING`,
    [MESSAGE_DEAD, JSON.stringify(dead), JSON.stringify(rows)],
  );
}
