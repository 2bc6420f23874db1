import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { AppendQueue } from './append-queue.ts';
import type { Append, AppendResult } from './contract.ts';
import { type EncodedAppend, encode } from './encoded-append.ts';
import { EventSchemas } from './event-schemas.ts';

const schemas = new EventSchemas({ Noted: [] });
const meta = { actor: 'system', correlationId: 'test', commandId: 'test' };
const stream = randomUUID();
const note = { type: 'Noted', at: '2022-10-26T01:00:00.000Z', by: 'system' };

/** A queue in front of a store in memory, with the sizes of the batches that it was sent. */
function queue() {
  const sizes: number[] = [];
  const versions = new Map<string, number>();
  const judge = ({ streams }: EncodedAppend): AppendResult => {
    for (const { streamId, expectedVersion } of streams) {
      const currentVersion = versions.get(streamId) ?? 0;
      if (currentVersion !== expectedVersion) return { outcome: 'conflict', streamId, currentVersion };
    }
    return { outcome: 'appended', position: 1 };
  };
  const send = async (batch: readonly EncodedAppend[]) => {
    sizes.push(batch.length);
    const results = batch.map(judge); // each by itself, on what was there before the batch
    results.forEach(({ outcome }, i) => {
      for (const { streamId, expectedVersion, events } of batch[i]?.streams ?? [])
        if (outcome === 'appended') versions.set(streamId, expectedVersion + events.length);
    });
    return results;
  };
  const appends = new AppendQueue(send, 1_000);
  return { sizes, append: (append: Omit<Append, 'meta'>) => appends.add(encode({ ...append, meta }, schemas)) };
}
const after = (expectedVersion: number, key?: string): Omit<Append, 'meta'> => ({
  streams: [{ streamId: stream, expectedVersion, events: [note] }],
  ...(key && { receipt: { actor: 'clerk', key, bodyHash: 'sha256:0', status: 200, answer: null } }),
});

it('tells all who lost a race for a version together', async () => {
  const { sizes, append } = queue();
  const results = await Promise.all(Array.from({ length: 50 }, () => append(after(0))));
  expect(results.map(({ outcome }) => outcome).sort()).toEqual(['appended', ...Array(49).fill('conflict')]);
  expect(results.filter((result) => result.outcome === 'conflict' && result.currentVersion !== 1)).toEqual([]);
  expect(sizes).toEqual([1, 49]);
});

it('lets one who knows the new version go with those who do not', async () => {
  const { sizes, append } = queue();
  const results = await Promise.all([append(after(0)), append(after(0)), append(after(1)), append(after(0))]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['appended', 'conflict', 'appended', 'conflict']);
  expect(sizes).toEqual([1, 3]);
});

it('never sends two appends with one receipt together, stale or not', async () => {
  const { sizes, append } = queue();
  await Promise.all([append(after(0)), append(after(0, 'a')), append(after(0, 'a')), append(after(0, 'b'))]);
  expect(sizes).toEqual([1, 2, 1]);
});
