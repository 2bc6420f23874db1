import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { type Append, type AppendResult, type EventLog, StoreUnavailable } from '#libs/event-store';
import { append, type Noted, noted, on, receipt } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { Gates, textAt } from './support/gates.ts';
import { notebook } from './support/notebook.ts';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

/** How a transaction ends: committed, its session killed while it commits, or refused by the database in its commit. */
const ENDS = ['commits', 'is killed', 'is refused'] as const;
type End = (typeof ENDS)[number];
/** How far the first is when the second is sent. */
const ARRIVALS = ['has inserted', 'is committing', 'has ended'] as const;
const RELATIONS = ['append to different streams', 'append to one stream', 'bear one receipt'] as const;
type Relation = (typeof RELATIONS)[number];

const CASES = RELATIONS.flatMap((relation) =>
  ARRIVALS.flatMap((arrival) => ENDS.flatMap((first) => ENDS.map((second) => ({ relation, arrival, first, second })))),
);

function pair(relation: Relation, first: End, second: End): [Append, Append] {
  const [stream, other] = [randomUUID(), randomUUID()];
  const shared = receipt('done');
  const text = (name: string, end: End) => noted(textAt(name, end === 'is refused'));
  const one = { ...append(on(stream, 0, text('first', first))), receipt: shared };
  const streamOfSecond = relation === 'append to one stream' ? stream : other;
  const two = { ...append(on(streamOfSecond, 0, text('second', second))), receipt: receipt('done') };
  return [one, relation === 'bear one receipt' ? { ...two, receipt: shared } : two];
}

/** What the second is told when it does not get to insert, because the first committed. */
const IN_THE_WAY = {
  'append to different streams': null,
  'append to one stream': 'conflict',
  'bear one receipt': 'repeated',
};

it('However two appends meet, one waits for the other, and a reader sees each when it is committed and never out of order', {
  timeout: 120_000,
}, async () => {
  const gates = await Gates.build(await store.connect());
  const killer = await store.connect();
  const [logA, logB, reader] = [store.openLog(), store.openLog(), store.openLog()];
  const seen: { position: number; text: string }[] = [];
  const look = async () => {
    const events = await reader.readAll(seen.at(-1)?.position ?? 0, 10);
    seen.push(...events.map(({ position, event }) => ({ position, text: (event as Noted).text })));
    return seen.length;
  };

  /** From the gate at the insert to the end; answers with whether it committed. */
  const carryOn = async (name: string, end: End, sent: Promise<unknown>): Promise<boolean> => {
    const before = seen.length;
    const session = await gates.sessionAt(name, 'committing');
    expect(await look()).toBe(before);
    if (end === 'is killed') await killer.query('SELECT pg_terminate_backend($1)', [session]);
    await gates.open(name, 'committing');
    const answer = await sent;
    if (end === 'commits') expect(answer).toEqual({ outcome: 'appended', position: before + 1 });
    if (end === 'is killed') expect(answer).toBeInstanceOf(StoreUnavailable);
    if (end === 'is refused') expect(answer).toMatchObject({ message: expect.stringContaining('refused') });
    expect(await look()).toBe(end === 'commits' ? before + 1 : before);
    return end === 'commits';
  };

  for (const { relation, arrival, first, second } of CASES) {
    const [one, two] = pair(relation, first, second);
    const before = seen.length;
    await gates.close('first');
    await gates.close('second');
    const firstSent = settled(logA.append(one));
    await gates.sessionAt('first', 'inserted');
    expect(await look()).toBe(before);

    let secondSent: Promise<AppendResult | Error> | undefined;
    const sendSecond = async (waits: boolean) => {
      secondSent = settled(logB.append(two));
      if (waits) await gates.anyWaitsForLock();
    };
    if (arrival === 'has inserted') await sendSecond(true);
    await gates.open('first', 'inserted');
    if (arrival === 'is committing') {
      await gates.sessionAt('first', 'committing');
      await sendSecond(true);
    }
    const isFirstThere = await carryOn('first', first, firstSent);
    if (arrival === 'has ended') await sendSecond(false);

    const answer = secondSent as Promise<AppendResult | Error>;
    const obstacle = isFirstThere ? IN_THE_WAY[relation] : null;
    if (obstacle) {
      expect(await answer).toMatchObject({ outcome: obstacle });
      expect(await look()).toBe(before + 1);
    } else {
      await gates.sessionAt('second', 'inserted');
      await gates.open('second', 'inserted');
      await carryOn('second', second, answer);
    }
    await gates.openAll();
    expect(seen.map(({ position }) => position)).toEqual(seen.map((_, i) => i + 1));
    expect(await reader.head()).toBe(seen.length);
  }
  expect(new Set(seen.map(({ text }) => text))).toEqual(new Set(['first', 'second']));
});

it('A foreign transaction that stays open delays no reader, no follower and no subscriber', async () => {
  const foreign = await store.connect();
  await foreign.query('CREATE TABLE foreign_work (n int)');
  await foreign.query('BEGIN ISOLATION LEVEL SERIALIZABLE');
  await foreign.query('INSERT INTO foreign_work VALUES (1)');
  const log: EventLog = store.openLog();
  const book = await notebook(store);
  await (await store.subscribe(book)).start();
  const over = new AbortController();
  const followed: number[] = [];
  const following = store.openLog().follow(0, (events) => void followed.push(events.length), over.signal);
  await log.append(append(on(randomUUID(), 0, noted('a'))));
  expect(await log.readAll(0, 10)).toHaveLength(1);
  await until(async () => (await book.texts()).length === 1);
  await until(() => followed.length === 1);
  over.abort();
  await following;
  await foreign.query('COMMIT');
});

async function settled(sent: Promise<AppendResult>): Promise<AppendResult | Error> {
  return sent.catch((error: Error) => error);
}
