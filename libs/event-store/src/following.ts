import { nextBeat } from './beat.ts';
import { isTransient } from './connection.ts';
import type { Position, SkipEvent, StoredEvent } from './contract.ts';
import { Doorbell } from './doorbell.ts';

const LOOK_EVERY_MS = 1_000;
const PAGE = 500;

/** What following needs of a log. */
interface Followed {
  readAll(after: Position, limit: number, skip?: SkipEvent): Promise<StoredEvent[]>;
  onAppend(ring: () => void): () => void;
}

/** See `EventLog.follow`. */
export async function follow(
  log: Followed,
  after: Position,
  handler: (events: readonly StoredEvent[]) => void | Promise<void>,
  signal: AbortSignal,
  skip?: SkipEvent,
): Promise<void> {
  const bell = new Doorbell();
  const ring = () => bell.ring();
  const stopListening = log.onAppend(ring);
  signal.addEventListener('abort', ring);
  try {
    let position = after;
    while (!signal.aborted) {
      let count = 0;
      try {
        const skipped: Parameters<SkipEvent>[] = [];
        const events = await log.readAll(position, PAGE, skip && ((...one) => skipped.push(one)));
        if (events.length > 0 && !signal.aborted) await handler(events);
        for (const one of skipped) skip?.(...one);
        count = events.length + skipped.length;
        position += count; // there are no gaps
      } catch (error) {
        if (!isTransient(error)) throw error;
      }
      if (count === PAGE || signal.aborted) continue;
      if (count > 0) await nextBeat(signal);
      if (!signal.aborted) await bell.wait(LOOK_EVERY_MS);
    }
  } finally {
    signal.removeEventListener('abort', ring);
    stopListening();
  }
}
