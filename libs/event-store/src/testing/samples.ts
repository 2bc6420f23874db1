import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '#libs/event-sourcing';
import type { Append, AppendResult, EventMeta, Receipt, StateRow, StreamAppend } from '../contract.ts';
import type { EventLog } from '../event-log.ts';
import { EventSchemas } from '../event-schemas.ts';

/** The schemas that a log under the contract must be opened with. */
export const contractSchemas = new EventSchemas({ Noted: [] });

export type Noted = DomainEvent<'Noted', { text: string }>;

/** Of every sample. */
export const meta: EventMeta = { actor: 'somebody', correlationId: 'request-1', commandId: 'key-1' };

/** An event of the type that the contract's schemas declare. */
export function noted(text: string): Noted {
  return { type: 'Noted', at: '2022-10-26T01:00:00.000Z', by: 'somebody', text };
}

/** A stream's part in an append; without events a guard. */
export function on(streamId: string, expectedVersion: number, ...events: DomainEvent[]): StreamAppend {
  return { streamId, expectedVersion, events };
}

export function append(...streams: StreamAppend[]): Append {
  return { streams, meta };
}

/** With a key of its own. */
export function receipt(answer: unknown): Receipt {
  return { actor: 'somebody', key: randomUUID(), bodyHash: 'sha256:0', status: 201, answer };
}

export async function textsOf(log: EventLog, streamId: string, afterVersion = 0): Promise<string[]> {
  return (await log.readStream<Noted>(streamId, afterVersion)).map(({ event }) => event.text);
}

export function outcomes(results: readonly AppendResult[]): string[] {
  return results.map(({ outcome }) => outcome);
}

export function state(body: readonly string[]): StateRow {
  return { decider: 'notes', shape: 1, body };
}
