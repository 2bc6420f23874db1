import { STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';

/** Emmett on Postgres, with its own pool. */
export async function open(url) {
  const store = getPostgreSQLEventStore(url);
  await store.schema.migrate();
  return {
    append: (streamId, events, meta) =>
      store.appendToStream(
        streamId,
        events.map(({ type, ...data }) => ({ type, data, metadata: meta })),
        { expectedStreamVersion: STREAM_DOES_NOT_EXIST },
      ),
    close: () => store.close(),
  };
}
