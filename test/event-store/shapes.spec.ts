import { describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { gate } from './support/notebook.ts';
import { OwnStore } from './support/own-store.ts';
import { noteAll, tallied } from './support/tallied.ts';
import { Tally } from './support/tally.ts';

const store = new OwnStore();

describe('A projection of a newer shape', () => {
  it('is rebuilt when its subscription starts; the older program goes on until then and stops after', async () => {
    const { log, streams, subscription, rows, rebuild } = await tallied(store);
    await subscription.start();
    const newer = new Tally(2);
    const mayRebuild = gate();
    const deployed = await store.subscribe(newer, {
      pollMs: 10,
      rebuild: async () => {
        await mayRebuild.opened;
        await rebuild({ ifOutdated: true }, newer);
      },
    });
    await deployed.start();
    await noteAll(log, streams, 3, 'while both run');
    await log.waitFor('tally', 32, 20_000);
    expect((await rows()).every(({ last }) => last === 'while both run')).toBe(true);

    mayRebuild.open();
    await until(async () => (await rows()).every(({ last }) => last === 'WHILE BOTH RUN'));
    await noteAll(log, streams, 4, 'after the swap');
    await log.waitFor('tally', 40, 20_000);
    expect((await rows()).every(({ last }) => last === 'AFTER THE SWAP')).toBe(true);
    await until(() => store.logged.includes('newer code has rebuilt the rows; this process leaves them to it'));
    // While a loop holds the checkpoint, nobody else has anything to say.
    await Promise.all([deployed.stop(), subscription.stop()]);
    await expect(subscription.catchUp()).rejects.toThrow('newer code');
  });

  it('that nobody can rebuild fails visibly and spoils nothing', async () => {
    const { rows } = await tallied(store);
    const before = await rows();
    const deployed = await store.subscribe(new Tally(2));
    await expect(deployed.catchUp()).rejects.toThrow('older shape');
    expect(await rows()).toEqual(before);
  });
});

describe('A checkpoint that is lost while its subscription runs', () => {
  it('leads to a rebuild, and the subscription goes on', async () => {
    const { log, streams, rows, rebuild, owner, tally, differing } = await tallied(store);
    const running = await store.subscribe(tally, { pollMs: 10, rebuild: () => rebuild({ ifOutdated: true }) });
    await running.start();
    await owner.query('DELETE FROM checkpoint');
    await noteAll(log, streams, 3, 'afterwards');
    await until(async () => (await rows()).every(({ last }) => last === 'afterwards'));
    expect(await differing()).toBe(0);
    expect(await log.parkedStreams()).toEqual([]);
  });
});
