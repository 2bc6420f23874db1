import { HASH_BYTES, type HashName, type TreeEdge } from '#libs/crypto';
import type { Position } from '#libs/event-store';
import type { Fault } from './faults.ts';
import { firstDifference, readLeaves, type Sql } from './leaves.ts';
import type { OpenedSeal } from './seal.ts';
import { storedLeaves } from './stored-tree.ts';

/** A size at which the events were as sealed, and their tree there. */
export interface Good {
  readonly size: Position;
  readonly edge: TreeEdge;
}

interface Broken {
  readonly sql: Sql;
  readonly hash: HashName;
  readonly good: Good;
  /** The first seal that does not fit. */
  readonly failed: OpenedSeal;
  /** Up to here there are events without a gap. */
  readonly end: Position;
  readonly head: Position;
}

const CHUNK = 65_536;

/**
 * Which event is the first that is not as it was sealed. The stored hashes may tell, if together they lead to the root
 * of the seal that failed: then nobody altered them, and the first event with another hash is it. If not, an event that is
 * missing is named, although one before it may be another than was sealed.
 */
export async function locate({ sql, hash, good, failed, end, head }: Broken): Promise<Fault> {
  const last = Math.min(end, failed.size);
  const fit = await storedHashesFit(sql, good, failed);
  if (!fit && last === failed.size) return { kind: 'altered-within', position: good.size + 1, upTo: failed.size };
  for (let after = good.size; fit && after < last; after += CHUNK) {
    const upTo = Math.min(after + CHUNK, last);
    const { hashes } = await readLeaves(sql, hash, after, upTo);
    const position = firstDifference(hashes, await storedLeaves(sql, after, upTo), after, upTo);
    if (position !== null) return { kind: 'altered', position };
  }
  return end < head
    ? { kind: 'missing', position: end + 1 }
    : { kind: 'truncated', position: head + 1, upTo: failed.size };
}

async function storedHashesFit(sql: Sql, good: Good, failed: OpenedSeal): Promise<boolean> {
  const edge = good.edge.copy();
  while (edge.size < failed.size) {
    const upTo = Math.min(edge.size + CHUNK, failed.size);
    const stored = await storedLeaves(sql, edge.size, upTo);
    if (stored.length !== (upTo - edge.size) * HASH_BYTES) return false;
    edge.append(stored);
  }
  return Buffer.compare(edge.root(), failed.root) === 0;
}
