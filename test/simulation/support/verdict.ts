import { instantAt } from '#libs/calendar';
import { afterTaskEvent, type Id, isSettled, type RemindedTask, type TaskEvent, unreminded } from '#libs/directives';
import { anchorOf } from '../../../apps/server/src/reminders/reminder-about.ts';
import { eventsOf } from './alerts.ts';
import { type Database, isDone } from './database.ts';
import { CONTEXT, LADDER } from './town.ts';
import type { World } from './world.ts';

/** Every promise, looked up in what is left at the end. */
export function faultsOf({ database, farSide, seen }: World): string[] {
  return [
    ...lost(database),
    ...unawares(database),
    ...seen.early.map((id) => `early: ${id} was claimed before its time`),
    ...farSide.early.map((id) => `early: ${id} went outside before its time`),
    ...doubled(database),
    ...outside({ database, farSide, seen }),
    ...untold(database),
    ...putOffs(database),
    ...leftOpen(database),
    ...seen.needless.map((id) => `needless: ${id} went outside after its task was acted on`),
  ];
}

/** Steps that were due and that nobody claimed. */
function lost(db: Database): string[] {
  const behind = db.checkpoint < db.log.length ? ['lost: the plan does not know the whole log'] : [];
  const due = [...db.plan.keys()].flatMap((taskId) =>
    db.dueSteps(taskId, db.now).map(({ step, day }) => `lost: ${taskId} ${step.rule} of ${day}`),
  );
  return [...behind, ...due];
}

/** By the promise and not by the plan: whoever has a task whose day has come was told of it on that day or later. */
function unawares(db: Database): string[] {
  return [...db.tasks.keys()].flatMap((taskId) => {
    const events = db.log.flatMap(({ streamId, event }) => (streamId === taskId ? [event as TaskEvent] : []));
    const { task }: RemindedTask = events.reduce(afterTaskEvent, unreminded);
    const runs = task.status === 'assigned' || task.status === 'signed-for' || task.status === 'active';
    if (!runs || task.deadline === null) return [];
    const dueAt = Date.parse(instantAt(task.deadline.date, CONTEXT.digestTime, CONTEXT.zone));
    if (dueAt > db.now || task.deadline.date < task.runningSince.slice(0, 10)) return [];
    const wasTold = db.inbox.some((alert) => alert.taskId === taskId && alert.at >= dueAt);
    return wasTold ? [] : [`lost: nobody was told that ${taskId} is due on ${task.deadline.date}`];
  });
}

function doubled(db: Database): string[] {
  const once = new Set(LADDER.steps.flatMap(({ rule, repeatsEvery }) => (repeatsEvery === null ? rule : [])));
  const keys = db.inbox.map(({ id }) => id);
  const steps = [...db.deliveries.values()].flatMap(({ task_id, rule, due_version, person_id, channel, again }) =>
    once.has(rule) && person_id ? [`${task_id} ${rule} ${due_version} ${person_id} ${channel} ${again}`] : [],
  );
  return [...repeated(keys), ...repeated(steps)].map((what) => `doubled: ${what}`);
}

/** At least once, and no more copies than senders that were killed or not answered, all under one id. */
function outside({ database, farSide, seen }: Pick<World, 'database' | 'farSide' | 'seen'>): string[] {
  const rows = [...database.deliveries.values()].filter(({ channel }) => channel === 'email');
  const missing = rows.filter(
    ({ id, outcome, goesAt, nextTryAt }) =>
      (outcome === 'sent' && !farSide.told.has(id)) ||
      (outcome === 'pending' && goesAt <= database.now && nextTryAt <= database.now),
  );
  const often = [...farSide.copies].filter(
    ([id, copies]) => copies > 1 + (seen.killedInSend.get(id) ?? 0) + (farSide.unsaid.get(id) ?? 0),
  );
  return [
    ...missing.map(({ id, outcome }) => `lost: ${id} is ${outcome} outside`),
    ...often.map(([id, copies]) => `doubled: ${copies} copies of ${id}`),
  ];
}

/** The log says of every claimed step what became of it, once. */
function untold(db: Database): string[] {
  const told = db.log.flatMap(({ event }) =>
    event.type === 'RemindersClaimed'
      ? event.steps.map(({ taskId, rule, dueVersion, day }) => `${taskId} ${rule} ${dueVersion} ${day}`)
      : [],
  );
  const known = new Set<Id>(told);
  return [
    ...[...db.claimed].filter((step) => !known.has(step)).map((step) => `lost: the log was not told of ${step}`),
    ...repeated(told).map((step) => `doubled: the log was told twice of ${step}`),
  ];
}

/** What was put off came back once for each time, at its moment or later, and the log says so. */
function putOffs(db: Database): string[] {
  const returns = db.log.flatMap(({ event }) => (event.type === 'AlertsReturned' ? event.alertIds : []));
  return db.inbox.flatMap((alert) => {
    const { id, snoozedUntil, snoozes, timesPutOff, unrecordedReturn } = alert;
    const told = returns.filter((one) => one === id).length;
    return [
      ...(snoozedUntil !== null && snoozedUntil <= db.now && !isDone(alert) ? [`lost: ${id} did not come back`] : []),
      ...(snoozes > timesPutOff ? [`doubled: ${id} came back ${snoozes} times, put off ${timesPutOff} times`] : []),
      ...(unrecordedReturn !== null || told < snoozes ? [`lost: the log was not told that ${id} came back`] : []),
      ...(told > snoozes ? [`doubled: the log was told ${told} times of the ${snoozes} returns of ${id}`] : []),
    ];
  });
}

/** Alerts that ask for nothing any more, as their task stands, and are open all the same. What was done in the alert's own ms may have been before it. */
function leftOpen(db: Database): string[] {
  const behind = db.settled < db.log.length ? ['open: not every act was looked at'] : [];
  const open = db.inbox.filter((alert) => {
    if (isDone(alert)) return false;
    const { task } = eventsOf(db, alert.taskId).reduce(afterTaskEvent, unreminded);
    const asked = { from: anchorOf(alert.rule, alert.about), report: null, slip: null };
    return isSettled(
      task,
      { ...asked, dueVersion: alert.dueVersion, at: new Date(alert.at + 1).toISOString() },
      CONTEXT,
    );
  });
  return [...behind, ...open.map(({ id, rule }) => `open: ${rule} ${id} although its task was acted on`)];
}

function repeated(keys: readonly string[]): string[] {
  const known = new Set<string>();
  return keys.filter((key) => known.size === known.add(key).size);
}
