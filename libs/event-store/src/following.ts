import { isTransient } from './connection.ts';
import type { Position, StoredEvent } from './contract.ts';
import { Doorbell } from './doorbell.ts';

const LOOK_EVERY_MS = 1_000;
const PAGE = 500;

/** What following needs of a log. */
interface Followed {
  readAll(after: Position, limit: number): Promise<StoredEvent[]>;
  onAppend(ring: () => void): () => void;
}

/** See `EventLog.follow`. */
export async function follow(
  log: Followed,
  after: Position,
  handler: (events: readonly StoredEvent[]) => void | Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const bell = new Doorbell();
  const ring = () => bell.ring();
  const stopListening = log.onAppend(ring);
  signal.addEventListener('abort', ring);
  try {
    let position = after;
    while (!signal.aborted) {
      let isPageFull = false;
      try {
        const events = await log.readAll(position, PAGE);
        if (events.length > 0 && !signal.aborted) await handler(events);
        position = events.at(-1)?.position ?? position;
        isPageFull = events.length === PAGE;
      } catch (error) {
        if (!isTransient(error)) throw error;
      }
      if (!isPageFull && !signal.aborted) await bell.wait(LOOK_EVERY_MS);
    }
  } finally {
    signal.removeEventListener('abort', ring);
    stopListening();
  }
}
