import type { CivilDate } from '#libs/calendar';
import type { Instant } from '#libs/event-sourcing';

/**
 * Business time: it governs commands, what is due, and lights; `duban_now()` is the same time in SQL. It equals real
 * time, except in demo mode, where it can be moved forward, never back. Real time (leases, retries, sessions, limits)
 * does not come from here.
 */
export abstract class Clock {
  /** The present instant of business time. */
  abstract now(): Instant;
  /** The civil date at `now()` in the deployment's zone. */
  abstract today(): CivilDate;
  /** Reads the offset from the database again; after it, `now()` is not behind any other process. */
  abstract refresh(): Promise<void>;
}
