import type { DataSource } from 'typeorm';
import type { Instant } from '#libs/event-sourcing';
import { IS_HELD, isHeld } from './hold.ts';

/** In SQL: whether the moment has come at which the row `d` of `delivery` may go outside. Business time, as it was planned in it. */
export const GOES_NOW = goesBy('duban_now()');

/** The same for a moment of business time that an SQL expression gives. */
export function goesBy(moment: string, row = 'd'): string {
  return `(${row}.goes_at IS NULL OR ${row}.goes_at <= (SELECT ${moment}))`;
}

/**
 * Makes one message for each person and channel of all that may go by `moment` (null: now) and was not tried yet, whichever claims it
 * comes from. Before that it ends as superseded what was acknowledged or handled while it waited for its hour or for another
 * try, and what the same step says again since. A message that somebody is just sending stays as it is. A repeat finds nothing to do.
 */
export async function gatherDigests(database: DataSource, moment: Instant | null): Promise<void> {
  await database.transaction(async (manager) => {
    // Two who gather at a time would each make a digest of a part; the second finds it done.
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('gather-digests'))`);
    await manager.query(
      `UPDATE delivery d SET outcome = 'superseded', finished_at = clock_timestamp(), outcome_recorded = true
       FROM delivery told JOIN inbox_alert a USING (id)
       WHERE d.outcome = 'pending' AND d.person_id IS NOT NULL AND ${GOES_NOW} AND NOT (${IS_HELD})
         AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp())
         AND told.task_id = d.task_id AND told.rule = d.rule AND told.due_version = d.due_version AND told.day = d.day
         AND told.person_id = d.person_id AND told.channel = 'in-app' AND told.again = 0
         AND coalesce(a.acknowledged_at, a.handled_at) IS NOT NULL`,
    );
    await manager.query(
      `UPDATE delivery d SET outcome = 'superseded', finished_at = clock_timestamp(), outcome_recorded = true
       FROM delivery again
       WHERE ${isFree('d')} AND ${isFree('again')} AND again.task_id = d.task_id AND again.rule = d.rule
         AND again.due_version = d.due_version AND again.person_id = d.person_id AND again.channel = d.channel
         AND again.claimed_at > d.claimed_at`,
      [moment],
    );
    // A new id, because nobody can have begun to send under it; who has just begun under an old one holds the row, and it is left out.
    await manager.query(
      `WITH many AS (
         SELECT d.person_id, d.channel, gen_random_uuid() AS message_id FROM delivery d WHERE ${isFree('d')}
         GROUP BY d.person_id, d.channel HAVING count(DISTINCT d.message_id) > 1),
       free AS (
         SELECT d.id, many.message_id FROM delivery d JOIN many USING (person_id, channel)
         WHERE ${isFree('d')} FOR UPDATE OF d SKIP LOCKED)
       UPDATE delivery d SET message_id = free.message_id FROM free WHERE d.id = free.id`,
      [moment],
    );
  });
}

/** Of a row of `delivery`; `$1` is the moment. */
function isFree(row: string): string {
  return `${row}.outcome = 'pending' AND ${row}.person_id IS NOT NULL AND ${row}.attempt = 0 AND ${row}.lease_until IS NULL
    AND ${goesBy('coalesce($1::timestamptz, duban_now())', row)} AND NOT (${isHeld(row)})`;
}
