// Logs that append wrongly, each in one way.

import {
  type Append,
  type AppendResult,
  EventLog,
  type Position,
  type StoredEvent,
  type StreamAppend,
} from '#libs/event-store';

export class AppendsAnyway extends EventLog {
  override async append(append: Append): Promise<AppendResult> {
    const result = await super.append(append);
    return result.outcome === 'conflict'
      ? this.append(movedTo(append, result.streamId, result.currentVersion))
      : result;
  }
}

export class LetsExpectTooMuch extends EventLog {
  override async append(append: Append): Promise<AppendResult> {
    const result = await super.append(append);
    const expected = append.streams.find(
      ({ streamId }) => result.outcome === 'conflict' && streamId === result.streamId,
    );
    return result.outcome === 'conflict' && expected && expected.expectedVersion > result.currentVersion
      ? this.append(movedTo(append, result.streamId, result.currentVersion))
      : result;
  }
}

export class DropsLastEvent extends EventLog {
  override append(append: Append): Promise<AppendResult> {
    return super.append({
      ...append,
      streams: append.streams.map((stream) => ({ ...stream, events: stream.events.slice(0, -1) })),
    });
  }
}

export class LeavesGaps extends EventLog {
  override async readAll(after: Position, limit: number): Promise<StoredEvent[]> {
    const events = await super.readAll(Math.floor(after / 2), limit);
    return events.map((event) => ({ ...event, position: event.position * 2 }));
  }

  override async head(): Promise<Position> {
    return (await super.head()) * 2;
  }
}

export class AppendsStreamByStream extends EventLog {
  override async append(append: Append): Promise<AppendResult> {
    let result = await super.append({ ...append, streams: append.streams.slice(0, 1) });
    for (const stream of append.streams.slice(1)) {
      if (result.outcome === 'appended') result = await super.append({ streams: [stream], meta: append.meta });
    }
    return result;
  }
}

export class IgnoresGuards extends EventLog {
  override append(append: Append): Promise<AppendResult> {
    return super.append({ ...append, streams: append.streams.filter(({ events }) => events.length > 0) });
  }
}

/** Puts the appends of one turn together into one. */
export class RefusesWholeBatch extends EventLog {
  #streams: StreamAppend[] = [];

  override async append(append: Append): Promise<AppendResult> {
    const batch = this.#streams;
    batch.push(...append.streams);
    await Promise.resolve();
    this.#streams = [];
    if (batch.length === 0) return { outcome: 'appended', position: await this.head() };
    return super.append({ ...append, streams: batch.splice(0) });
  }
}

export class FailsWholeBatch extends EventLog {
  #batch: Promise<AppendResult>[] = [];

  override async append(append: Append): Promise<AppendResult> {
    const batch = this.#batch;
    const own = super.append(append);
    batch.push(own);
    await Promise.resolve();
    this.#batch = [];
    await Promise.all(batch);
    return own;
  }
}

export class ReportsSuccessAnyway extends EventLog {
  override async append(append: Append): Promise<AppendResult> {
    const result = await super.append(append);
    return result.outcome === 'conflict' ? { outcome: 'appended', position: await this.head() } : result;
  }
}

export class LooksAtVersionsFirst extends EventLog {
  override async append(append: Append): Promise<AppendResult> {
    const { receipt: _, ...rest } = append;
    const result = await super.append({ ...rest, streams: rest.streams.map((stream) => ({ ...stream, events: [] })) });
    return result.outcome === 'conflict' ? result : super.append(append);
  }
}

export class LooksForReceiptBefore extends EventLog {
  override async append({ receipt, ...append }: Append): Promise<AppendResult> {
    if (!receipt) return super.append(append);
    const earlier = await this.findReceipt(receipt.actor, receipt.key);
    if (earlier) return { outcome: 'repeated', receipt: earlier };
    const result = await super.append(append);
    await super.append({ ...append, streams: [], receipt });
    return result;
  }
}

export class KeepsReceiptOfConflict extends EventLog {
  override async append(append: Append): Promise<AppendResult> {
    const result = await super.append(append);
    if (result.outcome === 'conflict') await super.append({ ...append, streams: [] });
    return result;
  }
}

function movedTo(append: Append, streamId: string, version: number): Append {
  const streams = append.streams.map((stream) =>
    stream.streamId === streamId ? { ...stream, expectedVersion: version } : stream,
  );
  return { ...append, streams };
}
