import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generatePrivateKey, HASHES, notesIn, verifierOf } from '#libs/crypto';
import { newestOutside } from '../../apps/server/src/seal/compare.ts';
import { type Deposit, DepositAway } from '../../apps/server/src/seal/deposit.ts';
import { openSeal } from '../../apps/server/src/seal/seal.ts';
import { sealHealth } from '../../apps/server/src/seal/seal-health.ts';
import { forgetSealedLog } from '../../apps/server/src/seal/sealed-log.ts';
import { copyLog } from './support/copy-log.ts';
import { SealedStore } from './support/sealed-store.ts';

let store: SealedStore;
beforeEach(async () => {
  store = await SealedStore.open();
});
afterEach(() => store.close());

/** The sizes of the seals outside, in the order in which they came there; every one of them is signed by the log's key. */
async function sizesOutside(): Promise<(number | undefined)[]> {
  const key = verifierOf(await store.key());
  return notesIn(await store.sealsOutside()).map((note) => openSeal(note, [key])?.size);
}
const faults = async () => (await store.verify(await store.key())).faults;

describe('sealing', () => {
  it('seals what has come since, puts the seal outside, and does nothing when nothing came', async () => {
    const sealer = await store.sealer();
    expect(await sealer.turn()).toBe(0);
    await store.addEvents(300);
    expect(await sealer.turn()).toBe(300);
    expect(await sealer.turn()).toBe(0);
    await store.addEvents(1);
    expect(await sealer.turn()).toBe(1);
    expect(await sizesOutside()).toEqual([300, 301]);
    expect(await faults()).toEqual([]);
    expect(await sealHealth(store.sql)).toMatchObject({ status: 'up', detail: expect.stringMatching(/^0 events/) });
  });

  it('a seal says which log, how many events, which root, which hash and when', async () => {
    await store.addEvents(3);
    await (await store.sealer()).turn();
    expect(await store.sealsOutside()).toMatch(
      /^\nduban-log\/[0-9a-f-]{36}\n3\n[\w+/]{43}=\nhash sha256\ntime \d{4}-\d\d-\d\dT[\d:.]{12}Z\n\n— duban-log\/[0-9a-f-]{36} [\w+/=]+\n$/,
    );
  });

  it.each(HASHES)('with %s finds one altered event', async (hash) => {
    await store.addEvents(600);
    await (await store.sealer({ hash })).turn();
    expect(await store.sealsOutside()).toContain(`\nhash ${hash}\n`);
    expect(await faults()).toEqual([]);
    const key = await store.key();
    const alter = (owner: SealedStore['owner']) => owner.query("UPDATE event SET type = 'Other' WHERE position = 444");
    const found = await store.whileTampered(alter, async (sql) => (await store.verify(key, sql)).faults);
    expect(found).toEqual([{ kind: 'altered', position: 444 }]);
  });

  it('by several servers at once, while events come, makes one series of seals that all hold', async () => {
    const sealers = await Promise.all([1, 2, 3].map(() => store.sealer()));
    for (let round = 0; round < 8; round++) {
      await store.addEvents(40);
      await Promise.all(sealers.map((sealer) => sealer.turn()));
    }
    await sealers[0]?.turn();
    const sizes = await sizesOutside();
    expect(sizes.at(-1)).toBe(320);
    expect(sizes).toEqual([...new Set(sizes)].sort((one, other) => Number(one) - Number(other)));
    expect(await faults()).toEqual([]);
  });

  it('what was sealed is still right after the log was copied to another database', async () => {
    await store.addEvents(500);
    await (await store.sealer()).turn();
    const [copy, key] = [await SealedStore.open(), await store.key()];
    try {
      await copyLog(store, copy);
      const { faults, goodUpTo } = await copy.verify(key, copy.sql, { sealFile: store.sealFile });
      expect({ faults, goodUpTo }).toEqual({ faults: [], goodUpTo: 500 });
      await copy.addEvents(10);
      const { privateKey } = store;
      expect(await (await copy.sealer({ privateKey, deposit: store.deposit })).turn()).toBe(10);
    } finally {
      await copy.close();
    }
  });
});

describe('while the place for seals is away', () => {
  const away: Deposit = {
    where: 'SEAL_FILE /mnt/away',
    newest: () => Promise.reject(new DepositAway('away')),
    all: () => Promise.reject(new DepositAway('away')),
    add: () => Promise.reject(new DepositAway('away')),
  };

  it('nothing is signed and the health check says so; afterwards one seal covers all', async () => {
    await store.addEvents(10);
    await (await store.sealer()).turn();
    await store.addEvents(5);
    await expect((await store.sealer({ deposit: away })).turn()).rejects.toThrow(DepositAway);
    expect(await sealHealth(store.sql)).toMatchObject({
      status: 'down',
      detail: expect.stringMatching(/^the place for seals cannot be reached; 5 events/),
    });
    await store.addEvents(5);
    expect(await (await store.sealer()).turn()).toBe(10);
    expect(await sizesOutside()).toEqual([10, 20]);
    expect(await sealHealth(store.sql)).toMatchObject({ status: 'up' });
  });

  it('a seal that was stored and did not come there is put there before the next one', async () => {
    await store.addEvents(10);
    const deaf = await store.sealer({ deposit: { ...store.deposit, add: away.add } });
    await expect(deaf.turn()).rejects.toThrow(DepositAway);
    await store.addEvents(10);
    await expect(deaf.turn()).rejects.toThrow(DepositAway);
    expect(await (await store.sealer()).turn()).toBe(10);
    expect(await sizesOutside()).toEqual([10, 20]);
  });
});

describe('a deposit', () => {
  it('with half a seal at its end, after a crash, goes on', async () => {
    await store.addEvents(10);
    const sealer = await store.sealer();
    await sealer.turn();
    await appendFile(store.sealFile, (await store.sealsOutside()).slice(0, 60));
    await store.addEvents(10);
    await sealer.turn();
    expect(await sizesOutside()).toEqual([10, 20]);
    expect(await faults()).toEqual([]);
  });

  it('that is new gets all seals so far', async () => {
    const sealer = await store.sealer();
    for (let round = 0; round < 3; round++) {
      await store.addEvents(10);
      await sealer.turn();
    }
    await rename(store.sealFile, `${store.sealFile}.old`);
    await sealer.turn();
    expect(await readFile(store.sealFile)).toEqual(await readFile(`${store.sealFile}.old`));
  });

  it('keeps several logs apart', async () => {
    const other = await SealedStore.open();
    try {
      for (const [one, count] of [
        [store, 10],
        [other, 20],
        [store, 5],
      ] as const) {
        await one.addEvents(count);
        const { privateKey } = one;
        await (await one.sealer({ deposit: store.deposit, privateKey })).turn();
      }
      const shared = { sealFile: store.sealFile };
      expect(await store.verify(await store.key())).toMatchObject({ faults: [], outside: 2 });
      expect(await other.verify(await other.key(), other.sql, shared)).toMatchObject({ faults: [], outside: 1 });
    } finally {
      await other.close();
    }
  });

  it('with a forged seal of this log is told of', async () => {
    await store.addEvents(10);
    await (await store.sealer()).turn();
    await appendFile(store.sealFile, (await store.sealsOutside()).replace('\n10\n', '\n11\n'));
    expect(await faults()).toEqual([{ kind: 'unsigned', count: 1 }]);
  });
});

describe('nothing is signed that would contradict what was sealed', () => {
  const turn = async (given: Parameters<SealedStore['sealer']>[0] = {}) => (await store.sealer(given)).turn();
  const unguarded = (sql: string) =>
    store.owner.query(`ALTER TABLE event DISABLE TRIGGER ALL; ALTER TABLE seal DISABLE TRIGGER ALL; ${sql}`);

  beforeEach(async () => {
    for (let round = 0; round < 3; round++) {
      await store.addEvents(100);
      await turn();
    }
  });

  it('when the database was restored to an earlier state; a new series may be begun', async () => {
    await unguarded('DELETE FROM event WHERE position > 200; DELETE FROM seal WHERE size > 200');
    await store.addEvents(50);
    await expect(turn()).rejects.toThrow(/they know 300 events, it 200.*duban seal --anew/);
    expect(await sealHealth(store.sql)).toMatchObject({ status: 'down', detail: expect.stringMatching(/restored/) });
    expect(await sizesOutside()).toEqual([100, 200, 300]);
    expect(await newestOutside(store.sql, store.places)).toMatchObject({ size: 300 });

    const before = await store.key();
    await forgetSealedLog(store.sql);
    expect(await turn()).toBe(250);
    expect(await faults()).toEqual([]);
    expect((await store.verify(before)).faults).toEqual([{ kind: 'truncated', position: 251, upTo: 300 }]);
  });

  it('when the tail of the log was cut off', async () => {
    await unguarded('DELETE FROM event WHERE position > 250');
    await expect(turn()).rejects.toThrow(/position 251, which was sealed, is missing/);
  });

  it('when an event that is to be sealed is missing', async () => {
    await store.addEvents(10);
    await unguarded('DELETE FROM event WHERE position = 305');
    await expect(turn()).rejects.toThrow(/not exactly one event at position 305/);
  });

  it('when the stored tree or its newest seal was altered', async () => {
    await store.addEvents(10);
    await unguarded(
      'UPDATE seal_tile SET hashes = overlay(hashes placing hashes from 33 for 32) WHERE (level, index) = (0, 1)',
    );
    await expect(turn({ deposit: null })).rejects.toThrow(/stored tree was altered/);
    await unguarded("UPDATE seal SET note = replace(note, '300', '299') WHERE size = 300");
    await expect(turn({ deposit: null })).rejects.toThrow(/newest stored seal was altered/);
  });

  it('when the seals outside are of another tree', async () => {
    const notes = notesIn(await store.sealsOutside());
    await unguarded('DELETE FROM event WHERE position > 200; DELETE FROM seal WHERE size > 200; DELETE FROM seal_tile');
    await forgetSealedLog(store.sql);
    await writeFile(store.sealFile, '');
    await turn();
    await writeFile(store.sealFile, notes.join('\n'));
    await unguarded(`UPDATE sealed_log SET origin = '${notes[0]?.split('\n')[0]}'`);
    await expect(turn()).rejects.toThrow();
  });

  it('with another key or another hash than before', async () => {
    await expect(turn({ privateKey: generatePrivateKey() })).rejects.toThrow(/Let SEAL_KEY_FILE name the same key/);
    await expect(turn({ hash: 'sm3' })).rejects.toThrow(/sealed with sha256, and SEAL_HASH says sm3/);
    expect(await sealHealth(store.sql)).toMatchObject({ status: 'up' });
  });
});
