import type { DataSource } from 'typeorm';
import type { EventLog } from './event-log.ts';
import { gathered } from './gathered.ts';
import type { Subscriber } from './subscriber.ts';
import { type Outcome, takeTurn } from './turn.ts';

const MOST_EVENTS = 1_000;

/**
 * Turns that the subscriptions of one process take together: one transaction in which the events are read once and all
 * checkpoints are claimed and saved at once. When it fails by the doing of one of them, it is rolled back, and each takes
 * its turn alone.
 */
export class CommonTurns {
  /** A turn of this subscriber, together with those who ask at the same time. Errors as of `takeTurn`. */
  readonly take: (subscriber: Subscriber) => Promise<Outcome>;

  constructor(dataSource: DataSource, eventLog: EventLog) {
    this.take = gathered((subscribers) => takeTurn(dataSource, eventLog.schemas, subscribers, MOST_EVENTS), {
      wait: true,
    });
  }
}
