import { v5 } from 'uuid';
import type { Append } from '#libs/event-store';
import { append, noted, on, state } from '#libs/event-store/testing';

const NAMESPACE = '8c1f4b1e-5f0e-4f5c-9d6a-0a9c2f5f7b11';
const SHARED_STREAMS = 5;

/** Events of each command that nobody else's share a stream with. */
export const OWN_EVENTS = 3;

export interface Command {
  /** Of the receipt, unique in the whole log. */
  readonly key: string;
  readonly ownStream: string;
  /** A stream that other commands write to as well, or null. */
  readonly sharedStream: string | null;
}

/** The nth command of a writer: always the same, so that whoever comes after a killed writer can send it again. */
export function command(writer: number, n: number): Command {
  const key = `${writer}-${n}`;
  const sharedStream = n % 8 === 0 ? v5(`shared ${n % SHARED_STREAMS}`, NAMESPACE) : null;
  return { key, ownStream: v5(key, NAMESPACE), sharedStream };
}

/** What the command appends: some events on a stream of its own, with the state, perhaps one on a shared stream, and a receipt. */
export function appendOf({ key, ownStream, sharedStream }: Command, sharedVersion: number): Append {
  const texts = Array.from({ length: OWN_EVENTS }, (_, i) => `${key} ${i}`);
  const own = { ...on(ownStream, 0, ...texts.map(noted)), state: state(texts) };
  const streams = sharedStream ? [own, on(sharedStream, sharedVersion, noted(key))] : [own];
  return {
    streams,
    meta: { ...append().meta, commandId: key },
    receipt: { actor: 'writer', key, bodyHash: 'sha256:0', status: 201, answer: { key } },
  };
}
