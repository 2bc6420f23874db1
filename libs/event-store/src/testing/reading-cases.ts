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
      const appended = await log.append(append(on(stream, 0, noted('a'), noted('b'), noted('c'))));
      const last = appended.outcome === 'appended' ? appended.position : 0;
      const read = await log.readStream(stream);
      assert.deepEqual(
        read.map(({ event }) => event),
        [noted('a'), noted('b'), noted('c')],
      );
      assert.deepEqual(
        read.map(({ streamId, version, position }) => ({ streamId, version, position })),
        [1, 2, 3].map((version) => ({ streamId: stream, version, position: last - 3 + version })),
      );
      assert.deepEqual(read[0]?.meta, meta);
      assert.deepEqual(await log.readAll(last - 3, 3), read);
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
      const three = append(on(randomUUID(), 0, noted('a'), noted('b')), on(randomUUID(), 0, noted('c')));
      const appended = await log.append(three);
      const before = appended.outcome === 'appended' ? appended.position - 3 : 0;
      const first = await log.readAll(before, 2);
      const second = await log.readAll(before + 2, 2);
      assert.deepEqual(
        [first, second.slice(0, 1)].map((page) => page.map(({ event }) => (event as Noted).text)),
        [['a', 'b'], ['c']],
      );
      assert.ok(second.length <= 2);
    },
  },
  {
    promise: 'numbers positions without gaps, whatever was refused in between',
    async check(log) {
      const before = await log.head();
      const stream = randomUUID();
      const versions = [0, 0, 1, 5, 1, 2, 2];
      await Promise.all(versions.map((version) => log.append(append(on(stream, version, noted(`v${version}`))))));
      const since = await log.readAll(before, 1_000);
      assert.deepEqual(
        since.map(({ position }) => position),
        since.map((_, i) => before + 1 + i),
      );
      assert.deepEqual(
        since.filter(({ streamId }) => streamId === stream).map(({ version }) => version),
        [1, 2, 3],
      );
      assert.ok((await log.head()) >= before + since.length);
    },
  },
  {
    promise: 'records business time that never decreases with position',
    async check(log) {
      const before = await log.head();
      for (let i = 0; i < 5; i++) await log.append(append(on(randomUUID(), 0, noted('a'))));
      const recorded = (await log.readAll(before, 1_000)).map(({ recordedAt }) => recordedAt);
      assert.ok(recorded.length >= 5);
      assert.deepEqual([...recorded].sort(), recorded);
      for (const instant of recorded) assert.equal(new Date(instant).toISOString(), instant);
    },
  },
];
