// Logs that append rightly and tell wrongly of it afterwards, each in one way.

import type { DomainEvent } from '#libs/event-sourcing';
import {
  type Append,
  type AppendResult,
  EventLog,
  type LoadedState,
  type Position,
  type StoredEvent,
} from '#libs/event-store';

export class GivesStaleState extends EventLog {
  readonly #states = new Map<string, LoadedState>();

  override async append(append: Append): Promise<AppendResult> {
    for (const { streamId, expectedVersion, events, state } of append.streams) {
      if (state) this.#states.set(streamId, { version: expectedVersion + events.length, state });
    }
    return super.append(append);
  }

  override async loadState(streamId: string): Promise<LoadedState | null> {
    return this.#states.get(streamId) ?? null;
  }
}

export class ReadsStreamFromStart extends EventLog {
  override readStream<E extends DomainEvent>(streamId: string): Promise<StoredEvent<E>[]> {
    return super.readStream<E>(streamId);
  }
}

export class ForgetsReceipts extends EventLog {
  override append({ receipt: _, ...append }: Append): Promise<AppendResult> {
    return super.append(append);
  }
}

export class ForgetsReceiptsWithoutEvents extends EventLog {
  override append({ receipt, ...append }: Append): Promise<AppendResult> {
    const hasEvents = append.streams.some(({ events }) => events.length > 0);
    return super.append(receipt && hasEvents ? { ...append, receipt } : append);
  }
}

export class ForgetsState extends EventLog {
  override append(append: Append): Promise<AppendResult> {
    return super.append({ ...append, streams: append.streams.map(({ state: _, ...stream }) => stream) });
  }
}

export class ReadsTooMuch extends EventLog {
  override readAll(after: Position, limit: number): Promise<StoredEvent[]> {
    return super.readAll(after, limit + 1);
  }
}

export class TellsTimeBackwards extends EventLog {
  override async readAll(after: Position, limit: number): Promise<StoredEvent<DomainEvent>[]> {
    const events = await super.readAll(after, limit);
    return events.map((event, i) => ({ ...event, recordedAt: new Date(1_000_000 - i).toISOString() }));
  }
}
