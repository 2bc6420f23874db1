import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { describe, expect, it } from 'vitest';
import { EventLog } from '#libs/event-store';
import { append, contractSchemas, noted, on } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { cutConnection, gate, notebook } from './support/notebook.ts';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

async function note(log: EventLog, ...texts: string[]): Promise<void> {
  for (const text of texts) await log.append(append(on(randomUUID(), 0, noted(text))));
}

const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`);

describe('A subscription', () => {
  it('tells of every event once, in order, in batches, and saves how far it came', async () => {
    const log = store.openLog();
    const sizes: number[] = [];
    const book = await notebook(store, { after: (events) => void sizes.push(events.length) });
    await note(log, ...lines(25));
    const subscription = await store.subscribe(book, { batchSize: 10 });
    expect(await subscription.position()).toBe(0);
    expect(await subscription.catchUp()).toBe(25);
    expect(await book.texts()).toEqual(lines(25));
    expect(sizes).toEqual([10, 10, 5]);
    expect(await subscription.catchUp()).toBe(25);
    expect(await book.texts()).toHaveLength(25);
  });

  it('that starts at the head tells only of what comes after its first start', async () => {
    const log = store.openLog();
    const book = await notebook(store, { start: 'head' });
    await note(log, 'before');
    await (await store.subscribe(book)).catchUp();
    await note(log, 'after');
    await (await store.subscribe(book)).catchUp();
    expect(await book.texts()).toEqual(['after']);
  });

  it('is woken by an append of another process, without looking by itself', async () => {
    const book = await notebook(store);
    const subscription = await store.subscribe(book, { pollMs: 1e8 });
    await subscription.start();
    await note(store.openLog(), 'a');
    await until(async () => (await book.texts()).includes('a'));
  });

  it('listens again after its listening connection was lost, and hears of what came meanwhile', async () => {
    const book = await notebook(store);
    const subscription = await store.subscribe(book, { pollMs: 1e8 });
    await subscription.start();
    const log = store.openLog();
    await note(log, 'before');
    await until(async () => (await book.texts()).includes('before'));
    const owner = await store.connect();
    await owner.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN event' AND datname = current_database()",
    );
    await note(log, 'meanwhile');
    await until(async () => (await book.texts()).includes('meanwhile'));
  });

  it('looks by itself when nobody wakes it', async () => {
    class DeafLog extends EventLog {
      override onAppend() {
        return () => {};
      }
    }
    const book = await notebook(store);
    const deaf = new DeafLog(store.url, contractSchemas);
    const subscription = await store.subscribe(book, { eventLog: deaf, pollMs: 10 });
    await subscription.start();
    await note(store.openLog(), 'a');
    await until(async () => (await book.texts()).includes('a'));
    await subscription.stop();
    await deaf.close();
  });

  it('finishes the turn in hand when it is stopped, can be started again, and a second start changes nothing', async () => {
    const leave = gate();
    const entered = gate();
    const book = await notebook(store, {
      before: async () => {
        entered.open();
        await leave.opened;
      },
    });
    await note(store.openLog(), 'a');
    const subscription = await store.subscribe(book, { pollMs: 1e8 });
    await subscription.start();
    await subscription.start();
    await entered.opened;
    const stopped = subscription.stop();
    leave.open();
    await stopped;
    expect(await book.texts()).toEqual(['a']);
    await note(store.openLog(), 'b');
    await subscription.start();
    await until(async () => (await book.texts()).length === 2);
  });

  it('lets others wait until it has come as far as a position, for a bounded time', async () => {
    const log = store.openLog();
    const book = await notebook(store);
    const subscription = await store.subscribe(book);
    await note(log, 'a');
    expect(await log.waitFor('notebook', 1, 0)).toBe(false);
    const waiting = log.waitFor('notebook', 1, 30_000);
    await subscription.start();
    expect(await waiting).toBe(true);
    expect(await book.texts()).toEqual(['a']);
    expect(await log.waitFor('no such subscription', 0, 0)).toBe(true);
  });
});

describe('A subscription gives every event its effect exactly once', () => {
  const once = (act: (manager: EntityManager) => Promise<void>) => {
    let done = false;
    return async (manager: EntityManager) => {
      if (done) return;
      done = true;
      await act(manager);
    };
  };
  const fails = async () => {
    throw Object.assign(new Error('could not serialize access'), { code: '40001' });
  };
  const cutAtCommit = async (manager: EntityManager) => {
    await manager.query(`CREATE CONSTRAINT TRIGGER cut_at_commit AFTER INSERT ON pg_temp.scrap DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION pg_temp.cut()`);
    await manager.query('INSERT INTO pg_temp.scrap VALUES (1)');
  };
  const prepareCut = async (manager: EntityManager) => {
    await manager.query(`CREATE TEMP TABLE scrap (n int);
      CREATE FUNCTION pg_temp.cut() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$`);
    await cutAtCommit(manager);
  };

  it.for([
    { moment: 'apply fails before the first row', before: once(fails) },
    { moment: 'apply fails after the last row', after: once(fails) },
    { moment: 'the connection is cut before the first row', before: once(cutConnection) },
    { moment: 'the connection is cut after the last row', after: once(cutConnection) },
    { moment: 'the connection is cut while committing', after: once(prepareCut) },
  ])('when $moment', async ({ before, after }) => {
    const log = store.openLog();
    await note(log, ...lines(7));
    const book = await notebook(store, {
      ...(before && { before: (_, manager) => before(manager) }),
      ...(after && { after: (_, manager) => after(manager) }),
    });
    const subscription = await store.subscribe(book, { batchSize: 3, pollMs: 10 });
    await subscription.start();
    expect(await log.waitFor('notebook', 7, 20_000)).toBe(true);
    expect(await book.texts()).toEqual(lines(7));
    expect(await log.parkedStreams()).toEqual([]);
    expect(store.logged).toEqual(['subscription waits and tries again']);
  });

  it('when two runners of one name work at once', async () => {
    const log = store.openLog();
    let working = 0;
    const together: number[] = [];
    const book = await notebook(store, {
      before: async () => {
        together.push(++working);
        await new Promise(setImmediate);
        working--;
      },
    });
    const runners = [await store.subscribe(book, { batchSize: 2 }), await store.subscribe(book, { batchSize: 2 })];
    for (const runner of runners) await runner.start();
    await note(log, ...lines(60));
    expect(await log.waitFor('notebook', 60, 20_000)).toBe(true);
    expect(await book.texts()).toEqual(lines(60));
    expect(Math.max(...together)).toBe(1);
  });

  it('when a runner dies in the middle of its work and another takes over', async () => {
    const log = store.openLog();
    const entered = gate<EntityManager>();
    const leave = gate();
    let first = true;
    const book = await notebook(store, {
      before: async (_, manager) => {
        if (!first) return;
        first = false;
        entered.open(manager);
        await leave.opened;
      },
    });
    await note(log, ...lines(5));
    await (await store.subscribe(book)).start();
    const stuck = await entered.opened;
    const other = await store.subscribe(book, { pollMs: 10 });
    await other.start();
    expect(await book.texts()).toEqual([]);
    await cutConnection(stuck).catch(() => {});
    expect(await log.waitFor('notebook', 5, 20_000)).toBe(true);
    leave.open();
    await note(log, 'afterwards');
    expect(await log.waitFor('notebook', 6, 20_000)).toBe(true);
    expect(await book.texts()).toEqual([...lines(5), 'afterwards']);
  });
});
