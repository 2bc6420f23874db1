import type { QueryArrayConfig } from 'pg';
import { arrayLiteral, jsonbArray, textArray } from './array-parameters.ts';
import type { Queryable } from './connection.ts';
import type { AppendResult, Position, StoredReceipt } from './contract.ts';
import type { EncodedAppend, EncodedStream } from './encoded-append.ts';

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

/** What `append_batch` takes, see there: a list per column. */
class Columns {
  readonly append = { metas: [] as string[], eventEnds: [] as number[] };
  readonly stream = { appends: [] as number[], ids: [] as string[], versions: [] as number[] };
  readonly event = {
    streams: [] as number[],
    versions: [] as number[],
    types: [] as string[],
    schemaVersions: [] as number[],
    data: [] as string[],
  };
  readonly state = {
    streams: [] as number[],
    versions: [] as number[],
    deciders: [] as string[],
    shapes: [] as number[],
    bodies: [] as string[],
  };
  readonly receipt = {
    appends: [] as number[],
    actors: [] as string[],
    keys: [] as string[],
    bodyHashes: [] as string[],
    statuses: [] as number[],
    answers: [] as string[],
  };

  add({ meta, streams, receipt }: EncodedAppend): void {
    const place = this.append.metas.push(meta);
    for (const stream of streams) this.#addStream(stream, place);
    this.append.eventEnds.push(this.event.types.length);
    if (!receipt) return;
    this.receipt.appends.push(place);
    this.receipt.actors.push(receipt.actor);
    this.receipt.keys.push(receipt.key);
    this.receipt.bodyHashes.push(receipt.bodyHash);
    this.receipt.statuses.push(receipt.status);
    this.receipt.answers.push(receipt.answer);
  }

  #addStream({ streamId, expectedVersion, events, state }: EncodedStream, append: number): void {
    const place = this.stream.ids.push(streamId);
    this.stream.appends.push(append);
    this.stream.versions.push(expectedVersion);
    let version = expectedVersion;
    for (const { type, schemaVersion, data } of events) {
      this.event.streams.push(place);
      this.event.versions.push(++version);
      this.event.types.push(type);
      this.event.schemaVersions.push(schemaVersion);
      this.event.data.push(data);
    }
    if (!state) return;
    this.state.streams.push(place);
    this.state.versions.push(version);
    this.state.deciders.push(state.decider);
    this.state.shapes.push(state.shape);
    this.state.bodies.push(state.body);
  }
}

/** The call of `append_batch` for a batch. */
export function appendStatement(batch: readonly EncodedAppend[], lockTimeoutMs: number): QueryArrayConfig {
  const columns = new Columns();
  for (const append of batch) columns.add(append);
  const { append, stream, event, state, receipt } = columns;
  const values = [
    String(lockTimeoutMs),
    ...[jsonbArray(append.metas), arrayLiteral(append.eventEnds)],
    ...[arrayLiteral(stream.appends), arrayLiteral(stream.ids), arrayLiteral(stream.versions)],
    ...[arrayLiteral(event.streams), arrayLiteral(event.versions), textArray(event.types)],
    ...[arrayLiteral(event.schemaVersions), jsonbArray(event.data)],
    ...[arrayLiteral(state.streams), arrayLiteral(state.versions), textArray(state.deciders)],
    ...[arrayLiteral(state.shapes), jsonbArray(state.bodies)],
    ...[arrayLiteral(receipt.appends), textArray(receipt.actors), textArray(receipt.keys)],
    ...[textArray(receipt.bodyHashes), arrayLiteral(receipt.statuses), jsonbArray(receipt.answers)],
  ];
  return { text: TEXT, values, rowMode: 'array' };
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
