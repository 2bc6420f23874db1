import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { AppendQueue } from '../../../libs/event-store/src/append-queue.ts';
import { arrayLiteral, jsonbArray, textArray } from '../../../libs/event-store/src/array-parameters.ts';
import { type EncodedAppend, encode } from '../../../libs/event-store/src/encoded-append.ts';
import { benchSchemas } from '../support/events.ts';
import { execute } from '../support/postgres.ts';
import { type Carries, newStream } from './ours.ts';
import { RAW_TABLE } from './raw.ts';
import type { AppendingStore } from './store.ts';

const EVENTS = `
  INSERT INTO raw_event (stream_id, version, schema_version, type, data, meta)
  SELECT * FROM unnest($1::uuid[], $2::int[], $3::smallint[], $4::text[], $5::jsonb[], $6::jsonb[])`;
const EVENTS_AND_RECEIPTS = `
  WITH receipts AS (
    INSERT INTO receipt (actor, key, body_hash, status, answer, position)
    SELECT actor, key, body_hash, status, answer, 0
    FROM unnest($7::text[], $8::text[], $9::text[], $10::int[], $11::jsonb[]) AS r(actor, key, body_hash, status, answer)
  )${EVENTS}`;

/**
 * Our queue and our encoding with the plainest statement behind them: no lock, no order, no look at versions or earlier
 * receipts. What ours costs beside it is the price of those.
 */
export async function batched(url: string, carries: Carries = {}): Promise<AppendingStore> {
  await execute(url, RAW_TABLE);
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query('SET plan_cache_mode = force_generic_plan');
  const name = randomUUID();
  const queue = new AppendQueue(async (batch) => {
    const text = carries.receipt ? EVENTS_AND_RECEIPTS : EVENTS;
    await client.query({ name, text, values: valuesOf(batch, carries) });
    return batch.map(() => ({ outcome: 'appended', position: 0 }));
  }, 10_000);
  return {
    append: (_, eventCount) => queue.add(encode(newStream(eventCount, carries), benchSchemas)),
    close: async () => {
      await queue.settled();
      await client.end();
    },
  };
}

function valuesOf(batch: readonly EncodedAppend[], { receipt }: Carries): unknown[] {
  const events = batch.flatMap(({ streams, meta }) =>
    streams.flatMap(({ streamId, events }) => events.map((event, nth) => ({ ...event, streamId, nth, meta }))),
  );
  const receipts = receipt ? batch.flatMap((append) => append.receipt ?? []) : [];
  return [
    arrayLiteral(events.map(({ streamId }) => streamId)),
    arrayLiteral(events.map(({ nth }) => nth + 1)),
    arrayLiteral(events.map(({ schemaVersion }) => schemaVersion)),
    textArray(events.map(({ type }) => type)),
    jsonbArray(events.map(({ data }) => data)),
    jsonbArray(events.map(({ meta }) => meta)),
    ...(receipt
      ? [
          textArray(receipts.map(({ actor }) => actor)),
          textArray(receipts.map(({ key }) => key)),
          textArray(receipts.map(({ bodyHash }) => bodyHash)),
          arrayLiteral(receipts.map(({ status }) => status)),
          jsonbArray(receipts.map(({ answer }) => answer)),
        ]
      : []),
  ];
}
