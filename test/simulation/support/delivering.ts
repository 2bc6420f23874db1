import type { Id } from '#libs/directives';
import { pauseMs } from '../../../apps/server/src/delivery/pause.ts';
import { type Alert, type Delivery, isDone } from './database.ts';
import type { Work } from './processes.ts';
import type { Process, World } from './world.ts';

// What goes outside, in the server's order; every `yield` is an await, as in `processes.ts`.

const LEASE_MS = 60_000;
const MOST_TRIES = 8;

/** `gatherDigests`: one message a person of all that may go and was not tried. */
export function* gatherDigests({ database: db, seen, breaks }: World, moment: number): Work {
  const isOver = (row: Delivery) => db.inbox.some((alert) => isDone(alert) && isOf(row, alert));
  for (const row of db.deliveries.values())
    if (mayGo(row, db.now) && !isLeased(row, db.now) && isOver(row) && !breaks.sendsHandled) row.outcome = 'superseded';
  const free = [...db.deliveries.values()].filter(
    (row) => goesBy(row, moment) && mayGo(row, db.now) && row.attempt === 0 && row.leaseUntil === null,
  );
  for (const row of free) {
    const saysItAgain = (other: Delivery) =>
      other.task_id === row.task_id &&
      other.rule === row.rule &&
      other.due_version === row.due_version &&
      other.person_id === row.person_id &&
      other.claimedAt > row.claimedAt;
    if (free.some(saysItAgain)) row.outcome = 'superseded';
  }
  const rest = free.filter(({ outcome }) => outcome === 'pending');
  for (const personId of new Set(rest.map((row) => row.person_id))) {
    const mine = rest.filter((row) => row.person_id === personId);
    if (new Set(mine.map(({ message_id }) => message_id)).size < 2) continue;
    const message = `digest ${seen.digests++}`;
    for (const row of mine) row.message_id = message;
  }
  yield;
}

/** `DeliveryQueue.addWaiting`. */
export function* addWaiting({ database: db, queue }: World, moment: number): Work {
  const waiting = [...db.deliveries.values()].filter(
    (row) => goesBy(row, moment) && mayGo(row, db.now) && !isLeased(row, db.now),
  );
  yield;
  for (const { message_id: messageId = '', attempt } of waiting) {
    queue.add({ kind: 'delivery', id: `${messageId}-${attempt + 1}`, messageId });
  }
}

/** `deliverMessage`: counted before it is made, under one id, on a lease. */
export function* deliver(
  { database: db, farSide, random, breaks, seen }: World,
  process: Process,
  messageId: Id,
): Work {
  yield;
  const rows = [...db.deliveries.values()].filter((row) => row.message_id === messageId && mayGo(row, db.now));
  const [first] = rows;
  if (!first || (isLeased(first, db.now) && !breaks.noLease)) return;
  const attempt = first.attempt + 1;
  if (attempt === 1) seen.needless.push(...rows.filter((row) => isHandled(row, db.inbox)).map(({ id }) => id));
  for (const row of rows) Object.assign(row, { attempt, leaseUntil: db.now + LEASE_MS });
  Object.assign(process, { sending: messageId, sendingSince: db.now });
  yield;
  const answer = farSide.take(messageId, rows, db.now, random());
  yield;
  process.sending = null;
  const still = [...db.deliveries.values()].filter(
    (row) =>
      row.message_id === messageId && row.outcome === 'pending' && (answer === 'taken' || row.attempt === attempt),
  );
  if (answer === 'taken') for (const row of still) Object.assign(row, { outcome: 'sent', leaseUntil: null });
  else if (attempt >= MOST_TRIES) for (const row of still) Object.assign(row, { outcome: 'dead', leaseUntil: null });
  else {
    const nextTryAt = db.now + pauseMs(attempt, random());
    for (const row of still) Object.assign(row, { leaseUntil: null, nextTryAt });
  }
}

function isOf(row: Delivery, { taskId, rule, dueVersion, day, personId }: Alert): boolean {
  const isStep = row.task_id === taskId && row.rule === rule && row.due_version === dueVersion && row.day === day;
  return isStep && row.person_id === personId;
}

function isHandled(row: Delivery, inbox: readonly Alert[]): boolean {
  return inbox.some((alert) => alert.handledAt !== null && isOf(row, alert));
}

function mayGo(row: Delivery, now: number): boolean {
  return row.outcome === 'pending' && row.nextTryAt <= now && goesBy(row, now);
}

function goesBy({ goesAt }: Delivery, moment: number): boolean {
  return goesAt <= moment;
}

function isLeased({ leaseUntil }: Delivery, now: number): boolean {
  return leaseUntil !== null && leaseUntil >= now;
}
