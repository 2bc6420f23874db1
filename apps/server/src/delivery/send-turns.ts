import type { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import type { Channel } from './channel.ts';

/** A little more than a minute, because what we send evenly may arrive bunched. */
const WINDOW = `interval '62 seconds'`;

/**
 * Whether a message may be sent now as far as the limit of its channel, destination or host goes, counting it as sent if so. Exact over all
 * processes: the row of the limit is locked while it is counted. A message that has to wait is put off to the moment
 * at which the oldest of the minute is past; no try is counted. Channels without a limit never wait.
 */
export async function mayTakeTurn(database: DataSource, messageId: Id, channels: readonly Channel[]): Promise<boolean> {
  const [message]: Waiting[] = await database.query(
    `SELECT d.channel, o.id, o.origin FROM delivery d LEFT JOIN destination o ON o.id = d.destination_id WHERE message_id = $1 AND outcome = 'pending'
       AND next_try_at <= clock_timestamp() AND (lease_until IS NULL OR lease_until < clock_timestamp()) LIMIT 1`,
    [messageId],
  );
  const limit = message && limitOf(message, channels);
  if (!limit) return true;
  const { key, perMinute } = limit;
  const taken: unknown[] = await database.query(
    `INSERT INTO send_turn AS t (key, taken) VALUES ($1, ARRAY[clock_timestamp()])
     ON CONFLICT (key) DO UPDATE SET taken = ${OF_THE_MINUTE} || clock_timestamp()
     WHERE cardinality(${OF_THE_MINUTE}) < $2 RETURNING key`,
    [key, perMinute],
  );
  if (taken.length > 0) return true;
  await database.query(
    `UPDATE delivery SET next_try_at =
       coalesce((SELECT min(one) + ${WINDOW} FROM send_turn, unnest(taken) AS one WHERE key = $2 AND one > clock_timestamp() - ${WINDOW}),
         clock_timestamp())
     WHERE message_id = $1 AND outcome = 'pending' AND (lease_until IS NULL OR lease_until < clock_timestamp())`,
    [messageId, key],
  );
  return false;
}

interface Waiting {
  readonly channel: string;
  /** Null for a person. */
  readonly id: Id | null;
  readonly origin: string | null;
}

function limitOf({ channel: name, id, origin }: Waiting, channels: readonly Channel[]) {
  const channel = channels.find((one) => one.name === name);
  if (channel?.to === 'person' && channel.perMinute !== undefined) return { key: name, perMinute: channel.perMinute };
  if (channel?.to !== 'destination') return null;
  const { perMinute, of } = channel.limit;
  return { key: `${name}/${of === 'host' ? origin : id}`, perMinute };
}

const OF_THE_MINUTE = `ARRAY(SELECT one FROM unnest(t.taken) AS one WHERE one > clock_timestamp() - ${WINDOW} ORDER BY one)`;
