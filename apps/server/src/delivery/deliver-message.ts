import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import type { Id, OrganisationState } from '#libs/directives';
import { writeDown } from '../access/audit.ts';
import { addresseeOf, type Opening } from './addressee.ts';
import { alertOffice } from './alert-office.ts';
import type { Channel, OutgoingReminder } from './channel.ts';
import { GOES_NOW } from './gather-digests.ts';
import { IS_HELD } from './hold.ts';
import { pauseMs } from './pause.ts';
import { mayTakeTurn } from './send-turns.ts';
import { Undelivered, undelivered } from './undelivered.ts';

/** Twice SEND_LIMIT_MS: who holds a lease has time to finish, or to write down that it failed. */
const LEASE_MS = 60_000;
const MOST_TRIES = 8;
/** Before an outcome that could not be written down is tried again: at first, and at most. */
const WRITE_AGAIN_MS = { first: 100, longest: 2_000 };

export interface DeliveryTools extends Opening {
  readonly database: DataSource;
  readonly channels: readonly Channel[];
  /** Asked only when a message is given up, to find whom to alert. */
  readonly organisation: () => Promise<OrganisationState>;
}

interface LeasedRow extends OutgoingReminder {
  readonly attempt: number;
  readonly resentAfter: number;
  readonly claimedAt: Date;
  readonly channel: string;
  readonly personId: Id | null;
  readonly destinationId: Id | null;
}

/**
 * Tries once to deliver a message, if it is due for a try, not held, has its turn, and nobody else is at it; otherwise does
 * nothing.
 *
 * The try is counted before it is made, so that a message that kills its worker comes to an end. What came of it is written
 * again and again while the lease lasts, so that a Postgres that falls and comes back during a send costs no second copy. A
 * crash of this process after the far side took it and before that is written down sends it a second time, under the same
 * id and marked as a possible repeat: no channel outside can do better. `random` is from 0 to 1.
 */
export async function deliverMessage(
  tools: DeliveryTools,
  messageId: Id,
  random: () => number = Math.random,
): Promise<void> {
  const { database, channels } = tools;
  if (!(await mayTakeTurn(database, messageId, channels))) return;
  // Counted from before the database grants it, so that nobody else can hold it yet.
  const leasedUntilMs = performance.now() + LEASE_MS;
  const rows = await lease(database, messageId);
  const [first] = rows;
  if (!first) return;
  const writtenDown = (write: () => Promise<unknown>) => persist(write, leasedUntilMs);
  const tries = first.attempt - first.resentAfter;
  try {
    if (tries > MOST_TRIES) throw new Undelivered('no-answer', { final: true });
    await send(tools, messageId, first, rows);
  } catch (error) {
    const failed = undelivered(error);
    if (failed.final || tries >= MOST_TRIES) return writtenDown(() => giveUp(tools, messageId, first, failed));
    const pause = Math.max(pauseMs(tries, random()), failed.retryAfterMs ?? 0);
    return writtenDown(() => tryLater(database, messageId, first, failed, pause));
  }
  await writtenDown(() =>
    database.query(
      `UPDATE delivery SET outcome = 'sent', finished_at = clock_timestamp(), lease_until = NULL, failure = NULL, last_error = NULL
       WHERE message_id = $1 AND outcome = 'pending'`,
      [messageId],
    ),
  );
  await writeDown(database, 'message-sent', addressed(messageId, first));
}

/** Until it succeeds, or the lease is nearly over: then somebody else may be at the message. A write that took effect unheard changes nothing when repeated. */
async function persist(write: () => Promise<unknown>, leasedUntilMs: number): Promise<void> {
  for (let pause = WRITE_AGAIN_MS.first; ; pause = Math.min(2 * pause, WRITE_AGAIN_MS.longest)) {
    try {
      return void (await write());
    } catch (error) {
      if (performance.now() + pause >= leasedUntilMs) throw error;
      await sleep(pause);
    }
  }
}

/** Whom a message was for, by ids. */
function addressed(messageId: Id, { channel, personId, destinationId }: LeasedRow) {
  return { subject: `${channel} ${personId ?? destinationId}`, traceId: messageId };
}

async function send(
  { database, channels, ...opening }: DeliveryTools,
  messageId: Id,
  first: LeasedRow,
  rows: readonly LeasedRow[],
): Promise<void> {
  const { attempt, claimedAt } = first;
  const channel = channels.find(({ name }) => name === first.channel);
  if (!channel || channel.to === 'inbox') throw new Undelivered('channel-gone', { detail: first.channel, final: true });
  const { language, mailbox, destination } = await addresseeOf(database, opening, first);
  const message = { messageId, attempt, claimedAt: claimedAt.toISOString(), language, reminders: rows };
  if (channel.to === 'person' && mailbox) return channel.send(message, mailbox);
  if (channel.to === 'person' || !destination) throw new Undelivered('destination-disabled', { final: true });
  await channel.send(message, destination);
}

/** All rows of a message bear the same lease. The time is the database's and real: no worker's clock counts. */
async function lease(database: DataSource, messageId: Id): Promise<LeasedRow[]> {
  const [rows]: [LeasedRow[], number] = await database.query(
    `UPDATE delivery d SET attempt = attempt + 1, lease_until = clock_timestamp() + ${LEASE_MS} * interval '1 ms'
     WHERE d.message_id = $1 AND d.outcome = 'pending' AND d.next_try_at <= clock_timestamp() AND ${GOES_NOW}
       AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp()) AND NOT (${IS_HELD})
     RETURNING d.task_id AS "taskId", d.rule, d.day::text AS day, d.about, d.attempt, d.resent_after AS "resentAfter",
       d.claimed_at AS "claimedAt", d.channel, d.person_id AS "personId", d.destination_id AS "destinationId"`,
    [messageId],
  );
  const urgency = ({ about: { report, dueDate, number } }: LeasedRow) => `${report?.due ?? dueDate}${number}`;
  return rows.sort((a, b) => (urgency(a) < urgency(b) ? -1 : 1));
}

async function tryLater(
  database: DataSource,
  messageId: Id,
  { attempt }: LeasedRow,
  { failure, detail }: Undelivered,
  pause: number,
): Promise<void> {
  await database.query(
    `UPDATE delivery SET lease_until = NULL, failure = $3, last_error = nullif($4, ''),
       next_try_at = clock_timestamp() + $5 * interval '1 ms'
     WHERE message_id = $1 AND outcome = 'pending' AND attempt = $2`,
    [messageId, attempt, failure, detail, pause],
  );
}

async function giveUp(
  { database, organisation }: DeliveryTools,
  messageId: Id,
  row: LeasedRow,
  { failure, detail }: Undelivered,
): Promise<void> {
  const { attempt, destinationId } = row;
  const present = await organisation();
  await database.transaction(async (manager: EntityManager) => {
    await manager.query(
      `UPDATE delivery SET outcome = 'dead', finished_at = clock_timestamp(), lease_until = NULL, failure = $3,
         last_error = nullif($4, '')
       WHERE message_id = $1 AND outcome = 'pending' AND attempt = $2`,
      [messageId, attempt, failure, detail],
    );
    if (failure === 'gone')
      await manager.query(
        'UPDATE destination SET disabled_at = clock_timestamp() WHERE id = $1 AND disabled_at IS NULL',
        [destinationId],
      );
    await alertOffice(manager, messageId, present);
    await writeDown(manager, 'message-given-up', addressed(messageId, row));
  });
}
