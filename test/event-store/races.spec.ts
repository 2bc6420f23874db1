import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type EventLog, StoreBusy, type StoredEvent } from '#libs/event-store';
import { append, noted, on, outcomes, receipt, textsOf } from '#libs/event-store/testing';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

const several = (count: number) => Array.from({ length: count }, () => store.openLog());

describe('Given several processes that append to one database', () => {
  it('exactly one of 50 racers has each version', async () => {
    const logs = several(5);
    const stream = randomUUID();
    for (let version = 0; version < 3; version++) {
      const racers = Array.from({ length: 50 }, (_, i) =>
        logs[i % 5]?.append(append(on(stream, version, noted(`version ${version + 1}`)))),
      );
      const results = (await Promise.all(racers)).filter((result) => result !== undefined);
      expect(outcomes(results).filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(results.filter((result) => result.outcome === 'conflict')).toSatisfy(
        (lost: { currentVersion: number }[]) => lost.every(({ currentVersion }) => currentVersion === version + 1),
      );
    }
    expect(await textsOf(store.openLog(), stream)).toEqual(['version 1', 'version 2', 'version 3']);
  });

  it('a reader with a checkpoint misses nothing and sees nothing twice, in the order of positions', async () => {
    const logs = several(4);
    const streams = Array.from({ length: 6 }, () => randomUUID());
    const accepted: string[] = [];
    const writers = Array.from({ length: 12 }, async (_, writer) => {
      const log = logs[writer % 4] as EventLog;
      for (let turn = 0; turn < 60; turn++) {
        const stream = streams[(writer + turn) % streams.length] as string;
        const text = `writer ${writer}, turn ${turn}`;
        // Half of the writers guess at the version of a stream that others write to, and often meet a conflict.
        const version = writer % 2 ? (await log.readStream(stream)).length : 0;
        const result = await log.append(append(on(writer % 2 ? stream : randomUUID(), version, noted(text))));
        if (result.outcome === 'appended') accepted.push(text);
      }
    });
    let writing = true;
    const seen: StoredEvent[] = [];
    const reader = (async () => {
      const log = store.openLog();
      for (let more = true; more; ) {
        more = writing;
        const page = await log.readAll(seen.at(-1)?.position ?? 0, 50);
        seen.push(...page);
        if (page.length > 0) more = true;
      }
    })();
    await Promise.all(writers);
    writing = false;
    await reader;

    expect(seen.map(({ event }) => (event as ReturnType<typeof noted>).text).sort()).toEqual(accepted.sort());
    expect(accepted.length).toBeLessThan(12 * 60);
    expect(seen.map(({ position }) => position)).toEqual(seen.map((_, i) => i + 1));
    for (const stream of streams) {
      const versions = seen.filter(({ streamId }) => streamId === stream).map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, i) => i + 1));
    }
  });

  it('a command that arrives up to five times at once, anywhere, has one effect and one answer', async () => {
    const logs = several(3);
    const commands = Array.from({ length: 30 }, (_, i) => {
      const stream = randomUUID();
      return { stream, copies: 1 + (i % 5), append: { ...append(on(stream, 0, noted('a'))), receipt: receipt({ i }) } };
    });
    const results = await Promise.all(
      commands.map(({ copies, append }) =>
        Promise.all(Array.from({ length: copies }, (_, copy) => (logs[copy % 3] as EventLog).append(append))),
      ),
    );
    for (const [i, { stream, copies, append }] of commands.entries()) {
      const appended = results[i]?.find((result) => result.outcome === 'appended');
      const repeated = { outcome: 'repeated', receipt: { ...append.receipt, position: appended?.position } };
      expect(results[i]).toHaveLength(copies);
      expect(results[i]?.filter((result) => result !== appended)).toEqual(Array(copies - 1).fill(repeated));
      expect(await textsOf(store.openLog(), stream)).toEqual(['a']);
    }
  });

  it('it holds for a server whose transactions are REPEATABLE READ by default', async () => {
    const owner = await store.connect();
    await owner.query(
      `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = %L', current_database(), 'repeatable read'); END $$`,
    );
    const logs = several(4);
    const appends = Array.from({ length: 100 }, (_, i) =>
      (logs[i % 4] as EventLog).append(append(on(randomUUID(), 0, noted('a')))),
    );
    expect(new Set(outcomes(await Promise.all(appends)))).toEqual(new Set(['appended']));
  });
});

describe('Given appends that wait in one process', () => {
  it('refuses more than may wait, and stores those that do', async () => {
    const log = store.openLog({ maxWaiting: 3 });
    const attempts = await Promise.allSettled(
      Array.from({ length: 5 }, () => log.append(append(on(randomUUID(), 0, noted('a'))))),
    );
    expect(attempts.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
    ]);
    expect(attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []))).toEqual([
      expect.any(StoreBusy),
      expect.any(StoreBusy),
    ]);
    expect(await log.head()).toBe(3);
  });

  it('keeps the order of appends to one stream', async () => {
    const log = store.openLog();
    const [stream, other] = [randomUUID(), randomUUID()];
    const results = await Promise.all([
      log.append(append(on(stream, 0, noted('a')))),
      log.append(append(on(stream, 1, noted('b')), on(other, 0, noted('first')))),
      log.append(append(on(other, 1, noted('second')))),
      log.append(append(on(stream, 2, noted('c')))),
    ]);
    expect(outcomes(results)).toEqual(['appended', 'appended', 'appended', 'appended']);
    expect(await textsOf(log, stream)).toEqual(['a', 'b', 'c']);
    expect(await textsOf(log, other)).toEqual(['first', 'second']);
  });

  it('sends them in few transactions', async () => {
    const log = store.openLog();
    const owner = await store.connect();
    await Promise.all(Array.from({ length: 1_000 }, () => log.append(append(on(randomUUID(), 0, noted('a'))))));
    const { rows } = await owner.query(
      'SELECT count(DISTINCT xmin::text)::int AS transactions, count(*)::int AS events FROM event',
    );
    expect(rows).toEqual([{ transactions: 2, events: 1_000 }]);
  });

  it('sends those together that guard one stream, and none of them with one that writes to it', async () => {
    const log = store.openLog();
    const owner = await store.connect();
    const guarded = randomUUID();
    await log.append(append(on(guarded, 0, noted('written first'))));
    const guard = (version: number) => log.append(append(on(randomUUID(), 0, noted('guards')), on(guarded, version)));
    const results = await Promise.all([
      ...Array.from({ length: 50 }, () => guard(1)),
      guard(2),
      log.append(append(on(guarded, 1, noted('written')))),
      ...Array.from({ length: 50 }, () => guard(2)),
      guard(1),
    ]);
    expect(results.flatMap((result, i) => (result.outcome === 'conflict' ? [[i, result.currentVersion]] : []))).toEqual(
      [
        [50, 1],
        [102, 2],
      ],
    );
    const { rows } = await owner.query(
      "SELECT data ->> 'text' AS text, count(*)::int, count(DISTINCT xmin::text)::int AS transactions FROM event GROUP BY 1 ORDER BY min(position)",
    );
    expect(rows).toEqual([
      { text: 'written first', count: 1, transactions: 1 },
      { text: 'guards', count: 100, transactions: 2 },
      { text: 'written', count: 1, transactions: 1 },
    ]);
  });

  it('stores what was handed in, whatever the caller does to it afterwards', async () => {
    const log = store.openLog();
    const stream = randomUUID();
    const event = { ...noted('as handed in') };
    const appended = log.append(append(on(stream, 0, event)));
    event.text = 'changed since';
    await appended;
    expect(await textsOf(log, stream)).toEqual(['as handed in']);
  });

  it('takes an append of more events than a batch holds', async () => {
    const log = store.openLog();
    const many = Array.from({ length: 700 }, (_, i) => noted(`event ${i}`));
    const stream = randomUUID();
    const results = await Promise.all([
      log.append(append(on(randomUUID(), 0, noted('before')))),
      log.append(append(on(stream, 0, ...many))),
      log.append(append(on(randomUUID(), 0, noted('after')))),
    ]);
    expect(outcomes(results)).toEqual(['appended', 'appended', 'appended']);
    expect(await textsOf(log, stream)).toEqual(many.map(({ text }) => text));
  });

  it('never reads the whole log to append to it, even when the plan was made while it was tiny', async () => {
    const log = store.openLog();
    const owner = await store.connect();
    const scans = async () => {
      const { rows } = await owner.query(
        "SELECT seq_scan::int AS whole, idx_scan::int AS indexed FROM pg_stat_user_tables WHERE relname = 'event'",
      );
      return rows[0];
    };
    await log.append(append(on(randomUUID(), 0, noted('a'))));
    await owner.query('ANALYZE event'); // now the planner knows that reading all of it is cheapest
    for (let i = 0; i < 20; i++) await log.append(append(on(randomUUID(), 0, noted('a'))));
    await log.close(); // and so its connection reports what it did
    await expect.poll(async () => (await scans()).indexed).toBeGreaterThan(20);
    expect(await scans()).toMatchObject({ whole: 0 });
  });
});
