import type { DomainEvent } from '#libs/event-sourcing';
import { UnknownEventVersion } from './errors.ts';

/** What an event carries beside its type. */
export type EventData = Readonly<Record<string, unknown>>;

/** Makes the data of schema version n into that of version n + 1. Pure. */
export type Upcaster = (data: EventData) => EventData;

/**
 * Every event type that there is, each with its upcasters in order: the first leads from schema version 1 to 2, the
 * next from 2 to 3. The version of today is thus one more than their number; a type that never changed has none. An
 * upcaster is never removed, because events of its version stay in the log for ever.
 *
 * Declare them with `satisfies Record<MyEvent['type'], readonly Upcaster[]>` so that the compiler misses none.
 */
export class EventSchemas {
  readonly #upcasters: ReadonlyMap<string, readonly Upcaster[]>;

  constructor(upcastersByType: Readonly<Record<string, readonly Upcaster[]>>) {
    this.#upcasters = new Map(Object.entries(upcastersByType));
  }

  /** The schema version in which events of this type are stored today; undefined for an undeclared type. */
  versionOf(type: string): number | undefined {
    const upcasters = this.#upcasters.get(type);
    return upcasters && upcasters.length + 1;
  }

  /** The event as the code of today knows it. Throws `UnknownEventVersion` for an undeclared type or a newer version. */
  upcast(type: string, schemaVersion: number, data: EventData): DomainEvent {
    const upcasters = this.#upcasters.get(type);
    if (!upcasters || schemaVersion > upcasters.length + 1) throw new UnknownEventVersion(type, schemaVersion);
    const current = upcasters.slice(schemaVersion - 1).reduce((older, upcast) => upcast(older), data);
    return { type, ...current } as DomainEvent;
  }
}
