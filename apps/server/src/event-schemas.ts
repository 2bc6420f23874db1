import { type AnyEvent, eventTypes } from '#libs/directives';
import { EventSchemas, type Upcaster } from '#libs/event-store';

/** From the older schema versions of the types that have changed, the oldest first; one is never removed. */
const upcasters: Partial<Record<AnyEvent['type'], readonly Upcaster[]>> = {};

/** Every event that the log may hold. */
export const eventSchemas = new EventSchemas(
  Object.fromEntries(
    Object.values(eventTypes)
      .flat()
      .map((type) => [type, upcasters[type] ?? []]),
  ),
);
