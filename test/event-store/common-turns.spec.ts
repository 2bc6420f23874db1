import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { expect, it } from 'vitest';
import { CommonTurns, type Subscriber, Subscription } from '#libs/event-store';
import { append, type Noted, noted, on } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

/** Subscriptions that share their turns, each of which writes what it is told into a table of its own. */
async function together(...applies: ((text: string, manager: EntityManager) => Promise<unknown>)[]) {
  const log = store.openLog();
  const [owner, dataSource] = [await store.connect(), await store.dataSource()];
  const turns = new CommonTurns(dataSource, log);
  const subscriptions: Subscription[] = [];
  for (const [nth, apply] of applies.entries()) {
    const name = `book_${nth}`;
    await owner.query(`CREATE TABLE ${name} (line int GENERATED ALWAYS AS IDENTITY, text text, turn text)`);
    const subscriber: Subscriber = {
      name,
      start: 'origin',
      async apply(events, manager) {
        for (const { event } of events) {
          const { text } = event as Noted;
          await apply(text, manager);
          await manager.query(`INSERT INTO ${name} (text, turn) VALUES ($1, pg_current_xact_id()::text)`, [text]);
        }
      },
    };
    subscriptions.push(new Subscription(dataSource, log, subscriber, { log: () => {}, pollMs: 10, together: turns }));
  }
  const rows = async (nth: number): Promise<{ text: string; turn: string }[]> =>
    (await owner.query(`SELECT text, turn FROM book_${nth} ORDER BY line`)).rows;
  return {
    log,
    note: (text: string) => log.append(append(on(randomUUID(), 0, noted(text)))),
    start: () => Promise.all(subscriptions.map((subscription) => subscription.start())),
    stop: () => Promise.all(subscriptions.map((subscription) => subscription.stop())),
    turns: async (nth: number) => (await rows(nth)).map(({ turn }) => turn),
    texts: async (nth: number) => (await rows(nth)).map(({ text }) => text),
    caughtUp: async () => {
      const head = await log.head();
      for (const nth of applies.keys()) expect(await log.waitFor(`book_${nth}`, head, 20_000)).toBe(true);
    },
  };
}

const harmless = async () => {};
const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);

it('Subscriptions that have caught up take one transaction for all of them', async () => {
  const books = await together(harmless, harmless, harmless);
  await books.start();
  // Whoever is still rung one by one at the start falls in with the others at the next beat.
  await until(async () => {
    await books.note('a');
    await books.caughtUp();
    const turns = await Promise.all([0, 1, 2].map(books.turns));
    return new Set(turns.map((of) => of.at(-1))).size === 1;
  });
  await books.stop();
});

it('Of subscriptions that go together, one that fails is parked alone, and the others are told of each event once', async () => {
  const books = await together(harmless, async (text) => {
    if (text === 'line 7') throw new Error('no sevens');
  });
  await books.start();
  for (const line of lines) await books.note(line);
  await books.caughtUp();
  await books.stop();
  expect(await books.texts(0)).toEqual(lines);
  expect(await books.texts(1)).toEqual(lines.filter((line) => line !== 'line 7'));
  expect(await books.log.parkedStreams()).toMatchObject([{ subscription: 'book_1', error: 'Error: no sevens' }]);
});

it('One that swallows an error of the database keeps the others from nothing', async () => {
  const books = await together(harmless, async (text, manager) => {
    if (text === 'line 3') await manager.query('SELECT 1 / 0').catch(() => {});
  });
  await books.start();
  for (const line of lines) await books.note(line);
  await books.caughtUp();
  await books.stop();
  expect(await books.texts(0)).toEqual(lines);
  expect(await books.texts(1)).toEqual(lines.filter((line) => line !== 'line 3'));
});

it('A connection that is lost under a common turn loses nobody anything', async () => {
  let isCut = false;
  const books = await together(harmless, async (text, manager) => {
    if (text !== 'line 5' || isCut) return;
    isCut = true;
    await manager.query('SELECT pg_terminate_backend(pg_backend_pid())');
  });
  await books.start();
  for (const line of lines) await books.note(line);
  await books.caughtUp();
  await books.stop();
  for (const nth of [0, 1]) expect(await books.texts(nth)).toEqual(lines);
  expect(await books.log.parkedStreams()).toEqual([]);
});
