import type { DataSource } from 'typeorm';
import type { Instant } from '#libs/event-sourcing';

/** The next moments at which something waits to go outside, and at which something that was put off comes back. */
export async function momentsAhead(database: DataSource): Promise<Instant[]> {
  const [row]: [{ goes: Date | null; returns: Date | null }] = await database.query(
    `SELECT
       (SELECT min(goes_at) FROM delivery WHERE outcome = 'pending' AND goes_at > (SELECT duban_now())) AS goes,
       (SELECT min(snoozed_until) FROM inbox_alert
        WHERE snoozed_until > (SELECT duban_now()) AND acknowledged_at IS NULL AND handled_at IS NULL) AS returns`,
  );
  return [row.goes, row.returns].flatMap((at) => at?.toISOString() ?? []);
}
