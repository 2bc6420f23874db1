import type { Health } from '#libs/contracts';
import type { Sql } from './leaves.ts';
import type { Trouble } from './trouble.ts';

const TOLD: Record<Trouble, string> = {
  'deposit-away': 'the place for seals cannot be reached',
  behind: 'the database is behind the seals outside: was it restored?',
  contradicted: 'the seals outside say otherwise than the database',
  altered: 'the stored seals were altered',
  gap: 'an event is missing',
  'other-key': 'this server has another key',
  'other-hash': 'this server is set to another hash',
  failed: 'it failed',
};

interface Row {
  trouble: Trouble | null;
  tried: string;
  unsealed: string;
}

/** How sealing goes, whichever server does it; null where nothing was ever to be sealed. Throws when the database is away. */
export async function sealHealth(sql: Sql): Promise<Health['checks'][string] | null> {
  const [row] = await sql.query<Row[]>(`
    SELECT trouble, to_char(tried_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS tried,
      (SELECT coalesce(max(position), 0) FROM event)
        - (SELECT coalesce(max(size), 0) FROM seal WHERE seal.origin = sealed_log.origin) AS unsealed
    FROM sealed_log WHERE tried_at IS NOT NULL`);
  if (!row) return null;
  const detail = `${row.unsealed} events not sealed yet, last tried ${row.tried}`;
  return row.trouble === null
    ? { status: 'up', detail }
    : { status: 'down', detail: `${TOLD[row.trouble]}; ${detail}` };
}
