import { setImmediate as breathe } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { HASH_BYTES, type HashName, hashNamed, type Signer, type Tile, type TreeEdge } from '#libs/crypto';
import { compareWithDeposit } from './compare.ts';
import { type Deposit, DepositAway } from './deposit.ts';
import { readLeaves, type Sql } from './leaves.ts';
import { signSeal } from './seal.ts';
import { claimSealedLog, newestSeal, recordAttempt, type SealedLog, signerFor } from './sealed-log.ts';
import { storedEdge, storeTiles } from './stored-tree.ts';
import { SealRefused, type Trouble } from './trouble.ts';

export interface SealerOptions {
  /** PEM; see `readSealKey`. */
  readonly privateKey: string;
  /** Of the tree, when the log is sealed for the first time; sha256 unless given. */
  readonly hash?: HashName | undefined;
  /** Where the seals of a log are put; null: nowhere but the database. */
  readonly depositFor: (origin: string) => Deposit | null;
}

/** Most events under one seal: so many leaves are hashed in half a second. */
const MOST_AT_ONCE = 65_536;
/** So many leaves are joined to the tree in two milliseconds; requests that wait are answered in between. */
const LEAVES_AT_ONCE = 1_024;

/**
 * Seals the log. A seal is signed only for a tree that was just seen to continue the newest seal stored here and the
 * newest one in the deposit, and is put into the deposit only after it is stored; so no two seals of one log ever
 * contradict each other, whatever is killed or restored when, and however many servers seal.
 */
export class Sealer {
  constructor(
    private readonly database: DataSource,
    private readonly options: SealerOptions,
  ) {}

  /**
   * Deposits what an interrupted turn left behind, then seals all events that are in the log now; nothing while another
   * server seals. Answers how many events were newly sealed. Throws `SealRefused`, or `DepositAway`: nothing is lost,
   * and a later turn seals the events that have come since together.
   */
  async turn(): Promise<number> {
    try {
      const signer = await signerFor(this.database, this.options.privateKey, this.options.hash);
      let sealed = 0;
      for (;;) {
        if (!(await this.depositPending())) return sealed;
        const more = await this.sealNext(signer);
        if (more === 0) break;
        sealed += more;
      }
      await recordAttempt(this.database, null);
      return sealed;
    } catch (error) {
      const trouble = troubleOf(error);
      // A server that is set up wrongly does not speak for the others.
      if (trouble !== 'other-key' && trouble !== 'other-hash')
        await recordAttempt(this.database, trouble).catch(() => undefined);
      throw error;
    }
  }

  /** False while another server seals. */
  private depositPending(): Promise<boolean> {
    return this.claimed(false, async (sql, log) => {
      const deposit = this.options.depositFor(log.origin);
      if (!deposit) return true;
      const pending = await compareWithDeposit(sql, log, deposit);
      if (pending.length > 0) await deposit.add(pending);
      return true;
    });
  }

  private sealNext(signer: Signer): Promise<number> {
    return this.claimed(0, async (sql, { origin, hash, verifier }) => {
      // A new series was begun since the signer was made: the next turn signs for that.
      if (origin !== signer.verifier.name) return 0;
      const newest = await newestSeal(sql, { origin, hash, verifier });
      const before = newest?.size ?? 0;
      const edge = await storedEdge(sql, hashNamed(hash), before);
      if (!edge || (newest && Buffer.compare(edge.root(), newest.root) !== 0))
        throw new SealRefused('altered', 'The stored tree was altered since its newest seal. Run `duban verify`.');
      const [row] = await sql.query<{ head: string }[]>('SELECT coalesce(max(position), 0) AS head FROM event');
      const size = Math.min(Number(row?.head), before + MOST_AT_ONCE);
      if (size < before)
        throw new SealRefused(
          'gap',
          `The event at position ${size + 1}, which was sealed, is missing. Run \`duban verify\`.`,
        );
      if (size === before) return 0;
      const { hashes, gap } = await readLeaves(sql, hash, before, size);
      if (gap !== null)
        throw new SealRefused('gap', `There is not exactly one event at position ${gap}. Run \`duban verify\`.`);
      await storeTiles(sql, [...(await grow(edge, hashes)), ...edge.openTiles()]);
      const note = signSeal({ origin, size, root: edge.root(), hash, sealedAt: new Date().toISOString() }, signer);
      await sql.query('INSERT INTO seal (origin, size, note) VALUES ($1, $2, $3)', [origin, size, note]);
      return size - before;
    });
  }

  /** Does something under the lock of whoever seals, in a transaction; `otherwise` when another has it. */
  private claimed<T>(otherwise: T, work: (sql: Sql, log: SealedLog) => Promise<T>): Promise<T> {
    return this.database.transaction(async (manager) => {
      const log = await claimSealedLog(manager);
      return log ? work(manager, log) : otherwise;
    });
  }
}

async function grow(edge: TreeEdge, hashes: Buffer): Promise<Tile[]> {
  const full: Tile[] = [];
  for (let at = 0; at < hashes.length; at += LEAVES_AT_ONCE * HASH_BYTES) {
    full.push(...edge.append(hashes.subarray(at, at + LEAVES_AT_ONCE * HASH_BYTES)));
    await breathe();
  }
  return full;
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof SealRefused) return error.trouble;
  return error instanceof DepositAway ? 'deposit-away' : 'failed';
}
