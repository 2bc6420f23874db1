import type { Client } from 'pg';
import { until } from '../../support/until.ts';

const WAITING = `SELECT pid FROM pg_locks
  WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/** Holds every append of the database up, as another process in the middle of its own would. */
export async function holdAppendLock(client: Client) {
  await client.query('BEGIN; SELECT pg_advisory_xact_lock(1685414497)');
  return {
    /** The server process of the one append that has come as far as the lock. */
    waiting: async (): Promise<number> =>
      until(async () => (await client.query(WAITING)).rows[0]?.pid, { what: 'an append waits' }),
    release: () => client.query('ROLLBACK'),
  };
}
