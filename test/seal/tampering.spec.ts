import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashNamed, signerOf, TreeEdge } from '#libs/crypto';
import type { Fault } from '../../apps/server/src/seal/faults.ts';
import { readLeaves } from '../../apps/server/src/seal/leaves.ts';
import { signSeal } from '../../apps/server/src/seal/seal.ts';
import { storeTiles } from '../../apps/server/src/seal/stored-tree.ts';
import { SealedStore, sqlOf } from './support/sealed-store.ts';

const EVENTS = 10_000;
/** What each of five seals covers; the last of them the whole. */
const SEALED = [100, 256, 3_000, 7_777, EVENTS];
/** Somewhere in the fourth, so that seals before it are borne out. */
const P = 4_321;

let store: SealedStore;
let key: string;
beforeAll(async () => {
  store = await SealedStore.open();
  const sealer = await store.sealer();
  let head = 0;
  for (const size of SEALED) {
    await store.addEvents(size - head);
    expect(await sealer.turn()).toBe(size - head);
    head = size;
  }
  key = await store.key();
});
afterAll(() => store.close());

async function found(tamper: (owner: Client) => Promise<unknown>): Promise<readonly Fault[]> {
  return store.whileTampered(tamper, async (sql) => (await store.verify(key, sql)).faults);
}
const at = (sql: string) => (owner: Client) => owner.query(sql);
const set = (assignment: string) => at(`UPDATE event SET ${assignment} WHERE position = ${P}`);

describe('a log that nobody touched', () => {
  it('raises no alarm, and is borne out up to its newest event', async () => {
    const { faults, goodUpTo, head, outside } = await store.verify(key);
    expect({ faults, goodUpTo, head, outside }).toEqual({ faults: [], goodUpTo: EVENTS, head: EVENTS, outside: 5 });
  });

  it('raises none either while newer events are not sealed yet', async () => {
    const unsealed =
      at(`INSERT INTO event SELECT ${EVENTS + 1}, stream_id, recorded_at, 999, schema_version, type, data, meta
      FROM event WHERE position = ${P}`);
    expect(await found(unsealed)).toEqual([]);
  });
});

describe('of an event', () => {
  const elsewhere = "'00000000-0000-4000-8000-000000000000'";
  it.each([
    ['stream_id', `stream_id = ${elsewhere}`],
    ['version', 'version = 999'],
    ['recorded_at, by a microsecond', "recorded_at = recorded_at + interval '1 microsecond'"],
    ['recorded_at, the same date before Christ', "recorded_at = recorded_at - interval '4043 years'"],
    ['recorded_at, to infinity', "recorded_at = 'infinity'"],
    ['schema_version', 'schema_version = 2'],
    ['type', "type = 'ProgressReportee'"],
    ['type, with a line break that looks like the next line', `type = type || E'\\n{}'`],
    ['data, a value', `data = data || '{"percent": 100}'`],
    ['data, a value that Postgres calls equal', `data = jsonb_set(data, '{units,1}', '1.5')`],
    ['data, a field less', `data = data - 'text'`],
    ['data, a field more', `data = data || '{"note": null}'`],
    ['meta', `meta = meta || '{"actor": "somebody"}'`],
  ])('an altered %s is found, and its position named', async (_, assignment) => {
    expect(await found(set(assignment))).toEqual([{ kind: 'altered', position: P }]);
  });

  it('every column is part of its leaf', async () => {
    const { rows } = await store.owner.query(
      "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = 'event' ORDER BY 1",
    );
    const altered = ['data', 'meta', 'position', 'recorded_at', 'schema_version', 'stream_id', 'type', 'version'];
    expect(rows.map(({ name }) => name)).toEqual(altered);
  });

  it('a column that was emptied is found', async () => {
    const emptied = at(
      `ALTER TABLE event ALTER data DROP NOT NULL; UPDATE event SET data = NULL WHERE position = ${P}`,
    );
    expect(await found(emptied)).toEqual([{ kind: 'missing', position: P }]);
  });

  it('another position is found: there it is missing', async () => {
    expect(await found(set(`position = ${EVENTS + 1}`))).toEqual([{ kind: 'missing', position: P }]);
  });
});

describe('of the order', () => {
  const shift = (from: number, by: number) =>
    `UPDATE event SET position = -position WHERE position >= ${from}; UPDATE event SET position = -position + ${by} WHERE position < 0;`;
  const unguarded = 'ALTER TABLE event DROP CONSTRAINT event_position_check;';

  it('a deleted event is found', async () => {
    expect(await found(at(`DELETE FROM event WHERE position = ${P}`))).toEqual([{ kind: 'missing', position: P }]);
  });

  it('a deleted event is found when all later ones were moved up', async () => {
    const tamper = at(`${unguarded} DELETE FROM event WHERE position = ${P}; ${shift(P + 1, -1)}`);
    expect(await found(tamper)).toEqual([{ kind: 'altered', position: P }]);
  });

  it('an inserted event is found', async () => {
    const tamper = at(`${unguarded} ${shift(P, 1)} INSERT INTO event
      SELECT ${P}, stream_id, recorded_at, 999, schema_version, type, data, meta FROM event WHERE position = ${P + 1}`);
    expect(await found(tamper)).toEqual([{ kind: 'altered', position: P }]);
  });

  it('an event put before the first is found', async () => {
    const tamper = at(`${unguarded} UPDATE event SET position = 0 WHERE position = ${P}`);
    expect(await found(tamper)).toEqual([{ kind: 'stray', position: 0 }]);
  });

  it('a second event at one position is found', async () => {
    const tamper = at(`ALTER TABLE event DROP CONSTRAINT event_position_key; INSERT INTO event
      SELECT position, stream_id, recorded_at, 999, schema_version, type, data, meta FROM event WHERE position = ${P}`);
    expect(await found(tamper)).toEqual([{ kind: 'missing', position: P }]);
  });

  it.each([
    [P, P + 1],
    [P, 9_876],
    [1, EVENTS],
  ])('two swapped events, %i and %i, are found', async (one, other) => {
    const tamper = at(`${unguarded} UPDATE event SET position = -1 WHERE position = ${one};
      UPDATE event SET position = ${one} WHERE position = ${other}; UPDATE event SET position = ${other} WHERE position = -1`);
    expect(await found(tamper)).toEqual([{ kind: 'altered', position: one }]);
  });

  it.each([1, 100, 2_224, EVENTS])('a tail of %i events that was cut off is found', async (length) => {
    const position = EVENTS - length + 1;
    const tamper = at(`DELETE FROM event WHERE position >= ${position}`);
    expect(await found(tamper)).toEqual([
      { kind: 'truncated', position, upTo: SEALED.find((size) => size >= position) },
    ]);
  });
});

describe('of the tree and the seals beside the log', () => {
  it('an altered hash is found, and told apart from an altered event', async () => {
    const tamper = at(
      `UPDATE seal_tile SET hashes = set_byte(hashes, 33, 255 - get_byte(hashes, 33)) WHERE (level, index) = (0, 16)`,
    );
    expect(await found(tamper)).toEqual([{ kind: 'tree', position: 16 * 256 + 2 }]);
  });

  it('an altered node above is found', async () => {
    const tamper = at(`UPDATE seal_tile SET hashes = set_byte(hashes, 33, 255 - get_byte(hashes, 33)) WHERE level = 1`);
    expect(await found(tamper)).toEqual([{ kind: 'tree', position: 1 }]);
  });

  it.each([0, 1])('a lost tile of level %i is found', async (level) => {
    expect(await found(at(`DELETE FROM seal_tile WHERE level = ${level} AND index = 0`))).toEqual([
      { kind: 'tree', position: 1 },
    ]);
  });

  it('an altered seal is found', async () => {
    const tamper = at(`UPDATE seal SET note = replace(note, 'time 2', 'time 1') WHERE size = 3000`);
    expect(await found(tamper)).toEqual([{ kind: 'stored-seal', position: 3_000 }]);
  });

  it('an altered event is found and its position named although its hash was altered with it, as long as the seal bears the others out', async () => {
    const tamper = async (owner: Client) => {
      await set(`data = data || '{"percent": 100}'`)(owner);
      await rewriteTree(owner);
    };
    expect(await found(tamper)).toEqual([{ kind: 'altered-within', position: 3_001, upTo: 7_777 }]);
  });
});

describe('a log that its owner rewrote consistently: event, tree, and seals signed with the right key', () => {
  const rewrite = async (owner: Client) => {
    await set(`data = data || '{"percent": 100}'`)(owner);
    await rewriteTree(owner);
    await rewriteSeals(owner);
  };

  it('is found by the seals outside, and by nothing else', async () => {
    expect(await found(rewrite)).toEqual([{ kind: 'altered-within', position: 3_001, upTo: 7_777 }]);
    const own = { sealFile: undefined, temporaryDatabase: true };
    const alone = await store.whileTampered(rewrite, (sql) => store.verify(key, sql, own));
    expect({ faults: alone.faults, outside: alone.outside }).toEqual({ faults: [], outside: 0 });
  });

  it('is found when it was cut short besides', async () => {
    const tamper = async (owner: Client) => {
      await owner.query('DELETE FROM event WHERE position > 5000');
      await rewriteTree(owner);
      await rewriteSeals(owner);
    };
    expect(await found(tamper)).toEqual([{ kind: 'truncated', position: 5_001, upTo: 7_777 }]);
  });

  it('is found when it says that it is another log', async () => {
    const tamper = async (owner: Client) => {
      await rewrite(owner);
      await owner.query("UPDATE sealed_log SET origin = 'duban-log/another'; DELETE FROM seal");
    };
    expect(await found(tamper)).toEqual([{ kind: 'altered-within', position: 3_001, upTo: 7_777 }]);
  });
});

it('a log without a seal by the key that was asked for is not called right', async () => {
  const { verifier } = signerOf('duban-log/another', store.privateKey);
  expect((await store.verify(verifier.verifierKey)).faults).toEqual([{ kind: 'no-seal' }]);
});

async function rewriteTree(owner: Client): Promise<void> {
  await owner.query('DELETE FROM seal_tile');
  const { edge, tiles } = await treeOf(owner, await headOf(owner));
  await storeTiles(sqlOf(owner), [...tiles, ...edge.openTiles()]);
}

async function rewriteSeals(owner: Client): Promise<void> {
  const head = await headOf(owner);
  const { rows } = await owner.query('DELETE FROM seal RETURNING origin');
  const { origin } = rows[0];
  for (const size of [...SEALED.filter((one) => one < head), head]) {
    const { edge } = await treeOf(owner, size);
    const seal = { origin, size, root: edge.root(), hash: 'sha256', sealedAt: '2022-10-26T01:00:00.000Z' } as const;
    await owner.query('INSERT INTO seal (origin, size, note) VALUES ($1, $2, $3)', [
      origin,
      size,
      signSeal(seal, signerOf(origin, store.privateKey)),
    ]);
  }
}

async function treeOf(owner: Client, size: number) {
  const edge = TreeEdge.at(hashNamed('sha256'), 0, () => undefined);
  const tiles = edge.append((await readLeaves(sqlOf(owner), 'sha256', 0, size)).hashes);
  return { edge, tiles };
}

async function headOf(owner: Client): Promise<number> {
  const { rows } = await owner.query('SELECT max(position) AS head FROM event');
  return Number(rows[0].head);
}
