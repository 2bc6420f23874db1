import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HASH_BYTES, hashNamed } from './hash.ts';
import { inclusionPath, nodeHash, rootFromInclusion, rootOf, type Subtree } from './merkle-tree.ts';
import { subtreesIn, TILE_WIDTH, type Tile, TreeEdge } from './tree-tiles.ts';

const hash = hashNamed('sha256');
const LEAVES = 66_000;
const leaves = Buffer.concat(Array.from({ length: LEAVES }, (_, i) => hash(Buffer.from(`${i}`))));
const leavesIn = (from: number, to: number) => leaves.subarray(from * HASH_BYTES, to * HASH_BYTES);

/** Every subtree computed from its halves, kept because 70,000 leaves have many. */
const known = new Map<string, Uint8Array>();
const plainSubtrees: Subtree = (level, index) => {
  if (level === 0) return leavesIn(index, index + 1);
  const key = `${level}/${index}`;
  const root =
    known.get(key) ?? nodeHash(hash, plainSubtrees(level - 1, index * 2), plainSubtrees(level - 1, index * 2 + 1));
  known.set(key, root);
  return root;
};
const plainRoot = (size: number) => rootOf(hash, { from: 0, to: size }, plainSubtrees);

const sizes = fc.oneof(
  fc.integer({ min: 0, max: 2_000 }),
  fc.constantFrom(1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 65_792, LEAVES),
);

/** What a database would hold of a tree that grew by those steps. */
function grow(steps: readonly number[]): { edge: TreeEdge; stored: Map<string, Tile> } {
  const stored = new Map<string, Tile>();
  let edge = TreeEdge.at(hash, 0, () => undefined);
  for (const size of [...steps].sort((a, b) => a - b)) {
    const tiles = [...edge.append(leavesIn(edge.size, size)), ...edge.openTiles()];
    for (const tile of tiles) stored.set(`${tile.level}/${tile.index}`, tile);
    edge = TreeEdge.at(hash, size, (level, index) => stored.get(`${level}/${index}`)?.hashes);
  }
  return { edge, stored };
}

it('a tree that grows step by step, from its stored tiles alone, has the root of the whole after every step', () => {
  fc.assert(
    fc.property(fc.array(sizes, { minLength: 1, maxLength: 5 }), (steps) => {
      const { edge } = grow(steps);
      expect(edge.size).toBe(Math.max(...steps));
      expect(Buffer.from(edge.root())).toEqual(Buffer.from(plainRoot(edge.size)));
    }),
    { numRuns: 10 },
  );
});

it('tiles that have grown since still give the edge, and so the root, of the smaller tree', () => {
  fc.assert(
    fc.property(sizes, sizes, (one, other) => {
      const { stored } = grow([Math.max(one, other)]);
      const earlier = TreeEdge.at(
        hash,
        Math.min(one, other),
        (level, index) => stored.get(`${level}/${index}`)?.hashes,
      );
      expect(Buffer.from(earlier.root())).toEqual(Buffer.from(plainRoot(earlier.size)));
    }),
    { numRuns: 10 },
  );
});

it('a proof made from tiles leads to the root, and reads a few of them only', () => {
  const { edge, stored } = grow([LEAVES]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: LEAVES - 1 }), (index) => {
      const read = new Set<string>();
      const subtrees = subtreesIn(hash, (level, i) => {
        read.add(`${level}/${i}`);
        return stored.get(`${level}/${i}`)?.hashes as Uint8Array;
      });
      const proof = inclusionPath(index, LEAVES).map((range) => rootOf(hash, range, subtrees));
      expect(rootFromInclusion(hash, leavesIn(index, index + 1), index, LEAVES, proof)).toEqual(edge.root());
      expect(read.size).toBeLessThanOrEqual(6);
    }),
    { numRuns: 30 },
  );
});

it('a tile that lacks hashes is refused, not guessed', () => {
  const { stored } = grow([TILE_WIDTH + 5]);
  const without = (missing: string) => () =>
    TreeEdge.at(hash, TILE_WIDTH + 5, (level, index) =>
      `${level}/${index}` === missing ? undefined : stored.get(`${level}/${index}`)?.hashes,
    );
  expect(without('0/1')).toThrow('Tile 1 of level 0 lacks hashes for a tree of 261');
  expect(without('1/0')).toThrow(RangeError);
  expect(() => TreeEdge.at(hash, TILE_WIDTH + 6, (level, index) => stored.get(`${level}/${index}`)?.hashes)).toThrow(
    RangeError,
  );
});
