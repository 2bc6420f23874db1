import { HASH_BYTES, type Hash, type Subtree, subtreesIn, TILE_WIDTH, type Tile, TreeEdge } from '#libs/crypto';
import type { Sql } from './leaves.ts';

interface TileRow {
  readonly level: number;
  readonly index: string;
  readonly hashes: Buffer;
}

/** The stored tree as it was at a size; null when tiles of it are missing. */
export async function storedEdge(sql: Sql, hash: Hash, size: number): Promise<TreeEdge | null> {
  const tiles = await readTiles(sql, TreeEdge.tilesAt(size));
  try {
    return TreeEdge.at(hash, size, (level, index) => tiles.get(keyOf(level, index)));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The subtrees of the stored tree that are in the tiles above these leaves (from 0), or at the edge of a tree of that size. */
export async function storedSubtrees(sql: Sql, hash: Hash, leaves: readonly number[], size: number): Promise<Subtree> {
  const wanted = TreeEdge.tilesAt(size).flatMap(({ level, index }) => [
    { level, index },
    ...leaves.map((leaf) => ({ level, index: Math.floor(leaf / TILE_WIDTH ** (level + 1)) })),
  ]);
  const tiles = await readTiles(sql, wanted);
  return subtreesIn(hash, (level, index) => tiles.get(keyOf(level, index)) ?? new Uint8Array());
}

/** The hashes of the leaves from `from` (from 0) up to, not including, `to`, as they are stored; fewer when some are not. */
export async function storedLeaves(sql: Sql, from: number, to: number): Promise<Buffer> {
  const [first, last] = [Math.floor(from / TILE_WIDTH), Math.floor(to / TILE_WIDTH)];
  const rows = await sql.query<TileRow[]>(
    'SELECT index, hashes FROM seal_tile WHERE level = 0 AND index BETWEEN $1 AND $2 ORDER BY index',
    [first, last],
  );
  const whole = Buffer.concat(rows.map(({ hashes }) => hashes));
  return whole.subarray((from - first * TILE_WIDTH) * HASH_BYTES, (to - first * TILE_WIDTH) * HASH_BYTES);
}

/**
 * The first leaf (from 0) below a stored tile above level 0 that is not as computed, or is missing in a tree of that size;
 * null when all are. `computed` may be tiles of a larger tree.
 */
export async function alteredAbove(sql: Sql, computed: readonly Tile[], size: number): Promise<number | null> {
  const rows = await sql.query<TileRow[]>('SELECT level, index, hashes FROM seal_tile WHERE level > 0');
  const stored = new Map(rows.map(({ level, index, hashes }) => [keyOf(level, Number(index)), hashes]));
  const altered = computed.flatMap(({ level, index, hashes }) => {
    const needed = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH) * HASH_BYTES;
    if (level === 0 || needed <= 0) return [];
    const found = stored.get(keyOf(level, index)) ?? Buffer.alloc(0);
    const isRight = found.length >= needed && found.equals(hashes.subarray(0, found.length));
    return isRight ? [] : [index * TILE_WIDTH ** (level + 1)];
  });
  return altered.length === 0 ? null : Math.min(...altered);
}

/** Stores tiles, in place of what the same tiles were before: a tile only ever grows. */
export async function storeTiles(sql: Sql, tiles: readonly Tile[]): Promise<void> {
  await sql.query(
    `INSERT INTO seal_tile (level, index, hashes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
     ON CONFLICT (level, index) DO UPDATE SET hashes = excluded.hashes`,
    [tiles.map(({ level }) => level), tiles.map(({ index }) => index), tiles.map(({ hashes }) => hashes)],
  );
}

async function readTiles(sql: Sql, wanted: readonly Pick<Tile, 'level' | 'index'>[]): Promise<Map<string, Buffer>> {
  const rows = await sql.query<TileRow[]>(
    `SELECT level, index, hashes FROM seal_tile JOIN unnest($1::smallint[], $2::bigint[]) AS wanted (level, index)
     USING (level, index)`,
    [wanted.map(({ level }) => level), wanted.map(({ index }) => index)],
  );
  return new Map(rows.map(({ level, index, hashes }) => [keyOf(level, Number(index)), hashes]));
}

function keyOf(level: number, index: number): string {
  return `${level}/${index}`;
}
