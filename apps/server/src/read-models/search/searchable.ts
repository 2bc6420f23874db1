import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type ErasureEvent, eventTypes, FREE_TEXT_FIELDS, type Id } from '#libs/directives';
import type { DomainEvent } from '#libs/event-sourcing';
import type { StoredEvent, Subscriber } from '#libs/event-store';
import { ERASED } from '../../texts/locked-text.ts';
import { TextKeys } from '../../texts/text-keys.ts';

/** The name of the subscription under which its checkpoint is kept: never rename it. */
export const SEARCH = 'search';

export type SearchedField = 'title' | 'quote' | 'text';

interface Row {
  readonly item_id: Id;
  readonly kind: 'directive' | 'task';
  readonly field: SearchedField;
  readonly position: number;
  readonly words: string;
}

const KINDS = new Map<string, Row['kind']>([
  ...eventTypes.directive.map((type) => [type, 'directive'] as const),
  ...eventTypes.task.map((type) => [type, 'task'] as const),
]);

/**
 * The subscription `search`: keeps `search_text`, in which words are found. What was written freely stands there readable,
 * as everywhere beside the keys; it goes with the event that says it is erased, and an erased text is never put in.
 */
@Injectable()
export class Searchable implements Subscriber {
  readonly name = SEARCH;
  readonly start = 'origin';

  constructor(private readonly texts: TextKeys) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const opened = await this.texts.open(events.filter(({ event }) => KINDS.has(event.type)));
    // Of a field that is replaced several times in one batch the last counts.
    const rows = new Map(opened.flatMap(rowsOf).map((row) => [`${row.item_id} ${row.field} ${row.position}`, row]));
    if (rows.size > 0) {
      await manager.query(
        `INSERT INTO search_text SELECT * FROM jsonb_populate_recordset(NULL::search_text, $1)
         ON CONFLICT (item_id, field, position) DO UPDATE SET words = excluded.words`,
        [JSON.stringify([...rows.values()])],
      );
    }
    const positions = events.flatMap(({ event }) => (isErasure(event) ? event.position : []));
    if (positions.length > 0) await manager.query('DELETE FROM search_text WHERE position = ANY ($1)', [positions]);
  }
}

function isErasure(event: DomainEvent): event is ErasureEvent {
  return event.type === 'TextErased';
}

function rowsOf({ streamId: item_id, position, event }: StoredEvent): Row[] {
  const kind = KINDS.get(event.type) ?? 'task';
  const said = event as Partial<Record<'title' | 'number', string>> & { quote?: { exact: string } };
  const row = (field: SearchedField, at: number, words: string): Row => ({ item_id, kind, field, position: at, words });
  const title = [said.number, said.title].filter((part) => part !== undefined).join(' ');
  const texts = textsIn(event);
  return [
    ...(said.title === undefined ? [] : [row('title', 0, title)]),
    ...(said.quote === undefined ? [] : [row('quote', 0, said.quote.exact)]),
    ...(texts === '' ? [] : [row('text', position, texts)]),
  ];
}

function textsIn(event: object): string {
  const fields = event as Record<string, unknown>;
  return FREE_TEXT_FIELDS.flatMap((field) => fields[field] ?? [])
    .filter((text): text is string => typeof text === 'string' && text !== '' && text !== ERASED)
    .join('\n');
}
