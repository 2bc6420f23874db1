import { civilDateAt } from '#libs/calendar';
import type { Id, PlannedStep, RemindedTask, RemindersClaimed } from '#libs/directives';
import { deliveryRows, moments } from '../../../apps/server/src/delivery/insert-deliveries.ts';
import { decideClaim } from '../../../apps/server/src/reminders/decide-claim.ts';
import { foldIntoPlan } from '../../../apps/server/src/reminders/fold-into-plan.ts';
import { returnSnoozed } from './alerts.ts';
import { type Delivery, rowKey, stepKey } from './database.ts';
import { addWaiting, gatherDigests } from './delivering.ts';
import { CHANNELS, CONTEXT, PEOPLE, SETTINGS } from './town.ts';
import type { Process, World } from './world.ts';

// The server's waits, in its order; what is decided between them is the server's own code. Every `yield` is an await at
// which others go on, or the process is killed: what its transaction wrote is gone then, and what it held is free.

export type Work = Generator<void, void>;

const CLAIM_BATCH = 2;

/** One turn of the projection `reminder-plan` (`ReminderPlan.apply`). */
export function* projectTurn({ database: db, queue, random, breaks }: World, { id }: Process): Work {
  if (!db.tryLock('checkpoint', id)) return;
  yield;
  const from = db.checkpoint;
  const events = db.log.slice(from, from + 1 + Math.floor(random() * 4));
  const rows = new Map(db.tasks);
  const folded = events.flatMap((logged) => foldIntoPlan(rows, { ...logged, event: logged.event }, CONTEXT.zone));
  const touched = new Set(folded.sort());
  yield;
  for (const taskId of touched) {
    while (!breaks.noTaskLock && !db.tryLock(`task ${taskId}`, id)) yield;
  }
  yield;
  // The commit.
  for (const taskId of touched) {
    const row = rows.get(taskId);
    if (row) db.setPlan(taskId, row);
  }
  db.checkpoint = from + events.length;
  db.release(id);
  for (const taskId of touched) {
    for (const { at } of db.plan.get(taskId) ?? []) queue.add({ kind: 'alarm', id: `${at}`, at });
  }
}

/** `SweepReminders`. */
export function* sweep(world: World, process: Process): Work {
  const { database: db } = world;
  const head = db.log.length;
  yield;
  for (let turns = 0; turns < 3 && Math.min(db.checkpoint, db.settled) < head; turns++) yield;
  yield* recordClaims(world);
  let moment: number;
  for (;;) {
    const before = db.claimed.size;
    moment = db.now;
    yield* claimDue(world, process);
    if (db.claimed.size === before) break;
    yield* recordClaims(world);
  }
  yield* returnSnoozed(world, process, moment);
  yield* gatherDigests(world, moment);
  yield* addWaiting(world, moment);
}

/** `claimDue`. */
function* claimDue({ database: db, random, breaks, seen }: World, { id, clock }: Process): Work {
  const now = () => (breaks.workersClock ? clock() : db.now);
  const locked: Id[] = [];
  const known = new Map<Id, RemindedTask>();
  for (const [taskId, { version, body }] of db.tasks) {
    if (locked.length === CLAIM_BATCH || version !== db.versions.get(taskId)) continue;
    if (db.dueSteps(taskId, now()).length === 0) continue;
    if (!breaks.noTaskLock && !db.tryLock(`task ${taskId}`, id)) continue;
    locked.push(taskId);
    known.set(taskId, body);
  }
  yield;
  const at = now();
  const due = locked.flatMap((taskId) => db.dueSteps(taskId, at).map((step): [Id, PlannedStep] => [taskId, step]));
  if (due.length === 0) return db.release(id);
  due.sort(([, a], [, b]) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.step.rule < b.step.rule ? -1 : 1));
  yield;
  const steps = due.map(([taskId, { step, dueVersion, day, at, period }]) => ({
    ...{ task_id: taskId, rule: step.rule, due_version: dueVersion, day, at: new Date(at), step, period },
  }));
  const heard = new Map(
    db.inbox.map((alert) => [alert.taskId, { at: new Date(alert.at).toISOString(), acknowledged: alert.acknowledged }]),
  );
  const addressed = decideClaim(known, steps, {
    ...{ now: new Date(at), plan: CONTEXT, settings: SETTINGS, heard, people: PEOPLE, isReached: () => true },
    organisation: db.organisation,
  });
  yield;
  const claimId = `claim ${seen.claims++}`;
  const decided = deliveryRows(addressed, claimId, {
    ...{ channels: CHANNELS, organisation: db.organisation, plan: CONTEXT, destinations: [] },
    ...{ off: () => [], withDevice: new Set<Id>(), goes: moments(new Date(at).toISOString(), new Map(), CONTEXT) },
  });
  const rows = breaks.oneMessageForAll
    ? decided.map((row) => ({ ...row, message_id: `${claimId} ${row.person_id}` }))
    : decided;
  yield;
  // The commit: every row that is not there yet, and with it its alert.
  const stepAt = new Map(due.map(([taskId, step]) => [stepKey(taskId, step), Date.parse(step.at)]));
  for (const row of rows) {
    const key = rowKey(row);
    if (db.deliveries.has(row.id) && !breaks.noUniqueKey) continue;
    const goesAt = row.goes_at === undefined ? 0 : Date.parse(row.goes_at);
    const common = {
      goesAt,
      claimId,
      claimedAt: at,
      stepAt: stepAt.get(key) ?? 0,
      again: 0,
      attempt: 0,
      nextTryAt: db.now,
    };
    db.deliveries.set(row.id, { ...row, ...common, leaseUntil: null, claimRecorded: false });
    seen.claimed(row, db.now, stepAt.get(key) ?? 0);
    if (row.channel === 'in-app' && row.person_id) {
      const acknowledged = random() < 0.2;
      const { id, task_id: taskId, person_id: personId, rule, due_version: dueVersion, day, about } = row;
      const untouched = { handledAt: null, snoozedUntil: null, snoozedPosition: 0, snoozes: 0, timesPutOff: 0 };
      const told = { id, taskId, personId, rule, dueVersion, day, about, at, acknowledged };
      db.inbox.push({ ...told, ...untouched, unrecordedReturn: null });
    }
  }
  for (const row of rows) db.claimed.add(rowKey(row));
  db.release(id);
}

/** `recordClaims`: one event a claim, under the claim's key. */
function* recordClaims({ database: db, breaks }: World): Work {
  const open = [...db.deliveries.values()].filter(({ claimRecorded }) => !claimRecorded);
  yield;
  for (const claimId of new Set(open.map((row) => row.claimId))) {
    const rows = open.filter((row) => row.claimId === claimId);
    const event = claimedEvent(claimId, rows);
    const streamId = `claims ${civilDateAt(event.at, CONTEXT.zone)}`;
    while (
      !db.append(streamId, db.versions.get(streamId) ?? 0, [event], breaks.noReceipts ? `${db.log.length}` : claimId)
    )
      yield;
    yield;
    for (const row of db.deliveries.values()) if (row.claimId === claimId) row.claimRecorded = true;
    yield;
  }
}

function claimedEvent(claimId: Id, rows: readonly Delivery[]): RemindersClaimed {
  const steps = new Map<string, RemindersClaimed['steps'][number]>();
  for (const row of rows) {
    const before = steps.get(rowKey(row));
    const personIds = [...new Set([...(before?.personIds ?? []), ...(row.person_id ? [row.person_id] : [])])];
    const outcome = personIds.length > 0 ? 'sent' : (row.outcome as 'superseded' | 'withheld' | 'nobody');
    const { task_id: taskId, rule, due_version: dueVersion, day } = row;
    steps.set(rowKey(row), { taskId, rule, dueVersion, day, outcome, personIds });
  }
  const at = new Date(rows[0]?.claimedAt ?? 0).toISOString();
  return { type: 'RemindersClaimed', at, by: 'system', claimId, steps: [...steps.values()] };
}
