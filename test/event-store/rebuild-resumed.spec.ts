import type { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { OwnStore } from './support/own-store.ts';
import { noteAll, tallied } from './support/tallied.ts';
import { catalogueOf, Tally } from './support/tally.ts';

const store = new OwnStore();
const EVENTS = 24;

/** Ends whoever comes to a command of this kind, until the answer is called. */
async function killAt(owner: Client, command: string): Promise<() => Promise<void>> {
  await owner.query(`
    CREATE FUNCTION end_it() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); END';
    CREATE EVENT TRIGGER killing ON ddl_command_start WHEN TAG IN ('${command}') EXECUTE FUNCTION end_it()`);
  return async () => {
    await owner.query('DROP EVENT TRIGGER killing; DROP FUNCTION end_it()');
  };
}

/** A rebuild in six portions that came to its indexes and was killed there. */
async function killed() {
  const scene = await tallied(store);
  const before = await scene.rows();
  const spare = await killAt(scene.owner, 'CREATE INDEX');
  await expect(scene.rebuild({ portionSize: 4 })).rejects.toThrow();
  await spare();
  expect(await scene.rows()).toEqual(before);
  expect(scene.tally.refolded).toBe(EVENTS);
  return { ...scene, before, rebuilds: await rebuildSchemas(scene.owner) };
}

async function rebuildSchemas(owner: Client): Promise<string[]> {
  return (await owner.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'duban%'`)).rows.map(
    (row) => row.nspname,
  );
}

describe('A rebuild that was killed', () => {
  it.for([
    { step: 'making a key', command: 'ALTER TABLE' },
    { step: 'making an index', command: 'CREATE INDEX' },
    { step: 'swapping', command: 'DROP TABLE' },
  ])('while $step goes on from there, without reading the log again', async ({ command }) => {
    const { owner, rebuild, rows, tally } = await tallied(store);
    const [before, catalogue] = [await rows(), await catalogueOf(owner, 'tally')];
    const spare = await killAt(owner, command);
    await expect(rebuild()).rejects.toThrow();
    await expect(rebuild()).rejects.toThrow();
    await spare();
    expect(await rows()).toEqual(before);
    expect(await catalogueOf(owner, 'tally')).toEqual(catalogue);
    await owner.query(`UPDATE tally SET texts = '["forged"]'`);
    expect(await rebuild()).toMatchObject({ position: EVENTS, rows: 8 });
    expect(tally.refolded).toBe(EVENTS);
    expect(await rows()).toEqual(before);
    expect(await catalogueOf(owner, 'tally')).toEqual(catalogue);
    expect(await rebuildSchemas(owner)).toEqual([]);
  });

  it('while it reads the log goes on with the portion in which it was', async () => {
    const { rebuild, rows, tally } = await tallied(store);
    const before = await rows();
    const stopping = new AbortController();
    let portions = 0;
    const onProgress = () => {
      if (++portions === 2) stopping.abort();
    };
    await expect(rebuild({ portionSize: 4, signal: stopping.signal, onProgress })).rejects.toThrow();
    tally.refolded = 0;
    expect(await rebuild({ portionSize: 4 })).toMatchObject({ rows: 8 });
    expect(tally.refolded).toBeGreaterThan(0);
    expect(tally.refolded).toBeLessThan(EVENTS);
    expect(await rows()).toEqual(before);
  });

  it('takes in what was appended since, and keeps parked what it had parked', async () => {
    const { log, owner, streams, subscription, rebuild, differing, tally } = await tallied(store);
    await noteAll(log, streams.slice(0, 1), 3, 'bad');
    await subscription.catchUp();
    const spare = await killAt(owner, 'CREATE INDEX');
    await expect(rebuild()).rejects.toThrow();
    await spare();
    await noteAll(log, streams.slice(1), 3, 'afterwards');
    await noteAll(log, streams.slice(0, 1), 4, 'after the bad one');
    tally.refolded = 0;
    expect(await rebuild()).toMatchObject({ rows: 8, parked: 1, position: EVENTS + 9 });
    expect(tally.refolded).toBe(0);
    expect((await log.parkedStreams()).map(({ streamId, position }) => [streamId, position])).toEqual([
      [streams[0], EVENTS + 1],
    ]);
    expect(await differing()).toBe(0);
  });

  it('is gone on with by one of two processes; the other waits, and then does it once more', async () => {
    const { rebuild, rows, before, tally } = await killed();
    expect(await Promise.all([rebuild(), rebuild()])).toMatchObject([{ rows: 8 }, { rows: 8 }]);
    expect(tally.refolded).toBe(2 * EVENTS);
    expect(await rows()).toEqual(before);
  });

  it.for([
    { change: 'other settings', by: async () => ({ madeBy: 'another time zone' }) },
    {
      change: 'another table',
      by: async (owner: Client) => void (await owner.query('ALTER TABLE tally ALTER COLUMN last TYPE varchar(200)')),
    },
    {
      change: 'another log',
      by: async (owner: Client) =>
        void (await owner.query(`ALTER TABLE event DISABLE TRIGGER ALL;
          UPDATE event SET recorded_at = recorded_at - interval '1 hour' WHERE position = ${EVENTS}`)),
    },
  ])('begins anew for $change', async ({ by }) => {
    const { owner, rebuild, before, rows, tally } = await killed();
    const options = (await by(owner)) ?? {};
    expect(await rebuild(options)).toMatchObject({ rows: 8 });
    expect(tally.refolded).toBe(2 * EVENTS);
    expect(await rows()).toEqual(before);
    expect(await rebuildSchemas(owner)).toEqual([]);
  });

  it('begins anew for a newer shape, and leaves nothing when there is nothing to do', async () => {
    const { owner, rebuild, rebuilds, rows, before } = await killed();
    expect(rebuilds).toEqual(['duban_rebuild_tally']);
    expect(await rebuild({ ifOutdated: true })).toBeNull();
    expect(await rebuildSchemas(owner)).toEqual([]);
    const newer = new Tally(2);
    await rebuild({}, newer);
    expect(newer.refolded).toBe(EVENTS);
    expect(await rows()).not.toEqual(before);
  });
});
