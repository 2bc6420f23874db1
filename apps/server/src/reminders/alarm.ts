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

  constructor(
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {
    this.queue = jobs.queue(QUEUE);
  }

  /** Business instants become real pauses by today's offset; when business time is moved, whoever moves it sweeps. */
  async set(instants: readonly Instant[]): Promise<void> {
    const now = Date.parse(this.clock.now());
    await this.queue.add(
      instants.map((at) => ({
        id: `alarm-${Date.parse(at)}`,
        data: { at },
        delayMs: Date.parse(at) - now + MARGIN_MS,
      })),
    );
  }

  /** Has `look` called when an alarm goes off, in this process or any other that listens. */
  listen(look: () => Promise<unknown>): void {
    this.jobs.worker(QUEUE, look, { concurrency: 1 });
  }
}
