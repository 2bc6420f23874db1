import type { Append, Receipt, StateRow, StreamAppend } from './contract.ts';
import { MalformedEvent } from './errors.ts';
import type { EventSchemas } from './event-schemas.ts';

/**
 * An append with all that is JSON as text. Made when the append is handed in, so that a value which JSON cannot hold
 * fails alone and what the caller changes afterwards is not stored.
 */
export interface EncodedAppend {
  /** The streams it writes to: no other append of the same batch may name them. */
  readonly claims: readonly string[];
  /** The streams that it only guards: other appends of the batch may guard them too, but not claim them. */
  readonly guards: readonly string[];
  /** Its receipt's actor and key, which no other append of the same batch may have. */
  readonly receiptKey: string | null;
  readonly eventCount: number;
  readonly meta: string;
  readonly streams: readonly EncodedStream[];
  readonly receipt: (Omit<Receipt, 'answer'> & { readonly answer: string }) | null;
}

export interface EncodedStream {
  readonly streamId: string;
  readonly expectedVersion: number;
  readonly events: readonly { readonly type: string; readonly schemaVersion: number; readonly data: string }[];
  readonly state: (Omit<StateRow, 'body'> & { readonly body: string }) | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws `MalformedEvent`. */
export function encode({ streams, meta, receipt }: Append, schemas: EventSchemas): EncodedAppend {
  const encoded = streams.map((stream) => encodeStream(stream, schemas));
  const claims: string[] = [];
  const guards: string[] = [];
  let eventCount = 0;
  for (const { streamId, events, state } of encoded) {
    if (claims.includes(streamId) || guards.includes(streamId))
      throw new MalformedEvent('An append names the same stream twice: put its events together');
    (events.length > 0 || state ? claims : guards).push(streamId);
    eventCount += events.length;
  }
  return {
    claims,
    guards,
    receiptKey: receipt ? JSON.stringify([receipt.actor, receipt.key]) : null,
    eventCount,
    meta: json(meta),
    streams: encoded,
    receipt: receipt ? { ...receipt, answer: json(receipt.answer ?? null) } : null,
  };
}

function encodeStream(stream: StreamAppend, schemas: EventSchemas): EncodedStream {
  const { expectedVersion, state } = stream;
  const streamId = stream.streamId.toLowerCase();
  if (!UUID.test(streamId)) throw new MalformedEvent(`The id of a stream is a UUID, not ${stream.streamId}`);
  const events = stream.events.map(({ type, ...data }) => {
    const schemaVersion = schemas.versionOf(type);
    if (schemaVersion === undefined)
      throw new MalformedEvent(`Event type ${type} is not declared in the EventSchemas of this log`);
    return { type, schemaVersion, data: json(data) };
  });
  // A stream that is only guarded, and not there, has no state to keep.
  const isThere = expectedVersion + events.length > 0;
  return { streamId, expectedVersion, events, state: state && isThere ? { ...state, body: json(state.body) } : null };
}

function json(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new MalformedEvent(`An append holds a value that JSON cannot: ${(error as Error).message}`, { cause: error });
  }
}
