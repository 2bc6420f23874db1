import { afterTaskEvent, type Id, requireSnooze, type TaskEvent, unreminded } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { returnedRows } from '../../../apps/server/src/delivery/returned-rows.ts';
import { handledBy } from '../../../apps/server/src/reminders/handled.ts';
import { warnsOf } from '../../../apps/server/src/reminders/reminder-about.ts';
import { type Alert, type Database, type Delivery, isDone, type Logged } from './database.ts';
import type { Work } from './processes.ts';
import { CONTEXT } from './town.ts';
import type { Process, World } from './world.ts';

// What becomes of alerts once they are told: people put them off and they come back; acting on the task closes them.

const LONGEST_PUT_OFF_MS = 2 * 86_400_000;

/** `SnoozeAlertsHandler`: the event is told, then the row is marked. A person who was not answered does not ask again here. */
export function* putOff({ database: db, random, seen }: World, process: Process): Work {
  const open = db.inbox.filter((alert) => !isDone(alert));
  const alert = open[Math.floor(random() * open.length)];
  if (!alert) return;
  const until = db.now + 1 + Math.floor(random() * LONGEST_PUT_OFF_MS);
  yield;
  const { id, personId, rule, about } = alert;
  const told = { at: db.instant, by: personId };
  const untilAt = new Date(until).toISOString();
  try {
    const asked = { id, warnsOf: warnsOf(rule, about), isDone: isDone(alert) };
    requireSnooze([asked], untilAt, { now: told.at, zone: CONTEXT.zone });
  } catch (error) {
    if (error instanceof Rejection) return;
    throw error;
  }
  append(
    db,
    personDay(personId),
    { type: 'AlertsSnoozed', ...told, personId, alertIds: [id], until: untilAt },
    `snooze ${seen.snoozes++}`,
  );
  const position = db.log.length;
  yield;
  while (!db.tryLock(`alert ${id}`, process.id)) yield;
  db.release(process.id);
  if (alert.snoozedPosition >= position || until <= db.now) return;
  Object.assign(alert, { snoozedUntil: until, snoozedPosition: position, timesPutOff: alert.timesPutOff + 1 });
  for (const row of sameStep(db, alert))
    if (row.outcome === 'pending' && row.attempt === 0 && row.leaseUntil === null) row.outcome = 'superseded';
}

/** `returnSnoozed`, as of a moment. */
export function* returnSnoozed(
  { database: db, seen, breaks }: World,
  { id: process, clock }: Process,
  moment: number,
): Work {
  if (breaks.noReturn) return;
  const at = breaks.workersClock ? clock() : moment;
  for (;;) {
    yield* recordReturns(db);
    const due = db.inbox.filter(
      (alert) =>
        alert.snoozedUntil !== null &&
        alert.snoozedUntil <= at &&
        !isDone(alert) &&
        alert.unrecordedReturn === null &&
        db.tryLock(`alert ${alert.id}`, process),
    );
    if (due.length === 0) return;
    yield;
    const returnId = `return ${seen.returns++}`;
    // The commit.
    for (const alert of due) {
      if (db.now < (alert.snoozedUntil ?? 0)) seen.early.push(`the return of ${alert.id}`);
      Object.assign(alert, { snoozedUntil: null, snoozes: alert.snoozes + 1, unrecordedReturn: returnId });
      if (breaks.staysPutOff) alert.snoozedUntil = at;
      tellAgain(db, alert, returnId, at);
    }
    db.release(process);
    yield;
    if (breaks.staysPutOff) return;
  }
}

function tellAgain(db: Database, alert: Alert, returnId: Id, at: number): void {
  const first = sameStep(db, alert).filter(({ again }) => again === 0);
  const told = first.map(({ day, channel = '' }) => ({
    ...{ alertId: alert.id, taskId: alert.taskId, dueVersion: alert.dueVersion, day, channel },
    ...{ ladder: null, ladderVersion: null },
  }));
  const now = new Date(at).toISOString();
  const returning = { returnId, now, plan: CONTEXT, chosen: new Map() };
  for (const { goes_at, ladder: _, ladder_version: __, ...row } of returnedRows(
    [{ ...alert, again: alert.snoozes }],
    told,
    returning,
  )) {
    if (db.deliveries.has(row.id)) continue;
    const goesAt = goes_at === null ? 0 : Date.parse(goes_at);
    const common = { claimId: returnId, claimedAt: at, goesAt, stepAt: 0, attempt: 0, nextTryAt: db.now };
    const rest = { ladder: undefined, ladder_version: undefined, leaseUntil: null, claimRecorded: true };
    db.deliveries.set(row.id, { ...row, ...common, ...rest });
  }
}

function* recordReturns(db: Database): Work {
  const open = db.inbox.flatMap((alert) =>
    alert.unrecordedReturn === null ? [] : [{ alert, unrecordedReturn: alert.unrecordedReturn }],
  );
  yield;
  for (const { alert, unrecordedReturn } of open) {
    const { id, personId } = alert;
    const event = { type: 'AlertsReturned', at: db.instant, by: 'system', personId, alertIds: [id] } as const;
    append(db, personDay(personId), event, `${unrecordedReturn} ${id}`);
    yield;
    if (alert.unrecordedReturn === unrecordedReturn) alert.unrecordedReturn = null;
    yield;
  }
}

/** One turn of the subscription `settled-alerts` (`SettledAlerts.apply`). */
export function* settleTurn({ database: db, random, breaks }: World, { id }: Process): Work {
  if (!db.tryLock('settled checkpoint', id)) return;
  yield;
  const from = db.settled;
  const events = db.log.slice(from, from + 1 + Math.floor(random() * 4));
  const acts = events.filter(({ streamId, version }) => streamId.startsWith('task ') && version > 1);
  const taskIds = [...new Set(acts.map(({ streamId }) => streamId))].sort();
  for (const taskId of taskIds) while (!breaks.noTaskLock && !db.tryLock(`task ${taskId}`, id)) yield;
  yield;
  const open = db.inbox.filter((alert) => taskIds.includes(alert.taskId) && !isDone(alert));
  const { organisation } = db;
  yield;
  const handled = open.flatMap((alert) => {
    const { task } = eventsOf(db, alert.taskId).reduce(afterTaskEvent, unreminded);
    const own = acts.filter(({ streamId }) => streamId === alert.taskId).map(({ event }) => event as TaskEvent);
    const alertedAt = new Date(alert.at).toISOString();
    const found = handledBy({ ...alert, alertedAt }, { task, acts: own }, { organisation, ...CONTEXT });
    return found ? [alert] : [];
  });
  for (const alert of handled) while (!db.tryLock(`alert ${alert.id}`, id)) yield;
  // The commit.
  for (const alert of handled) {
    alert.handledAt = db.now;
    if (breaks.sendsHandled) continue;
    for (const row of sameStep(db, alert))
      if (row.outcome === 'pending' && (row.leaseUntil === null || row.leaseUntil < db.now)) row.outcome = 'superseded';
  }
  db.settled = from + events.length;
  db.release(id);
}

export function eventsOf(db: Database, taskId: Id): TaskEvent[] {
  return db.log.flatMap(({ streamId, event }) => (streamId === taskId ? [event as TaskEvent] : []));
}

/** What the alert's person was or will be told of its step. */
function sameStep(db: Database, { taskId, rule, dueVersion, day, personId }: Alert): Delivery[] {
  return [...db.deliveries.values()].filter(
    (row) =>
      row.task_id === taskId &&
      row.rule === rule &&
      row.due_version === dueVersion &&
      row.day === day &&
      row.person_id === personId,
  );
}

function personDay(personId: Id): string {
  return `day of ${personId}`;
}

function append(db: Database, streamId: string, event: Logged['event'], key: string): void {
  db.append(streamId, db.versions.get(streamId) ?? 0, [event], key);
}
