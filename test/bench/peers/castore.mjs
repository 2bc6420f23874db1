import { PostgresEventStorageAdapter } from '@castore/event-storage-adapter-postgres';

/** Castore's adapter with its own pool, which it never closes. It stores one event of a stream at a time. */
export async function open(url) {
  await PostgresEventStorageAdapter.createEventTable({ connectionString: url, tableName: 'castore_event' });
  const adapter = new PostgresEventStorageAdapter({ connectionString: url, tableName: 'castore_event' });
  return {
    append: async (streamId, [{ type, ...payload }], metadata) =>
      adapter.pushEvent({ aggregateId: streamId, version: 1, type, payload, metadata }, { eventStoreId: 'task' }),
    close: async () => {},
  };
}
