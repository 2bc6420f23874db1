// Logs that import wrongly, each in one way.

import { EventLog, type ImportedEvent, type Position } from '#libs/event-store';

type Events = Iterable<ImportedEvent> | AsyncIterable<ImportedEvent>;

async function listOf(events: Events): Promise<ImportedEvent[]> {
  const list: ImportedEvent[] = [];
  for await (const event of events) list.push(event);
  return list;
}

/** Puts the events of each stream together. */
export class ImportsStreamByStream extends EventLog {
  override async importEvents(events: Events): Promise<Position> {
    const list = await listOf(events);
    const streams = [...new Set(list.map(({ streamId }) => streamId))];
    return super.importEvents(streams.flatMap((stream) => list.filter(({ streamId }) => streamId === stream)));
  }
}

export class ImportsOneByOne extends EventLog {
  override async importEvents(events: Events): Promise<Position> {
    let position = 0;
    for (const event of await listOf(events)) position = await super.importEvents([event]);
    return position;
  }
}

/** Gives every event the version that its stream has room for. */
export class ImportsAtAnyVersion extends EventLog {
  override async importEvents(events: Events): Promise<Position> {
    let position = 0;
    for (const event of await listOf(events)) {
      const version = (await this.readStream(event.streamId)).length + 1;
      position = await super.importEvents([{ ...event, version }]);
    }
    return position;
  }
}

export class ImportsAtAnyTime extends EventLog {
  override async importEvents(events: Events): Promise<Position> {
    const recordedAt = (await this.readAll((await this.head()) - 1, 1))[0]?.recordedAt ?? new Date().toISOString();
    return super.importEvents((await listOf(events)).map((event) => ({ ...event, recordedAt })));
  }
}
