import type { Instant } from '#libs/event-sourcing';
import type { JobQueue, Jobs } from '#libs/jobs';
import type { Clock } from '../clock.ts';

const QUEUE = 'alarm';
/** Clocks differ a little, and who looks a moment too early looks in vain. */
const MARGIN_MS = 50;

/**
 * One delayed job for every instant at which something is due, whose only message is "look now". It may be late, early,
 * doubled or lost: what it wakes looks at the rows, and so does the sweep that runs without it.
 */
export class Alarm {
  private readonly queue: JobQueue<{ at: Instant }>;
  /** Instants to come that have their job already: most plans name the same few. */
  private readonly known = new Set<Instant>();

  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    this.queue = jobs.queue(QUEUE);
  }

  /** Business instants become real pauses by today's offset; when business time is moved, whoever moves it sweeps. */
  async set(instants: readonly Instant[]): Promise<void> {
    const now = Date.parse(this.clock.now());
    for (const at of this.known) if (Date.parse(at) <= now) this.known.delete(at);
    const missing = instants.filter((at) => !this.known.has(at));
    if (missing.length === 0) return;
    await this.queue.add(
      missing.map((at) => ({
        id: `alarm-${Date.parse(at)}`,
        data: { at },
        delayMs: Date.parse(at) - now + MARGIN_MS,
      })),
    );
    for (const at of missing) this.known.add(at);
  }

  /** Has `look` called when an alarm goes off, in this process or any other that listens. */
  listen(look: () => Promise<unknown>): void {
    this.jobs.worker(QUEUE, look, { concurrency: 1 });
  }
}
