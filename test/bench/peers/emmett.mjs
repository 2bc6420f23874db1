import { rawSql, sql } from '@event-driven-io/dumbo';
import { projections, STREAM_DOES_NOT_EXIST } from '@event-driven-io/emmett';
import {
  getPostgreSQLEventStore,
  postgreSQLRawBatchSQLProjection,
  rebuildPostgreSQLProjections,
} from '@event-driven-io/emmett-postgresql';

/** A row a stream, as our own state rows are: one statement for the events of an append. */
const states = postgreSQLRawBatchSQLProjection({
  name: 'states',
  canHandle: ['TaskProgressReported'],
  init: () =>
    rawSql('CREATE TABLE IF NOT EXISTS emmett_state (stream_id text PRIMARY KEY, version int, shape int, body jsonb)'),
  evolve(events) {
    const { data, metadata } = events.at(-1);
    const version = Number(metadata.streamPosition);
    const body = { status: 'active', percent: data.percent, lastReport: data.text, reports: version };
    return [
      sql(
        `INSERT INTO emmett_state VALUES (%L, %s, 1, %L) ON CONFLICT (stream_id) DO UPDATE
         SET version = excluded.version, body = excluded.body`,
        ...[metadata.streamName, version, JSON.stringify(body)],
      ),
    ];
  },
});

/** Emmett on Postgres, with its own pool; with `state`, its inline projection keeps a row for each stream. */
export async function open(url, { state = false } = {}) {
  const store = getPostgreSQLEventStore(url, state ? { projections: projections.inline([states]) } : {});
  await store.schema.migrate();
  return {
    append: (streamId, events, meta) =>
      store.appendToStream(
        streamId,
        events.map(({ type, ...data }) => ({ type, data, metadata: meta })),
        { expectedStreamVersion: STREAM_DOES_NOT_EXIST },
      ),
    readStream: async (streamId) => (await store.readStream(streamId)).events,
    close: () => store.close(),
  };
}

/** By its own means: a statement for each event, so many in one transaction. `statementOf` gives a text with its values. */
export async function rebuild(url, { batchSize, types, statementOf }) {
  const ledger = postgreSQLRawBatchSQLProjection({
    name: 'ledger',
    canHandle: types,
    evolve: (events) =>
      events.map(({ type, data, metadata }) => sql(...statementOf(metadata.streamName, { type, ...data }))),
  });
  const consumer = rebuildPostgreSQLProjections({
    connectionString: url,
    projections: [ledger],
    pulling: { batchSize },
  });
  try {
    await consumer.start();
  } finally {
    await consumer.close();
  }
}
