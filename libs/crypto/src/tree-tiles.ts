import { HASH_BYTES, type Hash } from './hash.ts';
import { rootOf, type Subtree } from './merkle-tree.ts';

/** Hashes in a full tile. */
export const TILE_WIDTH = 256;
const TILE_HEIGHT = 8;
const TILE_BYTES = TILE_WIDTH * HASH_BYTES;

/**
 * A stored piece of a tree, cut as C2SP tlog-tiles does: at level 0 the hashes of the leaves `index · 256` and on, at
 * level n the roots of the complete subtrees of 256^n leaves. At most 256 of them; the last tile of a level may have fewer.
 */
export interface Tile {
  readonly level: number;
  readonly index: number;
  /** One after another. */
  readonly hashes: Uint8Array;
}

/**
 * A tree that grows at its right edge: all that it keeps are the tiles that are not full, which is all that its root and
 * its next leaves need.
 */
export class TreeEdge {
  #size: number;
  /** The last, not full tile of each level. */
  readonly #open: Buffer[];

  private constructor(
    private readonly hash: Hash,
    size: number,
    open: Buffer[],
  ) {
    this.#size = size;
    this.#open = open;
  }

  /** Which tiles the edge of a tree of that size consists of, and how many hashes of each. */
  static tilesAt(size: number): { level: number; index: number; width: number }[] {
    const tiles = [];
    for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
      tiles.push({ level, index: Math.floor(count / TILE_WIDTH), width: count % TILE_WIDTH });
    }
    return tiles;
  }

  /** The edge of a tree of that size, from its stored tiles, which may have grown since. Throws `RangeError` when one lacks hashes. */
  static at(hash: Hash, size: number, hashesOf: (level: number, index: number) => Uint8Array | undefined): TreeEdge {
    const open = TreeEdge.tilesAt(size).map(({ level, index, width }) => {
      const hashes = width === 0 ? new Uint8Array() : hashesOf(level, index);
      if (!hashes || hashes.length < width * HASH_BYTES)
        throw new RangeError(`Tile ${index} of level ${level} lacks hashes for a tree of ${size}`);
      return Buffer.from(hashes.subarray(0, width * HASH_BYTES));
    });
    return new TreeEdge(hash, size, open);
  }

  get size(): number {
    return this.#size;
  }

  copy(): TreeEdge {
    return new TreeEdge(this.hash, this.#size, [...this.#open]);
  }

  /** Adds leaves, given as their hashes one after another. Answers with the tiles that are full now. */
  append(leaves: Uint8Array): Tile[] {
    const full: Tile[] = [];
    this.#grow(0, Math.floor(this.#size / TILE_WIDTH), leaves, full);
    this.#size += leaves.length / HASH_BYTES;
    return full;
  }

  #grow(level: number, firstIndex: number, hashes: Uint8Array, full: Tile[]): void {
    const bytes = Buffer.concat([this.#open[level] ?? Buffer.alloc(0), hashes]);
    const roots: Buffer[] = [];
    let at = 0;
    for (; at + TILE_BYTES <= bytes.length; at += TILE_BYTES) {
      const tile = bytes.subarray(at, at + TILE_BYTES);
      full.push({ level, index: firstIndex + roots.length, hashes: tile });
      roots.push(rootOfComplete(this.hash, tile));
    }
    this.#open[level] = bytes.subarray(at);
    if (roots.length > 0) this.#grow(level + 1, Math.floor(firstIndex / TILE_WIDTH), Buffer.concat(roots), full);
  }

  /** The tiles that are not full and not empty. */
  openTiles(): Tile[] {
    return TreeEdge.tilesAt(this.#size).flatMap(({ level, index, width }) =>
      width === 0 ? [] : [{ level, index, hashes: this.#open[level] as Buffer }],
    );
  }

  root(): Uint8Array {
    const subtrees = subtreesIn(this.hash, (level) => this.#open[level] as Buffer);
    return rootOf(this.hash, { from: 0, to: this.#size }, subtrees);
  }
}

/** The subtrees of a tree whose tiles are given; asks only for the tiles that it needs. */
export function subtreesIn(hash: Hash, hashesOf: (level: number, index: number) => Uint8Array): Subtree {
  return (level, index) => {
    const tileLevel = Math.floor(level / TILE_HEIGHT);
    const width = 2 ** (level % TILE_HEIGHT);
    const first = index * width;
    const at = (first % TILE_WIDTH) * HASH_BYTES;
    const hashes = hashesOf(tileLevel, Math.floor(first / TILE_WIDTH));
    return rootOfComplete(hash, hashes.subarray(at, at + width * HASH_BYTES));
  };
}

/** The root over a power of two of hashes. One buffer for all nodes: this is what verifying a log spends its time with. */
function rootOfComplete(hash: Hash, hashes: Uint8Array): Buffer {
  const level = Buffer.from(hashes);
  const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
  for (let length = level.length; length > HASH_BYTES; length /= 2) {
    for (let at = 0; at < length; at += 2 * HASH_BYTES) {
      level.copy(node, 1, at, at + 2 * HASH_BYTES);
      hash(node).copy(level, at / 2);
    }
  }
  return level.subarray(0, HASH_BYTES);
}
