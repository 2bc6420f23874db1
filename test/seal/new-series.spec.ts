import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { signerOf } from '#libs/crypto';
import { newestSeal, readSealedLog } from '../../apps/server/src/seal/sealed-log.ts';
import { SealedStore } from './support/sealed-store.ts';

let store: SealedStore;
beforeEach(async () => {
  store = await SealedStore.open();
});
afterEach(() => store.close());

it('a new series that is begun in the middle of a turn is signed as itself', async () => {
  const begin = () => {
    const origin = `duban-log/${randomUUID()}`;
    const { verifierKey } = signerOf(origin, store.privateKey).verifier;
    return store.owner.query(`DELETE FROM sealed_log; INSERT INTO sealed_log (origin, hash, verifier_key)
      VALUES ('${origin}', 'sha256', '${verifierKey}')`);
  };
  const sealer = await store.sealer({ deposit: null });
  let begun: Promise<unknown> = Promise.resolve();
  // Asked for within a turn, when its signer is made; the row is locked, and free again before the turn goes on.
  const interrupted = await store.sealer({
    deposit: () => {
      begun = begin();
      return null;
    },
  });
  for (let round = 1; round <= 30; round++) {
    await store.addEvents(1);
    await interrupted.turn();
    await begun;
    await sealer.turn();
    const log = await readSealedLog(store.sql);
    expect(log && (await newestSeal(store.sql, log))?.size).toBe(round);
  }
});
