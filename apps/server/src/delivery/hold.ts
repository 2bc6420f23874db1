import type { Instant } from '#libs/event-sourcing';
import type { Config } from '../config.ts';

/** Runs SQL and answers with its rows. */
export type Sql = <Row extends object>(text: string, values: unknown[]) => Promise<Row[]>;

/** Why and since when nothing goes outside. */
export interface Hold {
  readonly id: string;
  /** `restored`: from a backup. `behind`: the newest seal outside knows of events that the database has not. */
  readonly reason: 'restored' | 'behind';
  readonly beganAt: Instant;
  /** Position of the newest event when it began, and of the newest that the seal knows. */
  readonly head: number;
  readonly sealedHead: number | null;
  readonly backupMadeAt: Instant | null;
}

/**
 * Holds back everything that goes outside, from now on and in every process, until an auditor releases it. What a seal
 * says is found out once: a second call for it changes nothing, also after a release. While something is held already,
 * the seal is added to that.
 */
export async function beginHold(
  sql: Sql,
  { reason, head, sealedHead = null, backupMadeAt = null }: Pick<Hold, 'reason' | 'head'> & Partial<Hold>,
  { timeZone, digestTime }: Pick<Config, 'timeZone' | 'digestTime'>,
): Promise<void> {
  await sql(
    `UPDATE sending_hold SET sealed_head = $1
     WHERE id = (SELECT id FROM sending_hold WHERE released_at IS NULL AND sealed_head IS NULL LIMIT 1)
       AND NOT EXISTS (SELECT FROM sending_hold WHERE sealed_head = $1)`,
    [sealedHead],
  );
  await sql(
    `INSERT INTO sending_hold (id, reason, head, sealed_head, backup_made_at, began_at, through)
     SELECT gen_random_uuid(), $1, $2, $3, $4, now, local::date - CASE WHEN local::time >= $6::time THEN 0 ELSE 1 END
     FROM duban_now() AS now, timezone($5, now) AS local
     ON CONFLICT DO NOTHING`,
    [reason, head, sealedHead, backupMadeAt, timeZone, digestTime],
  );
}

/** The newest hold that is not released; null when messages go out. */
export async function presentHold(sql: Sql): Promise<Hold | null> {
  const [row] = await sql<HoldRow>(`${HOLDS} WHERE released_at IS NULL ORDER BY began_at DESC, id LIMIT 1`, []);
  return row ? holdOf(row) : null;
}

/** Those that the log has not been told of. */
export async function unrecordedHolds(sql: Sql): Promise<Hold[]> {
  return (await sql<HoldRow>(`${HOLDS} WHERE NOT recorded ORDER BY began_at, id`, [])).map(holdOf);
}

/** In SQL: whether a row of `delivery` is held back, or was said to be sent already. */
export function isHeld(row: string): string {
  return `NOT ${row}.released AND EXISTS (
  SELECT FROM sending_hold h WHERE h.released_at IS NULL OR (h.decision = 'drop' AND ${row}.day <= h.through))`;
}

/** The same of the row `d`. */
export const IS_HELD = isHeld('d');

/**
 * Gives up what an auditor has said was sent already, as a whole: reminders that were due before the hold began, also those
 * that were claimed only after the auditor's word. The log knows of it by that word.
 */
export async function dropSentAlready(sql: Sql): Promise<void> {
  await sql(
    `UPDATE delivery d SET outcome = 'dropped', finished_at = clock_timestamp(), outcome_recorded = true
     WHERE d.outcome = 'pending' AND NOT d.released
       AND EXISTS (SELECT FROM sending_hold h WHERE h.decision = 'drop' AND d.day <= h.through)`,
    [],
  );
}

interface HoldRow {
  id: string;
  reason: Hold['reason'];
  began_at: Date;
  head: string;
  sealed_head: string | null;
  backup_made_at: Date | null;
}

const HOLDS = 'SELECT id, reason, began_at, head, sealed_head, backup_made_at FROM sending_hold';

function holdOf({ id, reason, began_at, head, sealed_head, backup_made_at }: HoldRow): Hold {
  return {
    ...{ id, reason, head: Number(head), beganAt: began_at.toISOString() },
    sealedHead: sealed_head === null ? null : Number(sealed_head),
    backupMadeAt: backup_made_at?.toISOString() ?? null,
  };
}
