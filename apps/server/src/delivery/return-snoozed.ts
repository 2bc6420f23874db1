import type { DataSource, EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Id, PlanContext } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { EventLog } from '#libs/event-store';
import { chosenBy } from './preferences.ts';
import { recordOutcome } from './record-outcome.ts';
import { type ReturnedAlert, returnedRows, type ToldRow } from './returned-rows.ts';

/** Alerts that come back in one transaction. */
const PORTION = 500;

/**
 * Brings back, as of `moment`, every alert that was put off until then or before and is not done meanwhile: into the inbox, where it
 * is new, and on its way through the channels by which its person was told of it. Each once: the row that says until when it was put off
 * is emptied by the same transaction. A crash after it leaves the log to be told by the next call.
 */
export async function returnSnoozed(
  database: DataSource,
  log: EventLog,
  { plan, moment }: { plan: PlanContext; moment: Instant },
): Promise<number> {
  let returned = 0;
  for (;;) {
    await recordReturns(database, log, plan.zone);
    const portion = await database.transaction((manager) => returnPortion(manager, moment, plan));
    if (portion === 0) return returned;
    returned += portion;
  }
}

async function returnPortion(manager: EntityManager, now: Instant, plan: PlanContext): Promise<number> {
  const returnId = v7();
  const [alerts]: [ReturnedAlert[], number] = await manager.query(
    `UPDATE inbox_alert a SET snoozed_until = NULL, returned_at = $1, snoozes = snoozes + 1, unrecorded_return = $2
     FROM (SELECT id FROM inbox_alert
       WHERE snoozed_until <= $1 AND acknowledged_at IS NULL AND handled_at IS NULL AND unrecorded_return IS NULL
       ORDER BY snoozed_until LIMIT ${PORTION} FOR UPDATE SKIP LOCKED) AS due
     WHERE a.id = due.id
     RETURNING a.id, a.person_id AS "personId", a.rule, a.about, a.snoozes AS again`,
    [now, returnId],
  );
  if (alerts.length > 0) await tellAgain(manager, alerts, { returnId, now, plan });
  return alerts.length;
}

/** By the channels that its step took, as far as the person still wants them. An alert of no task is in the inbox alone. */
async function tellAgain(
  manager: EntityManager,
  alerts: readonly ReturnedAlert[],
  { returnId, now: readyAt, plan }: { returnId: Id; now: Instant; plan: PlanContext },
): Promise<void> {
  const told: ToldRow[] = await manager.query(
    `SELECT a.id AS "alertId", d.task_id AS "taskId", d.due_version AS "dueVersion", d.day::text AS day, d.channel,
       d.ladder, d.ladder_version AS "ladderVersion"
     FROM delivery a JOIN delivery d ON d.task_id = a.task_id AND d.rule = a.rule AND d.due_version = a.due_version
       AND d.day = a.day AND d.person_id = a.person_id AND d.again = 0
     WHERE a.id = ANY ($1)`,
    [alerts.map(({ id }) => id)],
  );
  const chosen = await chosenBy(manager, [...new Set(alerts.map(({ personId }) => personId))]);
  const rows = returnedRows(alerts, told, { returnId, now: readyAt, plan, chosen });
  await manager.query(
    `INSERT INTO delivery (claim_id, claimed_at, claim_recorded, id, task_id, rule, due_version, day, about, person_id, channel,
       message_id, outcome, goes_at, again, ladder, ladder_version, next_try_at, finished_at, outcome_recorded)
     SELECT $1::uuid, $2::timestamptz, true, r.*,
       CASE WHEN r.outcome = 'pending' THEN clock_timestamp() END,
       CASE WHEN r.outcome = 'sent' THEN clock_timestamp() END, r.outcome = 'sent'
     FROM json_to_recordset($3) AS r (id uuid, task_id uuid, rule text, due_version int, day date, about jsonb,
       person_id uuid, channel text, message_id uuid, outcome text, goes_at timestamptz, again int, ladder text, ladder_version int)
     ON CONFLICT DO NOTHING`,
    [returnId, readyAt, JSON.stringify(rows)],
  );
}

/** One event for each person of what came back to them at once. */
async function recordReturns(database: DataSource, log: EventLog, timeZone: string): Promise<void> {
  const returns: { returnId: Id; personId: Id; at: Date; alertIds: Id[] }[] = await database.query(
    `SELECT unrecorded_return AS "returnId", person_id AS "personId", returned_at AS at, array_agg(id ORDER BY id) AS "alertIds"
     FROM inbox_alert WHERE unrecorded_return IS NOT NULL -- all of a return, or none
     GROUP BY unrecorded_return, person_id, returned_at ORDER BY unrecorded_return, person_id`,
  );
  for (const { returnId, personId, at, alertIds } of returns) {
    const event = { type: 'AlertsReturned', at: at.toISOString(), by: 'system', personId, alertIds } as const;
    await recordOutcome(log, event, { key: `alerts-returned/${returnId}/${personId}`, timeZone });
    await database.query(
      `UPDATE inbox_alert SET unrecorded_return = NULL WHERE unrecorded_return = $1 AND person_id = $2`,
      [returnId, personId],
    );
  }
}
