import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { MalformedEvent } from '../errors.ts';
import type { EventLog } from '../event-log.ts';
import type { ImportedEvent } from '../importing.ts';
import type { ContractCase } from './contract-case.ts';
import { append, meta, type Noted, noted, on, textsOf } from './samples.ts';

type Place = readonly [streamId: string, version: number, text: string];

/** Events as another log gives them, recorded when the newest of this one was: looked up once the import holds the lock. */
async function* imported(log: EventLog, ...events: Place[]): AsyncGenerator<ImportedEvent> {
  const [newest] = await log.readAll((await log.head()) - 1, 1);
  const recordedAt = newest?.recordedAt ?? '2022-10-26T01:00:00.000Z';
  for (const [streamId, version, text] of events) yield { streamId, version, event: noted(text), meta, recordedAt };
}

/** Whether the log refuses it as malformed; anything else that it throws passes on. */
async function refuses(log: EventLog, events: AsyncIterable<ImportedEvent>): Promise<boolean> {
  return log.importEvents(events).then(
    () => false,
    (error) => {
      if (error instanceof MalformedEvent) return true;
      throw error;
    },
  );
}

/** What is filled in from elsewhere. */
export const importCases: readonly ContractCase[] = [
  {
    promise: 'imports events as they are, at the positions after the head, and goes on behind them',
    async check(log) {
      const [old, young] = [randomUUID(), randomUUID()];
      await log.append(append(on(old, 0, noted('a'))));
      const given: Place[] = [
        [young, 1, 'tab\t"quote" \\ 督办\n'],
        [old, 2, 'b'],
        [young, 2, 'd'],
      ];
      const last = await log.importEvents(imported(log, ...given));
      const [before, ...read] = await log.readAll(last - 4, 4);
      assert.deepEqual(
        read.map(({ streamId, version, event }) => [streamId, version, (event as Noted).text]),
        given,
      );
      for (const { recordedAt, ...event } of read)
        assert.deepEqual([event.meta, recordedAt], [meta, before?.recordedAt]);
      assert.deepEqual(
        read.map(({ position }) => position),
        [last - 2, last - 1, last],
      );
      await log.append(append(on(old, 2, noted('c'))));
      assert.deepEqual(await textsOf(log, old), ['a', 'b', 'c']);
    },
  },
  {
    promise: 'imports all events or none',
    async check(log) {
      const [good, bad] = [randomUUID(), randomUUID()];
      assert.ok(await refuses(log, imported(log, [good, 1, 'a'], [bad, 1, 'no \u0000 in jsonb'])));
      assert.deepEqual([await textsOf(log, good), await textsOf(log, bad)], [[], []]);
    },
  },
  {
    promise: 'refuses to import versions that do not follow on, in the import or in the log',
    async check(log) {
      const [stream, other] = [randomUUID(), randomUUID()];
      await log.append(append(on(stream, 0, noted('a'), noted('b'))));
      const wrong: Place[][] = [
        [[stream, 4, 'gap']],
        [[stream, 2, 'again']],
        [[stream, 1, 'again']],
        [[other, 2, 'gap']],
        [[other, 0, 'too low']],
        [
          [other, 1, 'a'],
          [other, 3, 'gap'],
        ],
        [
          [other, 1, 'a'],
          [other, 1, 'again'],
        ],
      ];
      for (const events of wrong) assert.ok(await refuses(log, imported(log, ...events)), JSON.stringify(events));
      assert.deepEqual([await textsOf(log, stream), await textsOf(log, other)], [['a', 'b'], []]);
    },
  },
  {
    promise: 'refuses to import times that decrease or are still to come',
    async check(log) {
      const stream = randomUUID();
      await log.append(append(on(stream, 0, noted('a'))));
      for (const recordedAt of ['1949-10-01T07:00:00.000Z', '9999-01-01T00:00:00.000Z', 'soon']) {
        const event = { streamId: stream, version: 2, event: noted('b'), meta, recordedAt };
        assert.ok(await refuses(log, Readable.from([event])), recordedAt);
      }
      assert.deepEqual(await textsOf(log, stream), ['a']);
    },
  },
];
