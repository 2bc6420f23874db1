import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { JobQueue, Jobs } from '#libs/jobs';
import { gatherDigests, goesBy } from './gather-digests.ts';
import { dropSentAlready, IS_HELD } from './hold.ts';
import { JOBS } from './jobs.ts';

/** Apart, so that a mail server that hangs does not hold up webhooks and robots, nor they the mails. */
export const DELIVERY_QUEUES = ['delivery', 'delivery-destinations'] as const;
type QueueName = (typeof DELIVERY_QUEUES)[number];
/** Enough to keep all workers busy until the next sweep, without handing the queue a backlog again and again. */
const MOST_AT_ONCE = 1000;

export interface DeliveryJob {
  readonly messageId: Id;
}

/** Hands messages to the delivery role. The rows remember them; losing the queue costs only the time to the next sweep. */
@Injectable()
export class DeliveryQueue {
  private readonly logger = new Logger('Delivery');
  private readonly queues: ReadonlyMap<QueueName, JobQueue<DeliveryJob>>;

  constructor(
    private readonly database: DataSource,
    @Inject(JOBS) jobs: Jobs,
  ) {
    this.queues = new Map(DELIVERY_QUEUES.map((name) => [name, jobs.queue(name)]));
  }

  /**
   * Adds a job for every message that is due for a try, not held back, and that nobody is at, those waiting longest first. The job's id
   * names message and try, so that one that still waits is not doubled. A queue that is away is reported, not thrown.
   * What goes after `moment` waits for the next call: whoever claims what is due names the moment up to which that is done,
   * so that what waited for nine and what comes at nine are one message. Null: now.
   */
  async addWaiting(moment: Instant | null = null): Promise<void> {
    await dropSentAlready((text, values) => this.database.query(text, values));
    await gatherDigests(this.database, moment);
    await Promise.all(
      [...this.queues].map(([name, queue]) =>
        this.addTo(queue, { moment, forDestinations: name === 'delivery-destinations' }),
      ),
    );
  }

  private async addTo(
    queue: JobQueue<DeliveryJob>,
    { moment, forDestinations }: { moment: Instant | null; forDestinations: boolean },
  ): Promise<void> {
    const waiting: { messageId: Id; attempt: number }[] = await this.database.query(
      `SELECT message_id AS "messageId", max(attempt) + 1 AS attempt FROM delivery d
       WHERE outcome = 'pending' AND next_try_at <= clock_timestamp() AND ${goesBy('coalesce($2::timestamptz, duban_now())')} AND (destination_id IS NOT NULL) = $1
         AND (lease_until IS NULL OR lease_until < clock_timestamp()) AND NOT (${IS_HELD})
       GROUP BY message_id ORDER BY min(next_try_at) LIMIT ${MOST_AT_ONCE}`,
      [forDestinations, moment],
    );
    try {
      await queue.add(
        waiting.map(({ messageId, attempt }) => ({ id: `${messageId}-${attempt}`, data: { messageId } })),
      );
    } catch (error) {
      this.logger.warn(`${waiting.length} messages wait for the queue: ${(error as Error).message}`);
    }
  }
}
