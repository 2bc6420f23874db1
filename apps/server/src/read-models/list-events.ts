import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { EventPage } from '#libs/contracts';
import type { Id } from '#libs/directives';
import type { EventMeta } from '#libs/event-store';
import { delegatedNames } from './delegated.ts';
import { InvalidCursor } from './errors.ts';
import { personNames } from './names.ts';
import { decode, encode } from './paging.ts';
import { ListEvents } from './queries.ts';

const LIST = 'events';

interface Row {
  position: string;
  stream_id: Id;
  version: number;
  type: string;
  at: string;
  recorded_at: Date;
  actor: string;
  command_id: string;
  correlation_id: string;
  delegation: EventMeta['delegation'] | null;
}

/** Reads the log itself, but never what an event says: only its frame. */
@QueryHandler(ListEvents)
export class ListEventsHandler implements IQueryHandler<ListEvents> {
  constructor(private readonly database: DataSource) {}

  async execute({ query: { cursor, limit, stream, type } }: ListEvents): Promise<EventPage> {
    const [after = 0] = cursor === undefined ? [] : decode(LIST, 1, cursor);
    if (typeof after !== 'number' || !Number.isSafeInteger(after)) throw new InvalidCursor();
    const found: Row[] = await this.database.query(
      `SELECT position, stream_id, version, type, data ->> 'at' AS at, recorded_at,
              meta ->> 'actor' AS actor, meta ->> 'commandId' AS command_id, meta ->> 'correlationId' AS correlation_id,
              meta -> 'delegation' AS delegation
       FROM event
       WHERE position > $1 AND ($2::uuid IS NULL OR stream_id = $2) AND ($3::text IS NULL OR type = $3)
       ORDER BY position LIMIT $4`,
      [after, stream ?? null, type ?? null, limit + 1],
    );
    const rows = found.slice(0, limit);
    const person = await personNames(
      this.database.manager,
      rows.map(({ actor }) => actor),
    );
    const delegated = await delegatedNames(
      this.database.manager,
      rows.map(({ delegation }) => delegation ?? undefined),
    );
    const items = rows.map((row) => ({
      ...{ position: Number(row.position), streamId: row.stream_id, version: row.version, type: row.type, at: row.at },
      recordedAt: row.recorded_at.toISOString(),
      actor: person(row.actor),
      delegation: delegated(row.delegation ?? undefined),
      ...{ commandId: row.command_id, correlationId: row.correlation_id },
    }));
    const last = items.at(-1);
    return { items, nextCursor: last && found.length > limit ? encode(LIST, [last.position]) : null };
  }
}
