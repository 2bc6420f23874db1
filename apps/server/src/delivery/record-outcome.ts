import { type CivilDate, civilDateAt } from '#libs/calendar';
import { digest } from '#libs/crypto';
import type { Id, ReminderEvent } from '#libs/directives';
import type { EventLog, Position } from '#libs/event-store';
import { derivedId, personDayStream } from '../commands/stream-ids.ts';

/** Racing writers of one stream settle after a turn or two; more means that something else is wrong. */
const MOST_TURNS = 50;

/** The claims of one business day. */
function claimsStream(day: CivilDate): Id {
  return derivedId('reminder-claims', day);
}

function streamOf(event: ReminderEvent, day: CivilDate): Id {
  switch (event.type) {
    case 'RemindersClaimed':
      return claimsStream(day);
    case 'MessagesResent':
      return personDayStream(event.by, day);
    case 'DestinationDelivered':
    case 'DestinationDead':
      return derivedId('destination-day', event.destinationId, day);
    case 'SendingHeld':
    case 'MessagesReleased':
      return event.holdId;
    default:
      return personDayStream(event.personId, day);
  }
}

/**
 * Appends what has happened, whatever version its stream is at: nothing can refuse it. Once for each key, also when
 * repeated after a crash or by two processes at a time.
 */
export async function recordOutcome(
  log: EventLog,
  event: ReminderEvent,
  { key, timeZone, correlationId = key }: { key: string; timeZone: string; correlationId?: string },
): Promise<Position> {
  const day = civilDateAt(event.at, timeZone);
  const streamId = streamOf(event, day);
  let expectedVersion = 0;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const result = await log.append({
      streams: [{ streamId, expectedVersion, events: [event] }],
      meta: { actor: event.by, correlationId, commandId: key },
      receipt: { actor: event.by, key, bodyHash: digest(key), status: 200, answer: null },
    });
    if (result.outcome === 'appended') return result.position;
    if (result.outcome === 'repeated') return result.receipt.position;
    expectedVersion = result.currentVersion;
  }
  throw new Error(`Stream ${streamId} changed ${MOST_TURNS} times while ${event.type} (${key}) was to be appended`);
}
