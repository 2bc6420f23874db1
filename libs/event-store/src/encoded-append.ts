import type { Append, StreamAppend } from './contract.ts';
import { MalformedEvent } from './errors.ts';
import type { EventSchemas } from './event-schemas.ts';

/**
 * An append as JSON, one text per row. Made when the append is handed in, so that a value which JSON cannot hold fails
 * alone and what the caller changes afterwards is not stored.
 */
export interface EncodedAppend {
  /** What no other append of the same batch may share: its streams, and its receipt's actor and key. */
  readonly claims: readonly string[];
  readonly eventCount: number;
  readonly streams: readonly string[];
  readonly events: readonly string[];
  readonly states: readonly string[];
  readonly receipts: readonly string[];
}

/** Throws `MalformedEvent`. */
export function encode({ streams, meta, receipt }: Append, schemas: EventSchemas): EncodedAppend {
  const streamIds = streams.map((stream) => stream.streamId.toLowerCase());
  if (new Set(streamIds).size < streamIds.length)
    throw new MalformedEvent('An append names the same stream twice: put its events together');
  const events = streams.flatMap((stream) =>
    stream.events.map(({ type, ...data }, index) => {
      const schemaVersion = schemas.versionOf(type);
      if (schemaVersion === undefined)
        throw new MalformedEvent(`Event type ${type} is not declared in the EventSchemas of this log`);
      return json({
        stream_id: stream.streamId,
        version: stream.expectedVersion + index + 1,
        type,
        schema_version: schemaVersion,
        data,
        meta,
      });
    }),
  );
  return {
    claims: receipt ? [...streamIds, JSON.stringify([receipt.actor, receipt.key])] : streamIds,
    eventCount: events.length,
    streams: streams.map(({ streamId, expectedVersion }) => json({ stream_id: streamId, expected: expectedVersion })),
    events,
    states: streams.flatMap((stream) => stateAfter(stream)),
    receipts: receipt ? [json({ ...receipt, answer: receipt.answer ?? null })] : [],
  };
}

/** A stream that is only guarded, and not there, has no state to keep. */
function stateAfter({ streamId, expectedVersion, events, state }: StreamAppend): string[] {
  const version = expectedVersion + events.length;
  return state && version > 0 ? [json({ stream_id: streamId, version, ...state })] : [];
}

function json(row: object): string {
  try {
    return JSON.stringify(row);
  } catch (error) {
    throw new MalformedEvent(`An append holds a value that JSON cannot: ${(error as Error).message}`, { cause: error });
  }
}
