import type { QueryArrayConfig } from 'pg';
import type { AppendResult, StoredReceipt } from './contract.ts';
import type { EncodedAppend } from './encoded-append.ts';

/** Any number, the same in all processes that append to one database. */
const APPEND_LOCK = 1_685_414_497;

/**
 * Before the statement, and apart from it: its snapshot must be taken after the lock was had, or it would not see what
 * the holder before committed. Hence also READ COMMITTED, whatever the server's default. Settings are local to the
 * transaction, so that a pooler between us and Postgres may hand the connection to others.
 */
export function beginAppend(lockTimeoutMs: number): string {
  return `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
    SET LOCAL lock_timeout = ${lockTimeoutMs}; SET LOCAL idle_in_transaction_session_timeout = '10s';
    SELECT pg_advisory_xact_lock(${APPEND_LOCK})`;
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

export type AnswerRow =
  | [i: number, outcome: 'conflict', currentVersion: string, streamId: string, earlier: null]
  | [i: number, outcome: 'repeated', position: null, streamId: null, earlier: ReceiptRow]
  | [i: number, outcome: 'appended', position: string, streamId: null, earlier: null];

/** See `append_batch` in the migration of the event store, which says what is written and when. */
export function appendStatement(batch: readonly EncodedAppend[]): QueryArrayConfig {
  const rows = (part: 'streams' | 'events' | 'states' | 'receipts') =>
    `[${batch.flatMap((append, i) => append[part].map((row) => `{"i":${i},${row.slice(1)}`)).join()}]`;
  return {
    text: 'SELECT * FROM append_batch($1, $2, $3, $4, $5)',
    values: [
      JSON.stringify(batch.map((_, i) => ({ i }))),
      rows('streams'),
      rows('events'),
      rows('states'),
      rows('receipts'),
    ],
    rowMode: 'array',
  };
}

/** One result per append of the batch, in its order. A repeat is one even when its streams have moved on since. */
export function appendResults(batch: readonly EncodedAppend[], answer: readonly AnswerRow[]): AppendResult[] {
  const results = new Map<number, AppendResult>();
  for (const [i, outcome, position, streamId, earlier] of answer) {
    if (outcome === 'repeated') results.set(i, { outcome, receipt: storedReceipt(earlier) });
    else if (results.has(i)) continue;
    else if (outcome === 'conflict') results.set(i, { outcome, streamId, currentVersion: Number(position) });
    else results.set(i, { outcome, position: Number(position) });
  }
  return batch.map((_, i) => {
    const result = results.get(i);
    if (!result) throw new Error('The append statement did not answer for every append');
    return result;
  });
}

export function storedReceipt(row: ReceiptRow): StoredReceipt {
  const { actor, key, body_hash: bodyHash, status, answer } = row;
  return { actor, key, bodyHash, status, answer, position: Number(row.position) };
}
