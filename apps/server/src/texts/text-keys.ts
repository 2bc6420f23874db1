import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ErasureEvent, Id } from '#libs/directives';
import type { DomainEvent } from '#libs/event-sourcing';
import { gathered, type StoredEvent } from '#libs/event-store';
import { keyIdsIn, openTexts, type TextKey } from './locked-text.ts';

/** The keys of what people wrote freely (`text_key`), one for each event that holds such texts. */
@Injectable()
export class TextKeys {
  private readonly keepOne: (key: TextKey) => Promise<null>;

  constructor(private readonly database: DataSource) {
    this.keepOne = gathered((keys) => this.insert(keys));
  }

  /** To be called before the events are appended: a key whose event never comes is harmless, the other way is a loss. */
  async keep(keys: readonly TextKey[]): Promise<void> {
    await Promise.all(keys.map(this.keepOne));
  }

  private async insert(keys: readonly TextKey[]): Promise<null[]> {
    // Not waiting for the disk: it gets what was committed in the order of the commits, so no event is there without its key.
    await this.database.query(
      `WITH settings AS (SELECT set_config('synchronous_commit', 'off', true))
       INSERT INTO text_key (id, key) SELECT id, key FROM settings, unnest($1::uuid[], $2::bytea[]) AS k (id, key)`,
      [keys.map(({ id }) => id), keys.map(({ key }) => key)],
    );
    return keys.map(() => null);
  }

  /** The events with their texts as they were written, or saying that they were erased. */
  async open<E extends DomainEvent>(events: readonly StoredEvent<E>[]): Promise<StoredEvent<E>[]> {
    const ids = events.flatMap(({ event }) => keyIdsIn(event));
    if (ids.length === 0) return [...events];
    const rows: { id: Id; key: Buffer | null }[] = await this.database.query(
      'SELECT id, key FROM text_key WHERE id = ANY ($1)',
      [ids],
    );
    const keys = new Map(rows.map(({ id, key }) => [id, key]));
    return events.map((stored) => ({ ...stored, event: openTexts(stored.event, keys) }));
  }
}

export const KEY_DESTRUCTION = 'key-destruction';

/** Destroys the keys of erased texts, and the files that came with them, as the log says; a repeat finds them destroyed. */
@Injectable()
export class KeyDestruction {
  readonly name = KEY_DESTRUCTION;
  readonly start = 'origin';

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const erasures = events.map(({ event }) => event).filter(isErasure);
    const [ids, positions] = [erasures.map(({ keyId }) => keyId), erasures.map(({ position }) => position)];
    if (ids.length === 0) return;
    await manager.query('UPDATE text_key SET key = NULL WHERE id = ANY ($1)', [ids]);
    await manager.query(
      `UPDATE evidence_file SET name = NULL, bytes = NULL WHERE id IN (
         SELECT (file ->> 'fileId')::uuid FROM event, jsonb_array_elements(data -> 'files') AS file
         WHERE position = ANY ($1))`,
      [positions],
    );
  }
}

function isErasure(event: DomainEvent): event is ErasureEvent {
  return event.type === 'TextErased';
}
