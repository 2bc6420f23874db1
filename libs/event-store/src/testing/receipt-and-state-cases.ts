import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { ContractCase } from './contract-case.ts';
import { append, noted, on, outcomes, receipt, state, textsOf } from './samples.ts';

/** What is kept beside the events in the same commit. */
export const receiptAndStateCases: readonly ContractCase[] = [
  {
    promise: 'carries out a command with a receipt once, and gives the first answer to every repeat',
    async check(log) {
      const stream = randomUUID();
      const given = receipt({ id: stream });
      const first = await log.append({ ...append(on(stream, 0, noted('a'))), receipt: given });
      assert.equal(first.outcome, 'appended');
      const kept = { ...given, position: first.outcome === 'appended' ? first.position : 0 };
      const again = await log.append({
        ...append(on(stream, 1, noted('again'))),
        receipt: { ...given, answer: 'another' },
      });
      assert.deepEqual(again, { outcome: 'repeated', receipt: kept });
      assert.deepEqual(await log.findReceipt(given.actor, given.key), kept);
      assert.deepEqual(await textsOf(log, stream), ['a']);
    },
  },
  {
    promise: 'knows a repeat as one even when its stream has moved on',
    async check(log) {
      const stream = randomUUID();
      const command = { ...append(on(stream, 0, noted('a'))), receipt: receipt(null) };
      await log.append(command);
      await log.append(append(on(stream, 1, noted('b'))));
      assert.equal((await log.append(command)).outcome, 'repeated');
    },
  },
  {
    promise: 'gives copies of a command that arrive at once one effect and one answer',
    async check(log) {
      const stream = randomUUID();
      const command = { ...append(on(stream, 0, noted('a'))), receipt: receipt({ id: stream }) };
      const results = await Promise.all(Array.from({ length: 5 }, () => log.append(command)));
      assert.deepEqual(outcomes(results).sort(), ['appended', 'repeated', 'repeated', 'repeated', 'repeated']);
      const position = (await log.readStream(stream))[0]?.position;
      const repeated = { outcome: 'repeated', receipt: { ...command.receipt, position } };
      for (const result of results) {
        assert.deepEqual(result, result.outcome === 'appended' ? { outcome: 'appended', position } : repeated);
      }
      assert.deepEqual(await textsOf(log, stream), ['a']);
    },
  },
  {
    promise: 'keeps the receipt of a command that led to no events, at the head of the log',
    async check(log) {
      const guarded = randomUUID();
      await log.append(append(on(guarded, 0, noted('a'))));
      for (const streams of [[on(guarded, 1)], []]) {
        const before = await log.head();
        const command = { ...append(...streams), receipt: receipt(null) };
        const first = await log.append(command);
        assert.ok(first.outcome === 'appended' && first.position >= before && first.position <= (await log.head()));
        const repeated = await log.append(command);
        assert.deepEqual(repeated, { outcome: 'repeated', receipt: { ...command.receipt, position: first.position } });
      }
    },
  },
  {
    promise: 'leaves no receipt of a command that met a conflict',
    async check(log) {
      const stream = randomUUID();
      const given = receipt(null);
      await log.append({ ...append(on(stream, 3, noted('a'))), receipt: given });
      assert.equal(await log.findReceipt(given.actor, given.key), null);
      const second = await log.append({ ...append(on(stream, 0, noted('a'))), receipt: given });
      assert.equal(second.outcome, 'appended');
    },
  },
  {
    promise: 'keeps the state with the events that led to it, and not when they were refused',
    async check(log) {
      const stream = randomUUID();
      assert.equal(await log.loadState(stream), null);
      await log.append(append({ ...on(stream, 0, noted('a'), noted('b')), state: state(['a', 'b']) }));
      assert.deepEqual(await log.loadState(stream), { version: 2, state: state(['a', 'b']) });
      await log.append(append({ ...on(stream, 1, noted('late')), state: state(['a', 'late']) }));
      assert.deepEqual(await log.loadState(stream), { version: 2, state: state(['a', 'b']) });
      await log.append(append({ ...on(stream, 2, noted('c')), state: state(['a', 'b', 'c']) }));
      assert.deepEqual(await log.loadState(stream), { version: 3, state: state(['a', 'b', 'c']) });
    },
  },
  {
    promise: 'never gives a state that is behind its stream',
    async check(log) {
      const stream = randomUUID();
      await log.append(append({ ...on(stream, 0, noted('a')), state: state(['a']) }));
      await log.append(append(on(stream, 1, noted('b'))));
      assert.equal(await log.loadState(stream), null);
    },
  },
];
