import { randomUUID } from 'node:crypto';
import { type Append, EventLog } from '#libs/event-store';
import { benchEvents, benchMeta, benchSchemas } from '../support/events.ts';
import type { AppendingStore } from './store.ts';

/** What an append carries besides its events. */
export interface Carries {
  readonly receipt?: boolean;
  readonly state?: boolean;
  /** A stream that it is on condition of, as a task's events are of their directive's. */
  readonly guard?: boolean;
}

/** Our own log, one for all workers, as in a server. */
export function ours(url: string, carries: Carries = {}): AppendingStore {
  const log = new EventLog(url, benchSchemas);
  const guarded = { streamId: randomUUID(), expectedVersion: 0, events: [] };
  return {
    append: async (_, eventCount) => {
      const append = newStream(eventCount, carries);
      const streams = carries.guard ? [...append.streams, guarded] : append.streams;
      const { outcome } = await log.append({ ...append, streams });
      if (outcome !== 'appended') throw new Error(`Our log answered ${outcome} for a new stream`);
    },
    close: () => log.close(),
  };
}

/** An append of so many events to a stream that is not there yet. */
export function newStream(eventCount: number, { receipt, state }: Carries): Append {
  const events = benchEvents(eventCount);
  const streamId = randomUUID();
  const body = { status: 'active', percent: 40, lastReport: events.at(-1)?.text, reports: eventCount };
  return {
    streams: [
      { streamId, expectedVersion: 0, events, ...(state ? { state: { decider: 'task', shape: 1, body } } : {}) },
    ],
    meta: benchMeta,
    ...(receipt
      ? {
          receipt: {
            actor: benchMeta.actor,
            key: randomUUID(),
            bodyHash: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
            status: 201,
            answer: { id: streamId, version: eventCount },
          },
        }
      : {}),
  };
}
