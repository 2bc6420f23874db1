import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type StoredEvent, UnknownEventVersion } from '#libs/event-store';
import { append, noted, on } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { OwnStore } from './support/own-store.ts';

const store = new OwnStore();

describe('Whoever follows the log', () => {
  it('is handed what was there after the position, then what comes, in order, until told to stop', async () => {
    const log = store.openLog();
    const write = () => log.append(append(on(randomUUID(), 0, noted('a'))));
    for (let i = 0; i < 5; i++) await write();
    const stop = new AbortController();
    const seen: number[] = [];
    const following = store
      .openLog()
      .follow(2, (events) => void seen.push(...events.map(({ position }) => position)), stop.signal);
    await until(() => seen.length === 3);
    for (let i = 0; i < 5; i++) await write();
    await until(() => seen.length === 8);
    stop.abort();
    await following;
    await write();
    expect(seen).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('goes on where it was after all connections were lost', async () => {
    const log = store.openLog();
    const stop = new AbortController();
    const seen: number[] = [];
    const following = log.follow(0, (events) => void seen.push(...events.map(({ position }) => position)), stop.signal);
    await log.append(append(on(randomUUID(), 0, noted('a'))));
    await until(() => seen.length === 1);
    const owner = await store.connect();
    await owner.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await store.openLog().append(append(on(randomUUID(), 0, noted('b'))));
    await until(() => seen.length === 2);
    stop.abort();
    await following;
    expect(seen).toEqual([1, 2]);
  });

  it('is handed the same events again when a connection of its own was lost', async () => {
    const log = store.openLog();
    const stop = new AbortController();
    const seen: number[] = [];
    const own = await store.connect();
    let looks = 0;
    const look = async (events: readonly StoredEvent[]) => {
      looks += 1;
      if (looks === 1) await own.query('SELECT pg_terminate_backend(pg_backend_pid())');
      seen.push(...events.map(({ position }) => position));
    };
    await log.append(append(on(randomUUID(), 0, noted('a'))));
    const following = log.follow(0, look, stop.signal);
    following.catch(() => {});
    await until(() => seen.length === 1);
    stop.abort();
    await following;
    expect([looks, seen]).toEqual([2, [1]]);
  });

  it('learns of an error of its own, and of an event that newer code has written', async () => {
    const log = store.openLog();
    await log.append(append(on(randomUUID(), 0, noted('a'))));
    const failing = () => Promise.reject(new Error('the handler failed'));
    await expect(log.follow(0, failing, new AbortController().signal)).rejects.toThrow('the handler failed');
    const owner = await store.connect();
    await owner.query("INSERT INTO event SELECT 2, $1, recorded_at, 1, 1, 'Unheard', data, meta FROM event", [
      randomUUID(),
    ]);
    await expect(log.follow(0, () => {}, new AbortController().signal)).rejects.toThrow(UnknownEventVersion);
  });

  it('may leave out what newer code has written, and is told where', async () => {
    const log = store.openLog();
    await log.append(append(on(randomUUID(), 0, noted('a'))));
    const owner = await store.connect();
    await owner.query("INSERT INTO event SELECT 2, $1, recorded_at, 1, 1, 'Unheard', data, meta FROM event", [
      randomUUID(),
    ]);
    const stop = new AbortController();
    const [seen, skipped]: [number[], string[]] = [[], []];
    const following = log.follow(
      0,
      (events) => void seen.push(...events.map(({ position }) => position)),
      stop.signal,
      (position, why) => skipped.push(`${position}: ${why.type}`),
    );
    await until(() => skipped.length === 1);
    await log.append(append(on(randomUUID(), 0, noted('b'))));
    await until(() => seen.length === 2);
    stop.abort();
    await following;
    expect([seen, skipped]).toEqual([[1, 3], ['2: Unheard']]);
  });
});
