import type { QueryArrayConfig } from 'pg';
import { arrayLiteral, binaryArray } from './binary-array.ts';
import type { Queryable } from './connection.ts';
import type { AppendResult, Position, StoredReceipt } from './contract.ts';
import type { EncodedAppend } from './encoded-append.ts';

/** Any number, the same in all processes that append to one database. */
const APPEND_LOCK = 1_685_414_497;

/** Lets nobody append until the transaction ends. Gives up with 55P03. */
export async function holdAppends(client: Queryable, lockTimeoutMs: number): Promise<void> {
  await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}; SELECT pg_advisory_xact_lock(${APPEND_LOCK})`);
}

/** A receipt as `row_to_json` gives it. */
export interface ReceiptRow {
  readonly actor: string;
  readonly key: string;
  readonly body_hash: string;
  readonly status: number;
  readonly answer: unknown;
  readonly position: number | string;
}

/** What `append_batch` answers; places in the batch count from 1. */
export interface BatchAnswer {
  readonly head: Position;
  readonly conflicts: readonly (readonly [place: number, streamId: string, currentVersion: number])[] | null;
  readonly repeats: readonly (readonly [place: number, receipt: ReceiptRow])[] | null;
}

const PARAMETERS = 22;
const TEXT = `SELECT append_batch(${Array.from({ length: PARAMETERS }, (_, i) => `$${i + 1}`).join()})`;

/** See `append_batch` in the migrations, which says what is written and when. */
export function appendStatement(batch: readonly EncodedAppend[], lockTimeoutMs: number): QueryArrayConfig {
  const streams = batch.flatMap((append, i) => append.streams.map((stream) => ({ ...stream, place: i + 1 })));
  const events = streams.flatMap((stream, i) =>
    stream.events.map((event, nth) => ({ ...event, stream: i + 1, version: stream.expectedVersion + nth + 1 })),
  );
  const states = streams.flatMap(({ state, expectedVersion, events }, i) =>
    state ? [{ ...state, stream: i + 1, version: expectedVersion + events.length }] : [],
  );
  const receipts = batch.flatMap(({ receipt }, i) => (receipt ? [{ ...receipt, place: i + 1 }] : []));
  let end = 0;
  return {
    text: TEXT,
    values: [
      String(lockTimeoutMs),
      binaryArray(
        'jsonb',
        batch.map(({ meta }) => meta),
      ),
      arrayLiteral(batch.map(({ eventCount }) => (end += eventCount))),
      arrayLiteral(streams.map(({ place }) => place)),
      arrayLiteral(streams.map(({ streamId }) => streamId)),
      arrayLiteral(streams.map(({ expectedVersion }) => expectedVersion)),
      arrayLiteral(events.map(({ stream }) => stream)),
      arrayLiteral(events.map(({ version }) => version)),
      binaryArray(
        'text',
        events.map(({ type }) => type),
      ),
      arrayLiteral(events.map(({ schemaVersion }) => schemaVersion)),
      binaryArray(
        'jsonb',
        events.map(({ data }) => data),
      ),
      arrayLiteral(states.map(({ stream }) => stream)),
      arrayLiteral(states.map(({ version }) => version)),
      binaryArray(
        'text',
        states.map(({ decider }) => decider),
      ),
      arrayLiteral(states.map(({ shape }) => shape)),
      binaryArray(
        'jsonb',
        states.map(({ body }) => body),
      ),
      arrayLiteral(receipts.map(({ place }) => place)),
      binaryArray(
        'text',
        receipts.map(({ actor }) => actor),
      ),
      binaryArray(
        'text',
        receipts.map(({ key }) => key),
      ),
      binaryArray(
        'text',
        receipts.map(({ bodyHash }) => bodyHash),
      ),
      arrayLiteral(receipts.map(({ status }) => status)),
      binaryArray(
        'jsonb',
        receipts.map(({ answer }) => answer),
      ),
    ],
    rowMode: 'array',
  };
}

/** One result per append of the batch, in its order. A repeat is one even when its streams have moved on since. */
export function appendResults(batch: readonly EncodedAppend[], answer: BatchAnswer): AppendResult[] {
  const refused = new Map<number, AppendResult>();
  for (const [place, receipt] of answer.repeats ?? [])
    refused.set(place, { outcome: 'repeated', receipt: storedReceipt(receipt) });
  for (const [place, streamId, currentVersion] of answer.conflicts ?? [])
    if (!refused.has(place)) refused.set(place, { outcome: 'conflict', streamId, currentVersion });
  let position = answer.head;
  return batch.map(({ eventCount }, i) => {
    const result = refused.get(i + 1);
    if (result) return result;
    position += eventCount;
    return { outcome: 'appended', position };
  });
}

export function storedReceipt(row: ReceiptRow): StoredReceipt {
  const { actor, key, body_hash: bodyHash, status, answer } = row;
  return { actor, key, bodyHash, status, answer, position: Number(row.position) };
}
