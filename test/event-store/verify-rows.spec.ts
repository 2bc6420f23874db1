import { describe, expect, it } from 'vitest';
import { verifyProjection } from '#libs/event-store';
import { contractSchemas } from '#libs/event-store/testing';
import { OwnStore } from './support/own-store.ts';
import { noteAll, tallied } from './support/tallied.ts';

const store = new OwnStore();

describe('A comparison with a replay', () => {
  it('finds nothing where the subscription did its work, even when it is behind', async () => {
    const { log, streams, database, tally } = await tallied(store);
    await noteAll(log, streams, 3);
    expect(await verifyProjection(database, tally, contractSchemas)).toEqual({
      ...{ position: 24, rows: 8, different: 0, differences: [], parked: 0 },
    });
  });

  it.for([
    ['changed', `UPDATE tally SET last = 'forged' WHERE stream_id = $1`],
    ['missing', 'DELETE FROM tally WHERE stream_id = $1'],
    [
      'invented',
      `INSERT INTO tally SELECT gen_random_uuid(), version, texts, said, last FROM tally WHERE stream_id = $1`,
    ],
  ])('finds a row that is %s, and shows both sides', async ([, sql]) => {
    const { owner, streams, database, tally } = await tallied(store);
    await owner.query(String(sql), [streams[0]]);
    const { different, differences } = await verifyProjection(database, tally, contractSchemas);
    expect(different).toBe(1);
    const [{ stored, replayed } = {}] = differences;
    expect(stored).not.toEqual(replayed);
    expect([stored, replayed].filter(Boolean).length).toBeGreaterThan(0);
  });
});
