import type { DomainEvent } from '#libs/event-sourcing';
import { UnknownEventVersion } from './errors.ts';

/** What an event carries beside its type. */
export type EventData = Readonly<Record<string, unknown>>;

/** Makes the data of schema version n into that of version n + 1. Pure. */
export type Upcaster = (data: EventData) => EventData;

interface Schema {
  readonly upcasters: readonly Upcaster[];
  /** The beginning of every event of this type as JSON. */
  readonly opening: string;
}

/**
 * Every event type that there is, each with its upcasters in order: the first leads from schema version 1 to 2, the
 * next from 2 to 3. The version of today is thus one more than their number; a type that never changed has none. An
 * upcaster is never removed, because events of its version stay in the log for ever.
 *
 * Declare them with `satisfies Record<MyEvent['type'], readonly Upcaster[]>` so that the compiler misses none.
 */
export class EventSchemas {
  readonly #schemas: ReadonlyMap<string, Schema>;

  constructor(upcastersByType: Readonly<Record<string, readonly Upcaster[]>>) {
    const schemas = Object.entries(upcastersByType).map(([type, upcasters]): [string, Schema] => [
      type,
      { upcasters, opening: `{"type":${JSON.stringify(type)},` },
    ]);
    this.#schemas = new Map(schemas);
  }

  /** The schema version in which events of this type are stored today; undefined for an undeclared type. */
  versionOf(type: string): number | undefined {
    const schema = this.#schemas.get(type);
    return schema && schema.upcasters.length + 1;
  }

  /** The event as the code of today knows it. Throws `UnknownEventVersion` for an undeclared type or a newer version. */
  upcast(type: string, schemaVersion: number, data: EventData): DomainEvent {
    const { upcasters } = this.#schemaOf(type, schemaVersion);
    const current = upcasters.slice(schemaVersion - 1).reduce((older, upcast) => upcast(older), data);
    return { type, ...current } as DomainEvent;
  }

  /** The same from the data as JSON. Type and data are parsed as one object where nothing has to be done to them. */
  parse(type: string, schemaVersion: number, data: string): DomainEvent {
    const { upcasters, opening } = this.#schemaOf(type, schemaVersion);
    const isCurrent = schemaVersion === upcasters.length + 1 && data.startsWith('{"');
    return isCurrent ? JSON.parse(opening + data.slice(1)) : this.upcast(type, schemaVersion, JSON.parse(data));
  }

  #schemaOf(type: string, schemaVersion: number): Schema {
    const schema = this.#schemas.get(type);
    if (!schema || schemaVersion > schema.upcasters.length + 1) throw new UnknownEventVersion(type, schemaVersion);
    return schema;
  }
}
