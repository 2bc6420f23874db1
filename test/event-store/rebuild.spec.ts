import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { append, noted, on } from '#libs/event-store/testing';
import { until } from '../support/until.ts';
import { gate } from './support/notebook.ts';
import { OwnStore } from './support/own-store.ts';
import { noteAll, tallied } from './support/tallied.ts';
import { catalogueOf, Tally } from './support/tally.ts';

const store = new OwnStore();

describe('A rebuild', () => {
  it('gives the rows that the subscription gave, however often it is done', async () => {
    const { rows, rebuild, owner } = await tallied(store);
    const live = await rows();
    expect(live).toHaveLength(8);
    await owner.query(
      `UPDATE tally SET texts = '["forged"]'; DELETE FROM tally WHERE ctid IN (SELECT ctid FROM tally LIMIT 3)`,
    );
    expect(await rebuild()).toMatchObject({ position: 24, rows: 8, parked: 0 });
    expect(await rows()).toEqual(live);
    await rebuild();
    expect(await rows()).toEqual(live);
  });

  it('gives the same rows when the log is read in portions', async () => {
    const { rows, rebuild, owner } = await tallied(store);
    const live = await rows();
    await owner.query('DELETE FROM tally');
    await rebuild({ portionSize: 4 });
    expect(await rows()).toEqual(live);
  });

  it('leaves the table as it was in everything but its rows: names, keys, indexes, triggers, rights, comments', async () => {
    const { owner, rebuild } = await tallied(store);
    const before = await catalogueOf(owner, 'tally');
    const { rows: oid } = await owner.query(`SELECT 'tally'::regclass::oid`);
    await rebuild();
    expect(await catalogueOf(owner, 'tally')).toEqual(before);
    expect((await owner.query(`SELECT 'tally'::regclass::oid`)).rows).not.toEqual(oid);
    expect((await owner.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'duban%'`)).rows).toEqual([]);
  });

  it('keeps row-level security with its policies', async () => {
    const { owner, rebuild } = await tallied(store);
    await owner.query(`
      ALTER TABLE tally ENABLE ROW LEVEL SECURITY;
      CREATE POLICY server ON tally TO duban_runtime USING (true) WITH CHECK (true);
      CREATE POLICY early ON tally AS RESTRICTIVE FOR SELECT TO PUBLIC USING (version < 1000)`);
    const secured = async () => [
      (await owner.query(`SELECT * FROM pg_policies WHERE tablename = 'tally' ORDER BY policyname`)).rows,
      (await owner.query(`SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = 'tally'::regclass`))
        .rows,
    ];
    const before = await secured();
    await rebuild();
    expect(await secured()).toEqual(before);
    expect(before[0]).toHaveLength(2);
  });

  it('goes on while others append, project and read, who never find the rows gone or go back', async () => {
    const { log, streams, subscription, rebuild, differing, owner } = await tallied(store);
    await subscription.start();
    let isOver = false;
    const writing = Promise.all(
      streams.map(async (stream) => {
        for (let version = 3; !isOver; version++) await log.append(append(on(stream, version, noted(`${version}`))));
      }),
    );
    const reading = (async () => {
      for (let seen = 24; !isOver; ) {
        const { rows } = await owner.query('SELECT count(*)::int AS streams, sum(version)::int AS events FROM tally');
        expect(rows[0].streams).toBe(8);
        expect(rows[0].events).toBeGreaterThanOrEqual(seen);
        seen = rows[0].events;
      }
    })();
    for (let i = 0; i < 3; i++) await rebuild();
    isOver = true;
    await Promise.all([writing, reading]);
    await subscription.catchUp();
    expect(await differing()).toBe(0);
    expect(await log.parkedStreams()).toEqual([]);
  });

  it.for([
    { moment: 'while it reads the log', held: 'event', waiting: `wait_event_type = 'Lock'` },
    { moment: 'while it waits to swap', held: 'tally', waiting: `query = 'ROLLBACK TO SAVEPOINT swap'` },
  ])('that is killed $moment leaves all as it was, and can be done again', async ({ held, waiting }) => {
    const { owner, rebuild, rows } = await tallied(store);
    const [before, catalogue] = [await rows(), await catalogueOf(owner, 'tally')];
    const holder = await store.connect();
    await holder.query(`BEGIN; LOCK TABLE ${held} IN ${held === 'event' ? 'ACCESS EXCLUSIVE' : 'ACCESS SHARE'} MODE`);
    const killed = expect(rebuild()).rejects.toThrow();
    await until(async () => {
      const { rowCount } = await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND ${waiting}`,
      );
      return (rowCount ?? 0) > 0;
    });
    await killed;
    await holder.query('ROLLBACK');
    expect(await rows()).toEqual(before);
    expect(await catalogueOf(owner, 'tally')).toEqual(catalogue);
    expect(await rebuild()).toMatchObject({ rows: 8 });
    expect(await rows()).toEqual(before);
  });

  it('can be broken off', async () => {
    const { rebuild, rows } = await tallied(store);
    const before = await rows();
    const stopping = new AbortController();
    await expect(rebuild({ signal: stopping.signal, onProgress: () => stopping.abort() })).rejects.toThrow();
    expect(await rows()).toEqual(before);
    expect(await rebuild()).not.toBeNull();
  });

  it('waits while another process rebuilds, says so, and then does what is left to do', async () => {
    const { rebuild, rows } = await tallied(store);
    const before = await rows();
    const reader = await store.connect();
    await reader.query('BEGIN; SELECT FROM tally'); // so that the first cannot end before the second has begun
    const [begun, waiting] = [gate(), gate()];
    const first = rebuild({ onProgress: () => begun.open() });
    await begun.opened;
    const second = rebuild({ onWaiting: waiting.open });
    await waiting.opened;
    await reader.query('COMMIT');
    expect(await first).toMatchObject({ rows: 8 });
    expect(await second).toMatchObject({ rows: 8 });
    expect(await rebuild({ ifOutdated: true })).toBeNull();
    expect(await rows()).toEqual(before);
  });

  it('waits with the swap for a reader who keeps the table, and keeps nobody else waiting', async () => {
    const { rebuild, rows } = await tallied(store);
    const reader = await store.connect();
    await reader.query('BEGIN; SELECT FROM tally');
    let isDone = false;
    const rebuilt = rebuild().finally(() => {
      isDone = true;
    });
    for (let i = 0; i < 20; i++) {
      expect(await rows()).toHaveLength(8);
      await sleep(10);
    }
    expect(isDone).toBe(false);
    await reader.query('COMMIT');
    expect(await rebuilt).toMatchObject({ rows: 8 });
  });

  it('parks the streams that cannot be folded, and takes back those that can be now', async () => {
    const { log, rebuild, streams, subscription, differing } = await tallied(store);
    await noteAll(log, streams.slice(0, 2), 3, 'bad');
    await noteAll(log, streams, 4, 'after').catch(() => {});
    await subscription.catchUp();
    const parked = (await log.parkedStreams()).map(({ parkedAt: _, ...rest }) => rest);
    expect(parked).toHaveLength(2);
    expect(await differing()).toBe(0);
    await rebuild();
    const rebuilt = (await log.parkedStreams()).map(({ parkedAt: _, ...rest }) => rest);
    expect(new Set(rebuilt.map((row) => JSON.stringify(row)))).toEqual(
      new Set(parked.map((row) => JSON.stringify(row))),
    );
    await rebuild({}, new Tally(1, /never/));
    expect(await log.parkedStreams()).toEqual([]);
    expect(await differing(new Tally(1, /never/))).toBe(0);
  });
});
