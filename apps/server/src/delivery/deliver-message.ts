import type { DataSource } from 'typeorm';
import type { Id, OrganisationState } from '#libs/directives';
import type { Language } from '#libs/messages';
import type { ReminderAbout } from '../reminders/reminder-about.ts';
import { alertOffice } from './alert-office.ts';
import { type Channel, type OutgoingMessage, PermanentFailure } from './channel.ts';
import { IS_HELD } from './hold.ts';
import { pauseMs } from './pause.ts';

/** Twice the longest `send`: who holds a lease has time to finish, or to write down that it failed. */
const LEASE = `interval '60 seconds'`;
const MOST_TRIES = 8;

export interface DeliveryTools {
  readonly database: DataSource;
  readonly channels: readonly Channel[];
  /** Asked only when a message is given up, to find whom to alert. */
  readonly organisation: () => Promise<OrganisationState>;
}

interface LeasedRow {
  rule: string;
  about: ReminderAbout;
  attempt: number;
  channel: string;
  name: string;
  email: string | null;
  language: Language;
}

/**
 * Tries once to deliver a message, if it is due for a try, not held, and nobody else is at it; otherwise does nothing.
 *
 * The try is counted before it is made, so that a message that kills its worker comes to an end. A crash after the
 * far side took it and before that is written down sends it a second time, under the same id and marked as a possible
 * repeat: no channel outside can do better. `random` is from 0 to 1.
 */
export async function deliverMessage(
  { database, channels, organisation }: DeliveryTools,
  messageId: Id,
  random: () => number = Math.random,
): Promise<void> {
  const rows = await lease(database, messageId);
  const [first] = rows;
  if (!first) return;
  const { attempt, channel: channelName, name, email, language } = first;
  const send = channels.find((channel) => channel.name === channelName)?.send;
  const message: OutgoingMessage = { messageId, attempt, person: { name, email, language }, reminders: rows };
  try {
    if (attempt > MOST_TRIES) throw new PermanentFailure(`${MOST_TRIES} tries ended without an answer`);
    if (!send) throw new PermanentFailure(`the channel ${channelName} is no longer configured`);
    await send(message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof PermanentFailure || attempt >= MOST_TRIES)
      await giveUp(database, messageId, attempt, reason, await organisation());
    else await tryLater(database, messageId, attempt, reason, pauseMs(attempt, random()));
    return;
  }
  await database.query(
    `UPDATE delivery SET outcome = 'sent', finished_at = clock_timestamp(), lease_until = NULL, last_error = NULL
     WHERE message_id = $1 AND outcome = 'pending'`,
    [messageId],
  );
}

/** All rows of a message bear the same lease. The time is the database's and real: no worker's clock counts. */
async function lease(database: DataSource, messageId: Id): Promise<LeasedRow[]> {
  const [rows]: [LeasedRow[], number] = await database.query(
    `UPDATE delivery d SET attempt = attempt + 1, lease_until = clock_timestamp() + ${LEASE}
     FROM person p
     WHERE d.message_id = $1 AND p.id = d.person_id AND d.outcome = 'pending' AND d.next_try_at <= clock_timestamp()
       AND (d.lease_until IS NULL OR d.lease_until < clock_timestamp()) AND NOT (${IS_HELD})
     RETURNING d.rule, d.about, d.attempt, d.channel, p.name, p.email, p.language`,
    [messageId],
  );
  return rows.sort((a, b) => (`${a.about.dueDate}${a.about.number}` < `${b.about.dueDate}${b.about.number}` ? -1 : 1));
}

async function tryLater(
  database: DataSource,
  messageId: Id,
  attempt: number,
  reason: string,
  pause: number,
): Promise<void> {
  await database.query(
    `UPDATE delivery SET lease_until = NULL, last_error = $3, next_try_at = clock_timestamp() + $4 * interval '1 ms'
     WHERE message_id = $1 AND outcome = 'pending' AND attempt = $2`,
    [messageId, attempt, reason, pause],
  );
}

async function giveUp(
  database: DataSource,
  messageId: Id,
  attempt: number,
  reason: string,
  organisation: OrganisationState,
): Promise<void> {
  await database.transaction(async (manager) => {
    await manager.query(
      `UPDATE delivery SET outcome = 'dead', finished_at = clock_timestamp(), lease_until = NULL, last_error = $3
       WHERE message_id = $1 AND outcome = 'pending' AND attempt = $2`,
      [messageId, attempt, reason],
    );
    await alertOffice(manager, messageId, organisation);
  });
}
