import type { DataSource } from 'typeorm';
import type { Id, RemindersClaimed } from '#libs/directives';
import type { EventLog } from '#libs/event-store';
import { recordOutcome } from '../delivery/record-outcome.ts';

type Step = RemindersClaimed['steps'][number];

/**
 * Tells the log of every claim that it does not know yet: one event a claim. What a crash between the claim and this
 * left behind is made up for by whoever calls it next; the claim's id is the key, so that nothing is told twice.
 */
export async function recordClaims(database: DataSource, log: EventLog, timeZone: string): Promise<void> {
  const claims: { claimId: Id; claimedAt: Date; steps: Step[] }[] = await database.query(
    `SELECT claim_id AS "claimId", claimed_at AS "claimedAt", json_agg(json_strip_nulls(json_build_object(
         'taskId', task_id, 'rule', rule, 'dueVersion', due_version, 'day', day, 'ladder', ladder, 'outcome', outcome, 'personIds', person_ids,
         'standIn', stand_in)) ORDER BY task_id, rule, due_version, day) AS steps
     FROM (
       SELECT claim_id, claimed_at, task_id, rule, due_version, day,
         CASE WHEN bool_or(person_id IS NOT NULL) THEN 'sent' ELSE min(outcome) FILTER (WHERE destination_id IS NULL) END AS outcome,
         (array_agg(CASE WHEN ladder IS NOT NULL THEN json_build_object('name', ladder, 'version', ladder_version) END))[1] AS ladder,
         max(about ->> 'standIn') AS stand_in, -- of head and office the further one
         coalesce(array_agg(DISTINCT person_id) FILTER (WHERE person_id IS NOT NULL), '{}') AS person_ids
       FROM delivery WHERE NOT claim_recorded -- all rows of a claim, or none of them
       GROUP BY claim_id, claimed_at, task_id, rule, due_version, day) AS step
     GROUP BY claim_id, claimed_at ORDER BY claim_id`,
  );
  for (const { claimId, claimedAt, steps } of claims) {
    const event: RemindersClaimed = {
      type: 'RemindersClaimed',
      at: claimedAt.toISOString(),
      by: 'system',
      claimId,
      steps,
    };
    await recordOutcome(log, event, { key: `reminders-claimed/${claimId}`, timeZone });
    await database.query(
      `UPDATE delivery SET claim_recorded = true
       WHERE claim_id = $1 AND NOT claim_recorded -- for the index`,
      [claimId],
    );
  }
}
