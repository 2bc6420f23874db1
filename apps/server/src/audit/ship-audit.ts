import type { DataSource } from 'typeorm';
import { framed, type ShippedEntry, syslogMessage } from './syslog-message.ts';
import { handOver, type SyslogReceiver } from './syslog-receiver.ts';

const MOST_AT_ONCE = 500;
/** One process ships at a time, so that a receiver gets the entries in their order. */
const SHIPPING_LOCK = 7_310_021;

/**
 * Hands all entries that have not left the host to the receiver, the oldest first, and marks each portion only when the
 * receiver has taken it. An entry may come twice, under the same id, when that was cut off in between; none is skipped.
 * Answers how many were shipped; nothing while another process ships. Throws when the receiver does not take them.
 */
export async function shipAudit(database: DataSource, receiver: SyslogReceiver): Promise<number> {
  let shipped = 0;
  try {
    for (;;) {
      const portion = await shipPortion(database, receiver);
      shipped += portion;
      if (portion < MOST_AT_ONCE) break;
    }
    await tell(database, null);
    return shipped;
  } catch (error) {
    await tell(database, error instanceof Error ? error.message : String(error)).catch(() => undefined);
    throw error;
  }
}

function shipPortion(database: DataSource, receiver: SyslogReceiver): Promise<number> {
  return database.transaction(async (manager) => {
    const [lock]: { held: boolean }[] = await manager.query('SELECT pg_try_advisory_xact_lock($1) AS held', [
      SHIPPING_LOCK,
    ]);
    if (!lock?.held) return 0;
    const entries: ShippedEntry[] = await manager.query(
      `SELECT id, at, kind, person_id AS "personId", unit_ids AS "unitIds", address, subject, result, trace_id AS "traceId"
       FROM audit_entry WHERE shipped_at IS NULL ORDER BY id LIMIT $1`,
      [MOST_AT_ONCE],
    );
    if (entries.length === 0) return 0;
    await handOver(receiver, framed(entries.map(syslogMessage)));
    await manager.query('UPDATE audit_entry SET shipped_at = clock_timestamp() WHERE id = ANY ($1)', [
      entries.map(({ id }) => id),
    ]);
    return entries.length;
  });
}

async function tell(database: DataSource, trouble: string | null): Promise<void> {
  await database.query(
    `UPDATE audit_shipping SET tried_at = clock_timestamp(), trouble = $1::text,
       failing_since = CASE WHEN $1::text IS NOT NULL THEN coalesce(failing_since, clock_timestamp()) END
     WHERE trouble IS DISTINCT FROM $1::text OR tried_at IS NULL OR tried_at < clock_timestamp() - interval '10 seconds'`,
    [trouble],
  );
}
