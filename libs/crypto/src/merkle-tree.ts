import type { Hash } from './hash.ts';

// The tree of RFC 6962 and 9162: leaves from left to right; a tree of n leaves splits at the largest power of two below n.

/** Leaves `from` (from 0) up to, not including, `to`. */
export interface Leaves {
  readonly from: number;
  readonly to: number;
}

/** The hash of the complete subtree over the leaves `index · 2^level` up to `(index + 1) · 2^level`; level 0: of a leaf. */
export type Subtree = (level: number, index: number) => Uint8Array;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf's content. The byte in front keeps leaves and nodes apart: neither can be passed off as the other. */
export function leafHash(hash: Hash, content: Uint8Array): Buffer {
  return hash(Buffer.concat([LEAF, content]));
}

export function nodeHash(hash: Hash, left: Uint8Array, right: Uint8Array): Buffer {
  return hash(Buffer.concat([NODE, left, right]));
}

/** The largest power of two below n, for n ≥ 2. By integers: logarithms are rounded. */
function split(n: number): number {
  let power = 1;
  while (power * 2 < n) power *= 2;
  return power;
}

function levelOf(size: number): number {
  let level = 0;
  for (let power = 1; power < size; power *= 2) level++;
  return level;
}

/** The root over some leaves of a tree, which is the root of the whole for all of them. `from` is where a subtree of the tree begins. */
export function rootOf(hash: Hash, { from, to }: Leaves, subtree: Subtree): Uint8Array {
  const size = to - from;
  if (size === 0) return hash(new Uint8Array());
  if (size === 1) return subtree(0, from);
  const half = split(size);
  if (half * 2 === size) return subtree(levelOf(size), from / size);
  const middle = from + half;
  return nodeHash(hash, rootOf(hash, { from, to: middle }, subtree), rootOf(hash, { from: middle, to }, subtree));
}

/**
 * What proves that a leaf is in a tree of that size: the roots over these leaves, in this order, from the leaf's
 * neighbour upwards (RFC 9162, 2.1.3). Throws `RangeError` for a leaf that is not in the tree.
 */
export function inclusionPath(index: number, size: number): Leaves[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`There is no leaf ${index} in a tree of ${size}`);
  return descend({ from: 0, to: size });

  function descend({ from, to }: Leaves): Leaves[] {
    if (to - from === 1) return [];
    const middle = from + split(to - from);
    const [left, right] = [
      { from, to: middle },
      { from: middle, to },
    ];
    return index < middle ? [...descend(left), right] : [...descend(right), left];
  }
}

/** The root that a leaf and its proof lead to, in a tree of that size; null when the proof is not of the right length. */
export function rootFromInclusion(
  hash: Hash,
  leaf: Uint8Array,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Uint8Array | null {
  const path = inclusionPath(index, size);
  if (path.length !== proof.length) return null;
  return path.reduce<Uint8Array>((node, { from }, i) => {
    const sibling = proof[i] as Uint8Array;
    return from > index ? nodeHash(hash, node, sibling) : nodeHash(hash, sibling, node);
  }, leaf);
}

/**
 * What proves that a tree of `size` leaves begins with the tree of its first `earlier` leaves, as for `inclusionPath`
 * (RFC 9162, 2.1.4). Empty for equal sizes. Throws `RangeError` unless 0 < earlier ≤ size.
 */
export function consistencyPath(earlier: number, size: number): Leaves[] {
  if (!(earlier > 0 && earlier <= size)) throw new RangeError(`A tree of ${size} has no tree of ${earlier} before it`);
  return descend({ from: 0, to: size }, true);

  function descend({ from, to }: Leaves, isWholeTree: boolean): Leaves[] {
    if (to === earlier) return isWholeTree ? [] : [{ from, to }];
    const middle = from + split(to - from);
    const [left, right] = [
      { from, to: middle },
      { from: middle, to },
    ];
    return earlier <= middle ? [...descend(left, isWholeTree), right] : [...descend(right, false), left];
  }
}

/** Whether the proof shows that the later tree begins with the earlier one. */
export function isConsistent(
  hash: Hash,
  earlier: { readonly size: number; readonly root: Uint8Array },
  later: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  const path = consistencyPath(earlier.size, later.size);
  if (path.length !== proof.length) return false;
  if (path.length === 0) return equal(earlier.root, later.root);
  // When the earlier tree is a complete subtree of the later one, it is not in the proof: the verifier has it.
  const isStartGiven = path.some(({ to }) => to === earlier.size);
  const start = isStartGiven ? (proof[0] as Uint8Array) : earlier.root;
  const known = { earlier: start, later: start };
  for (const [i, { from }] of path.entries()) {
    if (isStartGiven && i === 0) continue;
    const sibling = proof[i] as Uint8Array;
    if (from >= earlier.size) known.later = nodeHash(hash, known.later, sibling);
    else {
      known.earlier = nodeHash(hash, sibling, known.earlier);
      known.later = nodeHash(hash, sibling, known.later);
    }
  }
  return equal(known.earlier, earlier.root) && equal(known.later, later.root);
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
