import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hash, hashNamed } from './hash.ts';
import {
  consistencyPath,
  inclusionPath,
  isConsistent,
  type Leaves,
  leafHash,
  nodeHash,
  rootFromInclusion,
  rootOf,
  type Subtree,
} from './merkle-tree.ts';

const sha256 = hashNamed('sha256');

/** The definition of RFC 9162, 2.1.1, word by word: over the contents of the leaves, nothing kept, nothing shared. */
function naiveRoot(hash: Hash, contents: readonly Uint8Array[]): Buffer {
  if (contents.length === 0) return hash(new Uint8Array());
  if (contents.length === 1) return leafHash(hash, contents[0] as Uint8Array);
  const k = Array.from({ length: 40 }, (_, i) => 2 ** i).findLast((power) => power < contents.length);
  return nodeHash(hash, naiveRoot(hash, contents.slice(0, k)), naiveRoot(hash, contents.slice(k)));
}

/** Subtrees from the contents, by the naive definition. */
function subtrees(hash: Hash, contents: readonly Uint8Array[]): Subtree {
  return (level, index) => naiveRoot(hash, contents.slice(index * 2 ** level, (index + 1) * 2 ** level));
}

const hashesOver = (contents: readonly Uint8Array[], path: readonly Leaves[]) =>
  path.map((leaves) => rootOf(sha256, leaves, subtrees(sha256, contents)));
const bytes = fc.uint8Array({ maxLength: 8 });
const someContents = fc.array(bytes, { minLength: 1, maxLength: 70 });

/** What the implementations of Certificate Transparency test themselves with: eight leaves, and the root over the first n. */
const KNOWN_LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const KNOWN_ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the root of a tree', () => {
  it.each([...KNOWN_ROOTS.entries()])('of the first %i well-known leaves is %s', (size, expected) => {
    const contents = KNOWN_LEAVES.map((hex) => Buffer.from(hex, 'hex'));
    const root = rootOf(sha256, { from: 0, to: size }, subtrees(sha256, contents));
    expect(Buffer.from(root).toString('hex')).toBe(expected);
  });

  it('is what the definition says, whatever the leaves and the hash', () => {
    fc.assert(
      fc.property(someContents, fc.constantFrom('sha256', 'sm3'), (contents, name) => {
        const hash = hashNamed(name);
        const root = rootOf(hash, { from: 0, to: contents.length }, subtrees(hash, contents));
        expect(Buffer.from(root)).toEqual(naiveRoot(hash, contents));
      }),
    );
  });
});

describe('sm3', () => {
  it('is the hash of GB/T 32905, by its own example', () => {
    expect(hashNamed('sm3')(Buffer.from('abc')).toString('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });
});

describe('a proof of inclusion', () => {
  it('leads from every leaf to the root, with at most one hash a level', () => {
    fc.assert(
      fc.property(someContents, fc.nat(), (contents, any) => {
        const index = any % contents.length;
        const proof = hashesOver(contents, inclusionPath(index, contents.length));
        const leaf = leafHash(sha256, contents[index] as Uint8Array);
        expect(rootFromInclusion(sha256, leaf, index, contents.length, proof)).toEqual(naiveRoot(sha256, contents));
        expect(proof.length).toBeLessThanOrEqual(Math.ceil(Math.log2(contents.length)));
      }),
    );
  });

  it('leads elsewhere from another leaf, from another place, or with any hash altered or left out', () => {
    const distinct = fc.uniqueArray(bytes, { minLength: 2, maxLength: 40, selector: (one) => one.join() });
    fc.assert(
      fc.property(distinct, fc.nat(), fc.nat(), (contents, any, other) => {
        const size = contents.length;
        const index = any % size;
        const elsewhere = (index + 1 + (other % (size - 1))) % size;
        const root = naiveRoot(sha256, contents);
        const proof = hashesOver(contents, inclusionPath(index, size));
        const leaf = leafHash(sha256, contents[index] as Uint8Array);
        const wrongLeaf = leafHash(sha256, contents[elsewhere] as Uint8Array);
        expect(rootFromInclusion(sha256, wrongLeaf, index, size, proof)).not.toEqual(root);
        expect(rootFromInclusion(sha256, leaf, elsewhere, size, proof)).not.toEqual(root);
        expect(rootFromInclusion(sha256, leaf, index, size, proof.slice(1))).toBeNull();
        for (const i of proof.keys()) {
          const altered = proof.with(i, flipped(proof[i] as Uint8Array));
          expect(rootFromInclusion(sha256, leaf, index, size, altered)).not.toEqual(root);
        }
      }),
    );
  });

  it('is refused for a leaf that is not in the tree', () => {
    expect(() => inclusionPath(3, 3)).toThrow(RangeError);
    expect(() => inclusionPath(-1, 3)).toThrow(RangeError);
  });
});

describe('a proof of consistency', () => {
  const twoSizes = (contents: readonly Uint8Array[], any: number) => ({
    earlier: {
      size: 1 + (any % contents.length),
      root: naiveRoot(sha256, contents.slice(0, 1 + (any % contents.length))),
    },
    later: { size: contents.length, root: naiveRoot(sha256, contents) },
  });

  it('shows of every earlier tree that the later one begins with it', () => {
    fc.assert(
      fc.property(someContents, fc.nat(), (contents, any) => {
        const { earlier, later } = twoSizes(contents, any);
        const proof = hashesOver(contents, consistencyPath(earlier.size, later.size));
        expect(isConsistent(sha256, earlier, later, proof)).toBe(true);
      }),
    );
  });

  it('does not show it when either root is another, or any hash is altered or left out', () => {
    fc.assert(
      fc.property(someContents, fc.nat(), (contents, any) => {
        const { earlier, later } = twoSizes(contents, any);
        const proof = hashesOver(contents, consistencyPath(earlier.size, later.size));
        const shows = (one: typeof earlier, other: typeof later, by = proof) => isConsistent(sha256, one, other, by);
        expect(shows({ ...earlier, root: flipped(earlier.root) }, later)).toBe(false);
        expect(shows(earlier, { ...later, root: flipped(later.root) })).toBe(false);
        for (const i of proof.keys()) {
          expect(shows(earlier, later, proof.with(i, flipped(proof[i] as Uint8Array)))).toBe(false);
          expect(shows(earlier, later, proof.toSpliced(i, 1))).toBe(false);
        }
      }),
    );
  });
});

function flipped(bytes: Uint8Array): Buffer {
  const altered = Buffer.from(bytes);
  altered[0] = (altered[0] ?? 0) ^ 1;
  return altered;
}
