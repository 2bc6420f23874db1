import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { MalformedEvent } from '../errors.ts';
import type { ContractCase } from './contract-case.ts';
import { append, noted, on, outcomes, textsOf } from './samples.ts';

/** Who wins, and who is left unharmed. */
export const concurrencyCases: readonly ContractCase[] = [
  {
    promise: 'refuses an append whose stream has moved on, and says where it is',
    async check(log) {
      const stream = randomUUID();
      await log.append(append(on(stream, 0, noted('a'), noted('b'))));
      const late = await log.append(append(on(stream, 1, noted('late'))));
      assert.deepEqual(late, { outcome: 'conflict', streamId: stream, currentVersion: 2 });
      assert.deepEqual(await textsOf(log, stream), ['a', 'b']);
    },
  },
  {
    promise: 'refuses an append that expects more than there is',
    async check(log) {
      const stream = randomUUID();
      const early = await log.append(append(on(stream, 1, noted('early'))));
      assert.deepEqual(early, { outcome: 'conflict', streamId: stream, currentVersion: 0 });
      assert.deepEqual(await textsOf(log, stream), []);
    },
  },
  {
    promise: 'appends to all streams or to none',
    async check(log) {
      const [taken, free] = [randomUUID(), randomUUID()];
      await log.append(append(on(taken, 0, noted('a'))));
      const refused = await log.append(append(on(free, 0, noted('b')), on(taken, 0, noted('c'))));
      assert.deepEqual(refused, { outcome: 'conflict', streamId: taken, currentVersion: 1 });
      assert.deepEqual([await textsOf(log, free), await textsOf(log, taken)], [[], ['a']]);
      await log.append(append(on(free, 0, noted('b')), on(taken, 1, noted('c'))));
      assert.deepEqual([await textsOf(log, free), await textsOf(log, taken)], [['b'], ['a', 'c']]);
    },
  },
  {
    promise: 'holds a guard: a stream without events must be where it is expected',
    async check(log) {
      const [guarded, written] = [randomUUID(), randomUUID()];
      await log.append(append(on(guarded, 0, noted('a'))));
      const refused = await log.append(append(on(written, 0, noted('b')), on(guarded, 0)));
      assert.deepEqual(refused, { outcome: 'conflict', streamId: guarded, currentVersion: 1 });
      assert.equal((await log.append(append(on(written, 0, noted('b')), on(guarded, 1)))).outcome, 'appended');
      assert.deepEqual([await textsOf(log, guarded), await textsOf(log, written)], [['a'], ['b']]);
    },
  },
  {
    promise: 'lets a conflict harm none of the appends that travel with it',
    async check(log) {
      const taken = randomUUID();
      await log.append(append(on(taken, 0, noted('a'))));
      const free = Array.from({ length: 5 }, () => randomUUID());
      const results = await Promise.all([
        ...free.slice(0, 2).map((stream) => log.append(append(on(stream, 0, noted('b'))))),
        log.append(append(on(taken, 0, noted('c')))),
        ...free.slice(2).map((stream) => log.append(append(on(stream, 0, noted('b'))))),
      ]);
      assert.deepEqual(outcomes(results), ['appended', 'appended', 'conflict', 'appended', 'appended', 'appended']);
      for (const stream of free) assert.deepEqual(await textsOf(log, stream), ['b']);
    },
  },
  {
    promise: 'lets an event that cannot be stored harm none of the appends that travel with it',
    async check(log) {
      const twice = randomUUID();
      const free = Array.from({ length: 5 }, () => randomUUID());
      const attempts = await Promise.allSettled([
        ...free.slice(0, 2).map((stream) => log.append(append(on(stream, 0, noted('b'))))),
        log.append(append(on(randomUUID(), 0, noted('no \u0000 in jsonb')))),
        log.append(append(on('not-a-uuid', 0, noted('a')))),
        log.append(append(on(randomUUID(), 0, Object.assign(noted('a'), { percent: 10n })))),
        log.append(append(on(randomUUID(), 0, { ...noted('a'), type: 'Undeclared' }))),
        log.append(append(on(twice, 0, noted('a')), on(twice.toUpperCase(), 0, noted('b')))),
        ...free.slice(2).map((stream) => log.append(append(on(stream, 0, noted('b'))))),
      ]);
      const refused = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []));
      assert.deepEqual(
        refused.map((error) => error instanceof MalformedEvent),
        [true, true, true, true, true],
      );
      for (const stream of free) assert.deepEqual(await textsOf(log, stream), ['b']);
    },
  },
  {
    promise: 'lets exactly one of many racers have a version',
    async check(log) {
      const stream = randomUUID();
      const racers = Array.from({ length: 10 }, (_, racer) =>
        log.append(append(on(stream, 0, noted(`racer ${racer}`)))),
      );
      const results = await Promise.all(racers);
      assert.equal(outcomes(results).filter((outcome) => outcome === 'appended').length, 1);
      assert.equal((await textsOf(log, stream)).length, 1);
    },
  },
];
