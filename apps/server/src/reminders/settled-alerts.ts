import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { WorkingCalendar } from '#libs/calendar';
import { eventTypes, type Id, type PlanContext, type TaskEvent, taskDecider } from '#libs/directives';
import { EventLog, type StoredEvent } from '#libs/event-store';
import { openStream } from '../commands/open-stream.ts';
import { CONFIG, type Config } from '../config.ts';
import { WORKING_CALENDAR } from '../working-calendar.ts';
import { currentOrganisation } from './current-organisation.ts';
import { type Handled, handledBy, type OpenAlert } from './handled.ts';
import { presentCalendarIn } from './present-settings.ts';

export const SETTLED_ALERTS = 'settled-alerts';

const TASK_EVENTS = new Set<string>(eventTypes.task);

/**
 * Acting anywhere closes it everywhere: when what alerts of a task asked for was done (`isSettled`), or the person who was told has
 * done something about the task themselves, for the office any of its clerks, the alerts are marked as handled, and what still
 * waits to go outside about them is not sent.
 */
@Injectable()
export class SettledAlerts {
  readonly name = SETTLED_ALERTS;
  readonly start = 'origin';

  private readonly context: Pick<PlanContext, 'zone' | 'calendar'>;

  constructor(
    @Inject(EventLog) private readonly log: EventLog,
    @Inject(CONFIG) { timeZone }: Config,
    @Inject(WORKING_CALENDAR) calendar: WorkingCalendar,
  ) {
    this.context = { zone: timeZone, calendar };
  }

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const acts = events.filter(({ event, version }) => TASK_EVENTS.has(event.type) && version > 1);
    if (acts.length === 0) return;
    const alerts = await openAlerts(manager, [...new Set(acts.map(({ streamId }) => streamId))]);
    if (alerts.length === 0) return;
    const calendar = await presentCalendarIn(manager, this.context.calendar);
    const context = { ...this.context, calendar, organisation: await currentOrganisation(this.log) };
    const handled: Handled[] = [];
    for (const id of new Set(alerts.map(({ taskId }) => taskId))) {
      // As it stands now, which may be more than these events say, and never less.
      const { state: task } = await openStream(this.log, taskDecider, id);
      const done = acts.filter(({ streamId }) => streamId === id).map(({ event }) => event as TaskEvent);
      const ofTask = alerts.filter(({ taskId }) => taskId === id);
      handled.push(...ofTask.flatMap((alert) => handledBy(alert, { task, acts: done }, context) ?? []));
    }
    if (handled.length > 0) await close(manager, handled);
  }
}

/**
 * With the locks of their tasks, so that a claim that is under way has told its alerts before they are looked for, and one that comes
 * later knows of the acts.
 */
async function openAlerts(manager: EntityManager, taskIds: readonly Id[]): Promise<OpenAlert[]> {
  await manager.query('SELECT FROM reminder_task WHERE task_id = ANY ($1) ORDER BY task_id FOR NO KEY UPDATE', [
    taskIds,
  ]);
  const rows: (Omit<OpenAlert, 'alertedAt'> & { alertedAt: Date })[] = await manager.query(
    `SELECT a.id, a.task_id AS "taskId", a.person_id AS "personId", a.rule, a.about, d.due_version AS "dueVersion",
       a.alerted_at AS "alertedAt"
     FROM inbox_alert a JOIN delivery d USING (id)
     WHERE a.task_id = ANY ($1) AND a.acknowledged_at IS NULL AND a.handled_at IS NULL`,
    [taskIds],
  );
  return rows.map((row) => ({ ...row, alertedAt: row.alertedAt.toISOString() }));
}

async function close(manager: EntityManager, handled: readonly Handled[]): Promise<void> {
  // A message that somebody is just sending is let go: it may have arrived.
  await manager.query(
    `WITH handled AS (
       UPDATE inbox_alert a SET handled_at = h.at, handled_by = h.by
       FROM json_to_recordset($1) AS h (id uuid, at timestamptz, by text, settled boolean) WHERE a.id = h.id
       RETURNING a.id, a.person_id, h.settled)
     UPDATE delivery d SET outcome = 'superseded', finished_at = clock_timestamp(), outcome_recorded = true
     FROM delivery told JOIN handled USING (id)
     WHERE d.task_id = told.task_id AND d.rule = told.rule AND d.due_version = told.due_version AND d.day = told.day
       AND (d.person_id = handled.person_id OR (d.destination_id IS NOT NULL AND handled.settled))
       AND d.outcome = 'pending' AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp())`,
    [JSON.stringify(handled)],
  );
}
