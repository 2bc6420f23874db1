import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ContractCase } from './contract-case.ts';
import { append, meta, type Noted, noted, on, textsOf } from './samples.ts';

/** What is stored and how it reads. */
export const readingCases: readonly ContractCase[] = [
  {
    promise: 'gives back what was appended: events in order, their meta, versions and positions',
    async check(log) {
      const stream = randomUUID();
      const before = await log.head();
      const appended = await log.append(append(on(stream, 0, noted('a'), noted('b'), noted('c'))));
      assert.deepEqual(appended, { outcome: 'appended', position: before + 3 });
      const read = await log.readStream(stream);
      assert.deepEqual(
        read.map(({ event }) => event),
        [noted('a'), noted('b'), noted('c')],
      );
      assert.deepEqual(
        read.map(({ version }) => version),
        [1, 2, 3],
      );
      assert.deepEqual(
        read.map(({ position }) => position),
        [before + 1, before + 2, before + 3],
      );
      assert.deepEqual(
        read.map(({ streamId }) => streamId),
        [stream, stream, stream],
      );
      assert.deepEqual(read[0]?.meta, meta);
      assert.deepEqual(await log.readAll(before, 10), read);
    },
  },
  {
    promise: 'reads a stream after a version, and nothing of an unknown stream',
    async check(log) {
      const stream = randomUUID();
      await log.append(append(on(stream, 0, noted('a'), noted('b'), noted('c'))));
      assert.deepEqual(await textsOf(log, stream, 1), ['b', 'c']);
      assert.deepEqual(await textsOf(log, stream, 3), []);
      assert.deepEqual(await textsOf(log, randomUUID()), []);
    },
  },
  {
    promise: 'reads the whole log page by page, as many as asked for',
    async check(log) {
      const before = await log.head();
      await log.append(append(on(randomUUID(), 0, noted('a'), noted('b')), on(randomUUID(), 0, noted('c'))));
      const first = await log.readAll(before, 2);
      const second = await log.readAll(before + 2, 2);
      assert.deepEqual(
        [first, second].map((page) => page.map(({ event }) => (event as Noted).text)),
        [['a', 'b'], ['c']],
      );
    },
  },
  {
    promise: 'numbers positions without gaps, whatever was refused in between',
    async check(log) {
      const before = await log.head();
      const stream = randomUUID();
      const versions = [0, 0, 1, 5, 1, 2, 2];
      await Promise.all(versions.map((version) => log.append(append(on(stream, version, noted(`v${version}`))))));
      const positions = (await log.readAll(before, 100)).map(({ position }) => position);
      assert.deepEqual(
        positions,
        Array.from({ length: 3 }, (_, i) => before + 1 + i),
      );
      assert.equal(await log.head(), before + 3);
    },
  },
  {
    promise: 'records business time that never decreases with position',
    async check(log) {
      const before = await log.head();
      for (let i = 0; i < 5; i++) await log.append(append(on(randomUUID(), 0, noted('a'))));
      const recorded = (await log.readAll(before, 10)).map(({ recordedAt }) => recordedAt);
      assert.equal(recorded.length, 5);
      assert.deepEqual([...recorded].sort(), recorded);
      for (const instant of recorded) assert.equal(new Date(instant).toISOString(), instant);
    },
  },
];
