import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { EventLog } from '#libs/event-store';
import { append, noted, on } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { notebook } from './support/notebook.ts';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

/** Notes every text that does not contain `bad`, until it is mended. */
async function pickyNotebook() {
  let mended = false;
  const book = await notebook(store, {
    before: (text) => {
      if (text.includes('bad') && !mended) throw new TypeError(`cannot make sense of ${text}`);
    },
  });
  const mend = () => {
    mended = true;
  };
  return { book, mend };
}

/** Thirty events of three streams in turn; the second stream's from the fourth on are bad. */
async function thirtyOfThreeStreams(log: EventLog) {
  const streams = [randomUUID(), randomUUID(), randomUUID()];
  for (let version = 0; version < 10; version++) {
    for (const [i, stream] of streams.entries()) {
      const text = i === 1 && version === 3 ? `bad ${i}.${version}` : `${i}.${version}`;
      await log.append(append(on(stream, version, noted(text))));
    }
  }
  return { good: streams[0] as string, bad: streams[1] as string, position: 11 };
}

const textsOfStream = (i: number, from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => `${i}.${from + n}`);

describe('Given an event that a subscriber cannot apply', () => {
  it('parks its stream, visibly, and goes on with the others', async () => {
    const log = store.openLog();
    const { bad, position } = await thirtyOfThreeStreams(log);
    const { book } = await pickyNotebook();
    const subscription = await store.subscribe(book, { batchSize: 20 });
    expect(await subscription.catchUp()).toBe(30);
    const texts = await book.texts();
    expect(texts.filter((text) => text.startsWith('0.'))).toEqual(textsOfStream(0, 0, 10));
    expect(texts.filter((text) => text.startsWith('1.'))).toEqual(textsOfStream(1, 0, 3));
    expect(texts.filter((text) => text.startsWith('2.'))).toEqual(textsOfStream(2, 0, 10));
    expect(await log.parkedStreams()).toEqual([
      {
        subscription: 'notebook',
        streamId: bad,
        position,
        error: 'TypeError: cannot make sense of bad 1.3',
        parkedAt: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    ]);
    expect(store.logged).toEqual(['stream parked']);
  });

  it('a retry applies all that the stream missed, in order, and it goes on with the rest', async () => {
    const log = store.openLog();
    const { bad } = await thirtyOfThreeStreams(log);
    const { book, mend } = await pickyNotebook();
    const subscription = await store.subscribe(book);
    await subscription.catchUp();
    mend();
    expect(await subscription.retryParked(bad)).toBe(7);
    expect(await log.parkedStreams()).toEqual([]);
    await log.append(append(on(bad, 10, noted('1.10'))));
    await subscription.catchUp();
    const texts = (await book.texts()).filter((text) => /^(bad )?1\./.test(text));
    expect(texts).toEqual([...textsOfStream(1, 0, 3), 'bad 1.3', ...textsOfStream(1, 4, 11)]);
    expect(await subscription.retryParked(bad)).toBe(0);
  });

  it('retries it when it is started anew, by newer code perhaps; what fails again stays parked', async () => {
    const log = store.openLog();
    const [bad, worse] = [randomUUID(), randomUUID()];
    await log.append(append(on(bad, 0, noted('bad'))));
    await log.append(append(on(worse, 0, noted('worse'))));
    let refused = /bad|worse/;
    const book = await notebook(store, {
      before: (text) => {
        if (refused.test(text)) throw new TypeError(`cannot make sense of ${text}`);
      },
    });
    await (await store.subscribe(book)).catchUp();
    refused = /worse/;

    const restarted = await store.subscribe(book);
    await restarted.start();

    await until(async () => (await book.texts()).length === 1);
    await until(() => store.logged.includes('stream stays parked'));
    expect(await log.parkedStreams()).toMatchObject([{ streamId: worse }]);
  });

  it('a retry that fails again leaves nothing behind but the parked stream', async () => {
    const log = store.openLog();
    const { bad } = await thirtyOfThreeStreams(log);
    const { book } = await pickyNotebook();
    const subscription = await store.subscribe(book);
    await subscription.catchUp();
    const before = await book.texts();
    await expect(subscription.retryParked(bad)).rejects.toThrow('cannot make sense of bad 1.3');
    expect(await book.texts()).toEqual(before);
    expect(await log.parkedStreams()).toMatchObject([{ streamId: bad }]);
  });

  it('parks each of several streams', async () => {
    const log = store.openLog();
    const streams = Array.from({ length: 12 }, () => randomUUID());
    for (const [i, stream] of streams.entries()) {
      await log.append(append(on(stream, 0, noted(i % 4 ? `good ${i}` : `bad ${i}`))));
    }
    const { book } = await pickyNotebook();
    await (await store.subscribe(book)).catchUp();
    expect((await book.texts()).length).toBe(9);
    const parked = (await log.parkedStreams()).map(({ streamId }) => streamId);
    expect(new Set(parked)).toEqual(new Set([streams[0], streams[4], streams[8]]));
  });

  it('parks the stream of an event that newer code has written', async () => {
    const log = store.openLog();
    const newer = randomUUID();
    await log.append(append(on(newer, 0, noted('a'))));
    const owner = await store.connect();
    await owner.query(
      "INSERT INTO event SELECT 2, $1, recorded_at, 2, 9, 'Noted', data, meta FROM event WHERE stream_id = $1",
      [newer],
    );
    await log.append(append(on(randomUUID(), 0, noted('b'))));
    const { book } = await pickyNotebook();
    await (await store.subscribe(book)).catchUp();
    expect(await book.texts()).toEqual(['a', 'b']);
    expect(await log.parkedStreams()).toMatchObject([
      { streamId: newer, position: 2, error: expect.stringContaining('schema version 9') },
    ]);
  });

  it('parks, and does not lose, what a subscriber spoilt by swallowing an error of the database', async () => {
    const log = store.openLog();
    const stream = randomUUID();
    await log.append(append(on(stream, 0, noted('swallowed'))));
    const book = await notebook(store, {
      after: async (_, manager) => {
        await manager.query('SELECT 1 / 0').catch(() => {});
      },
    });
    await (await store.subscribe(book)).catchUp();
    expect(await log.parkedStreams()).toMatchObject([{ streamId: stream, position: 1 }]);
  });
});
