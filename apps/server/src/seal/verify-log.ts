import { HASH_BYTES, type HashName, hashNamed, type Tile, TreeEdge } from '#libs/crypto';
import type { Position } from '#libs/event-store';
import type { Fault } from './faults.ts';
import { firstDifference, type LeafRun, readLeaves, type Sql } from './leaves.ts';
import { type Good, locate } from './locate.ts';
import type { OpenedSeal } from './seal.ts';
import { alteredAbove, storedLeaves } from './stored-tree.ts';

export interface LogToVerify {
  readonly sql: Sql;
  readonly hash: HashName;
  /** What the log is held against, by size. */
  readonly seals: readonly OpenedSeal[];
  /** Seals that are only held against the log, by size. */
  readonly storedSeals: readonly OpenedSeal[];
  /** The size of the stored tree. */
  readonly storedSize: Position;
  readonly progress: (done: Position, of: Position) => void;
}

export interface Verdict {
  /** Position of the newest event when it began. */
  readonly head: Position;
  /** Size of the newest seal that the events bear out: up to there, each is at its position as it was sealed. */
  readonly goodUpTo: Position;
  /** Empty when all is as it was sealed. */
  readonly faults: readonly Fault[];
}

const CHUNK = 65_536;
/** So many chunks are being hashed by Postgres, on other cores, while one is worked on here. */
const AHEAD = 3;

/**
 * Computes the whole tree anew from the events and holds it against every seal, then the stored tree and seals against
 * it. Of what is wrong with the events it finds the first. Memory does not grow with the log; the server may run meanwhile.
 */
export async function verifyLog(log: LogToVerify): Promise<Verdict> {
  const { sql, seals, storedSize, progress } = log;
  const [row] = await sql.query<{ head: string; least: string }[]>(
    'SELECT coalesce(max(position), 0) AS head, coalesce(min(position), 1) AS least FROM event',
  );
  const head = Number(row?.head);
  if (Number(row?.least) < 1) return { head, goodUpTo: 0, faults: [{ kind: 'stray', position: Number(row?.least) }] };

  const walk = new Walk(log);
  const broken = async (failed: OpenedSeal, gap: Position | null): Promise<Verdict> => {
    const fault = await locate({
      sql,
      hash: log.hash,
      good: walk.good,
      failed,
      end: gap === null ? head : gap - 1,
      head,
    });
    return { head, goodUpTo: walk.good.size, faults: [fault] };
  };
  let alteredLeaf: Position | null = null;
  for await (const { after, upTo, run, stored } of chunks(log, head)) {
    const failed = walk.take(run.hashes) ?? seals.find(({ size }) => run.gap !== null && size >= run.gap);
    if (failed) return broken(failed, run.gap);
    if (run.gap !== null) return { head, goodUpTo: walk.good.size, faults: [{ kind: 'missing', position: run.gap }] };
    alteredLeaf ??= firstDifference(run.hashes, stored, after, Math.min(upTo, storedSize));
    progress(upTo, head);
  }
  const beyond = seals.find(({ size }) => size > head);
  if (beyond) return broken(beyond, null);

  const above = await alteredAbove(sql, walk.tiles(), storedSize);
  const alteredFrom = alteredLeaf ?? (above === null ? null : above + 1);
  const faults: Fault[] = [
    ...(alteredFrom === null ? [] : [{ kind: 'tree', position: alteredFrom } as const]),
    ...walk.alteredSeals.map((position) => ({ kind: 'stored-seal', position }) as const),
  ];
  return { head, goodUpTo: walk.good.size, faults };
}

/** Goes through the leaves once, from left to right, and stops at every seal. */
class Walk {
  /** The tree at the newest seal that fits. */
  good: Good;
  readonly alteredSeals: Position[] = [];
  private readonly edge: TreeEdge;
  private readonly fullTiles: Tile[] = [];
  private readonly stops: { seal: OpenedSeal; isStored: boolean }[];

  constructor({ hash, seals, storedSeals }: LogToVerify) {
    this.edge = TreeEdge.at(hashNamed(hash), 0, () => undefined);
    this.good = { size: 0, edge: this.edge.copy() };
    this.stops = [
      ...seals.map((seal) => ({ seal, isStored: false })),
      ...storedSeals.map((seal) => ({ seal, isStored: true })),
    ].sort((one, other) => one.seal.size - other.seal.size);
  }

  /** Answers with the first seal that does not fit. */
  take(hashes: Buffer): OpenedSeal | null {
    const end = this.edge.size + hashes.length / HASH_BYTES;
    let at = 0;
    const advance = (size: number) => {
      const next = at + (size - this.edge.size) * HASH_BYTES;
      if (next > at) {
        const full = this.edge.append(hashes.subarray(at, next));
        this.fullTiles.push(...full.filter(({ level }) => level > 0));
      }
      at = next;
    };
    for (let stop = this.stops[0]; stop && stop.seal.size <= end; stop = this.stops[0]) {
      const { seal, isStored } = stop;
      advance(seal.size);
      const fits = Buffer.compare(this.edge.root(), seal.root) === 0;
      if (!fits && !isStored) return seal;
      if (!fits) this.alteredSeals.push(seal.size);
      else if (!isStored) this.good = { size: seal.size, edge: this.edge.copy() };
      this.stops.shift();
    }
    advance(end);
    return null;
  }

  /** All tiles above level 0. */
  tiles(): Tile[] {
    return [...this.fullTiles, ...this.edge.openTiles()];
  }
}

interface Chunk {
  readonly after: Position;
  readonly upTo: Position;
  readonly run: LeafRun;
  readonly stored: Buffer;
}

async function* chunks({ sql, hash, storedSize }: LogToVerify, head: Position): AsyncGenerator<Chunk> {
  const read = async (after: Position, upTo: Position): Promise<Chunk> => {
    const stored = after < storedSize ? storedLeaves(sql, after, Math.min(upTo, storedSize)) : Buffer.alloc(0);
    const [run, storedHashes] = await Promise.all([readLeaves(sql, hash, after, upTo), stored]);
    return { after, upTo, run, stored: storedHashes };
  };
  const reading: Promise<Chunk>[] = [];
  let next = 0;
  for (;;) {
    for (; reading.length <= AHEAD && next < head; next += CHUNK) {
      const chunk = read(next, Math.min(next + CHUNK, head));
      chunk.catch(() => undefined); // it is thrown when its turn comes
      reading.push(chunk);
    }
    const chunk = reading.shift();
    if (!chunk) return;
    yield await chunk;
  }
}
