import { hashNamed, inclusionPath, leafHash, rootFromInclusion, rootOf } from '#libs/crypto';
import type { Position } from '#libs/event-store';
import { LEAF_TEXT, type Sql } from './leaves.ts';
import { newestSeal, readSealedLog } from './sealed-log.ts';
import { storedSubtrees } from './stored-tree.ts';

/** What `docs/verify/verify.mjs` checks without anything else; its README describes it. */
export interface Proof {
  readonly format: 'duban-proof/1';
  readonly stream: string;
  /** Every event of the stream, oldest first. `proof`: the hashes from the leaf to the root, one after another, in base64. */
  readonly events: readonly { readonly position: Position; readonly leaf: string; readonly proof: string }[];
  /** The note that was signed. */
  readonly seal: string;
  readonly key: string;
}

/** Why there is no proof. `number`: of events that are sealed, or the position that does not fit. */
export class NoProof extends Error {
  override readonly name = 'NoProof';

  constructor(
    readonly reason: 'unknown' | 'not-sealed' | 'not-sealed-yet' | 'altered',
    readonly number = 0,
  ) {
    super(`There is no proof: ${reason} (${number})`);
  }
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The proof for a task or a directive, named by its number or its id. Throws `NoProof`. */
export async function prove(sql: Sql, item: string): Promise<Proof> {
  const stream = ID.test(item) ? item : await streamNumbered(sql, item);
  const rows = await sql.query<{ position: string; leaf: string }[]>(
    `SELECT position, ${LEAF_TEXT} AS leaf FROM event WHERE stream_id = $1 ORDER BY version`,
    [stream],
  );
  const events = rows.map(({ position, leaf }) => ({ position: Number(position), leaf }));
  const log = await readSealedLog(sql);
  const seal = log && (await newestSeal(sql, log));
  if (events.length === 0) throw new NoProof('unknown');
  if (!seal) throw new NoProof('not-sealed');
  if (events.some(({ position }) => position > seal.size)) throw new NoProof('not-sealed-yet', seal.size);

  const hash = hashNamed(seal.hash);
  const indexes = events.map(({ position }) => position - 1);
  const subtrees = await storedSubtrees(sql, hash, indexes, seal.size);
  const proven = events.map(({ position, leaf }) => {
    const path = inclusionPath(position - 1, seal.size).map((leaves) => rootOf(hash, leaves, subtrees));
    const root = rootFromInclusion(hash, leafHash(hash, Buffer.from(leaf)), position - 1, seal.size, path);
    if (!root || Buffer.compare(root, seal.root) !== 0) throw new NoProof('altered', position);
    return { position, leaf, proof: Buffer.concat(path).toString('base64') };
  });
  return { format: 'duban-proof/1', stream, events: proven, seal: seal.note, key: log.verifier.verifierKey };
}

async function streamNumbered(sql: Sql, number: string): Promise<string> {
  const [row] = await sql.query<{ id: string }[]>(
    `SELECT id FROM task_row WHERE valid_to IS NULL AND number = $1
     UNION ALL SELECT id FROM directive_row WHERE valid_to IS NULL AND number = $1 LIMIT 1`,
    [number],
  );
  if (!row) throw new NoProof('unknown');
  return row.id;
}
