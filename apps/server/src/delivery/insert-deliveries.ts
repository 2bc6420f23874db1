import type { EntityManager } from 'typeorm';
import type { Id } from '#libs/directives';
import { derivedId } from '../commands/stream-ids.ts';
import type { ReminderAbout } from '../reminders/reminder-about.ts';
import type { Channel, Recipient } from './channel.ts';

export interface AddressedStep {
  readonly step: { readonly task_id: Id; readonly rule: string; readonly due_version: number; readonly day: string };
  readonly about: ReminderAbout;
  readonly outcome: 'sent' | 'superseded' | 'nobody';
  readonly recipients: readonly Recipient[];
}

/**
 * One row for each person and channel of a step, or one without a person where nobody is told. A step's rows are
 * inserted once for ever: a second claim of the same step inserts nothing. What one claim has for one person on one
 * channel bears one message id.
 */
export async function insertDeliveries(
  manager: EntityManager,
  claim: { claimId: Id; claimedAt: Date },
  steps: readonly AddressedStep[],
  channels: readonly Channel[],
): Promise<void> {
  const rows = steps.flatMap((addressed) => rowsOf(addressed, claim.claimId, channels));
  await manager.query(
    `WITH inserted AS (
       INSERT INTO delivery (claim_id, claimed_at, id, task_id, rule, due_version, day, about, person_id, channel,
         message_id, outcome, next_try_at, finished_at, outcome_recorded)
       SELECT $1::uuid, $2::timestamptz, r.*,
         CASE WHEN r.outcome = 'pending' THEN clock_timestamp() END,
         CASE WHEN r.outcome = 'sent' THEN clock_timestamp() END,
         r.outcome <> 'pending' -- the event of the claim says it all
       FROM json_to_recordset($3) AS r (id uuid, task_id uuid, rule text, due_version int, day date, about jsonb,
         person_id uuid, channel text, message_id uuid, outcome text)
       ON CONFLICT DO NOTHING
       RETURNING id, person_id, rule, task_id, about, claimed_at, channel)
     INSERT INTO inbox_alert (id, person_id, rule, task_id, about, alerted_at)
     SELECT id, person_id, rule, task_id, about, claimed_at FROM inserted WHERE channel = 'in-app'`,
    [claim.claimId, claim.claimedAt, JSON.stringify(rows)],
  );
}

function rowsOf(
  { step, about, outcome, recipients }: AddressedStep,
  claimId: Id,
  channels: readonly Channel[],
): object[] {
  const row = { ...step, about };
  const key = ['delivery', step.task_id, step.rule, step.due_version, step.day];
  if (outcome !== 'sent') return [{ ...row, id: derivedId(...key), outcome }];
  return recipients.flatMap((person) =>
    channels
      .filter((channel) => channel.reaches(person))
      .map(({ name, send }) => ({
        ...row,
        id: derivedId(...key, person.personId, name),
        person_id: person.personId,
        channel: name,
        message_id: derivedId('message', claimId, person.personId, name),
        outcome: send ? 'pending' : 'sent',
      })),
  );
}
