import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Append, EventLog, StoredEvent } from '#libs/event-store';
import { append, type Noted, noted, on, receipt } from '#libs/event-store/testing';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

/** What the log should be: a list, a version per stream, and the receipts. */
class ListOfEvents {
  readonly texts: string[] = [];
  readonly #versions = new Map<string, number>();
  readonly #receipts = new Set<string>();

  append({ streams, receipt }: Append): string {
    if (receipt && this.#receipts.has(receipt.key)) return 'repeated';
    if (streams.some(({ streamId, expectedVersion }) => this.version(streamId) !== expectedVersion)) return 'conflict';
    for (const { streamId, expectedVersion, events } of streams) {
      this.#versions.set(streamId, expectedVersion + events.length);
      this.texts.push(...events.map((event) => (event as Noted).text));
    }
    if (receipt) this.#receipts.add(receipt.key);
    return 'appended';
  }

  version(streamId: string): number {
    return this.#versions.get(streamId) ?? 0;
  }
}

const STREAMS = 4;
const part = fc.record({
  stream: fc.nat(STREAMS - 1),
  /** How far off the guess at the version is; mostly not at all. */
  off: fc.constantFrom(0, 0, 0, 0, -1, 1),
  events: fc.nat(3),
});
const command = fc.record({
  parts: fc.uniqueArray(part, { selector: ({ stream }) => stream, minLength: 1, maxLength: 3 }),
  key: fc.option(fc.nat(5), { nil: undefined }),
});
/** Those of a round are sent at once, each of a different stream, so that their order does not matter. */
const rounds = fc.array(
  fc.oneof(fc.array(command, { minLength: 1, maxLength: 1 }), fc.array(command, { maxLength: STREAMS })),
  {
    maxLength: 12,
  },
);

describe('Whatever is appended', () => {
  it('the log accepts, refuses and holds the same as a list of events would', { timeout: 120_000 }, async () => {
    const log = store.openLog();
    await fc.assert(
      fc.asyncProperty(rounds, async (rounds) => {
        const model = new ListOfEvents();
        const streams = Array.from({ length: STREAMS }, () => randomUUID());
        const keys = Array.from({ length: 6 }, () => randomUUID());
        const before = await log.head();
        let label = 0;
        for (const round of rounds) {
          const batch = round.filter(independentOf(round)).map(({ parts, key }): Append => {
            const involved = parts.map(({ stream, off, events }) => {
              const streamId = streams[stream] as string;
              const texts = Array.from({ length: events }, () => noted(`event ${label++}`));
              return on(streamId, Math.max(0, model.version(streamId) + off), ...texts);
            });
            return key === undefined
              ? append(...involved)
              : { ...append(...involved), receipt: { ...receipt(null), key: keys[key] as string } };
          });
          const expected = batch.map((one) => model.append(one));
          const results = await Promise.all(batch.map((one) => log.append(one)));
          expect(results.map(({ outcome }) => outcome)).toEqual(expected);
        }
        await expectSame(log, before, streams, model);
      }),
      { numRuns: 60 },
    );
  });
});

/** Keeps a command unless an earlier one of the round shares a stream or a key with it. */
function independentOf(round: readonly { parts: { stream: number }[]; key: number | undefined }[]) {
  const taken = new Set<string>();
  const claims = round.map(({ parts, key }) => [
    ...parts.map(({ stream }) => `stream ${stream}`),
    ...(key === undefined ? [] : [`key ${key}`]),
  ]);
  const free = claims.map((own) => {
    const isFree = own.every((claim) => !taken.has(claim));
    if (isFree) for (const claim of own) taken.add(claim);
    return isFree;
  });
  return (_: unknown, i: number) => free[i] === true;
}

async function expectSame(log: EventLog, before: number, streams: readonly string[], model: ListOfEvents) {
  const events: StoredEvent[] = await log.readAll(before, 10_000);
  expect(events.map(({ position }) => position)).toEqual(events.map((_, i) => before + 1 + i));
  expect(events.map(({ event }) => (event as Noted).text).sort()).toEqual([...model.texts].sort());
  for (const stream of streams) {
    const own = events.filter(({ streamId }) => streamId === stream);
    expect(own).toEqual(await log.readStream(stream));
    expect(own.map(({ version }) => version)).toEqual(Array.from({ length: model.version(stream) }, (_, i) => i + 1));
  }
}
