import type { EntityManager } from 'typeorm';
import type { StoredEvent } from './contract.ts';

/** Somebody who is told of every event once, in order, by a `Subscription`. */
export interface Subscriber {
  /** Names the checkpoint; a new name starts anew. */
  readonly name: string;
  /** Where a new checkpoint begins: before the first event, or after the newest. */
  readonly start: 'origin' | 'head';
  /**
   * Writes what follows from the events through the manager, and only through it: its transaction also saves the
   * checkpoint. An error rolls back everything of this call; the events come again, fewer at a time. An effect outside
   * the transaction would be repeated then.
   */
  apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void>;
}
