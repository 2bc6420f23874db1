import { hashNamed } from '#libs/crypto';
import type { Deposit } from './deposit.ts';
import { depositOf, type Places } from './deposits.ts';
import type { Sql } from './leaves.ts';
import { type OpenedSeal, openSeal } from './seal.ts';
import { newestSeal, readSealedLog, type SealedLog } from './sealed-log.ts';
import { storedEdge } from './stored-tree.ts';
import { SealRefused } from './trouble.ts';

/**
 * Holds the database against the newest seal in the deposit, and answers with the stored seals that are newer, oldest
 * first. Throws `SealRefused`: `behind` when the deposit has seen events that the database does not have (it was restored to an
 * earlier state), `contradicted` when the stored tree is another one; and `DepositAway`.
 */
export async function compareWithDeposit(sql: Sql, log: SealedLog, deposit: Deposit): Promise<string[]> {
  const outside = await newestIn(deposit, log);
  const newest = await newestSeal(sql, log);
  if (outside && outside.size > (newest?.size ?? 0))
    throw new SealRefused(
      'behind',
      `The database is behind the seals in ${deposit.where}: they know ${outside.size} events, it ${newest?.size ?? 0}. ` +
        'If it was restored from a backup on purpose, begin a new series of seals with `duban seal --anew`.',
    );
  if (outside) {
    const edge = await storedEdge(sql, hashNamed(log.hash), outside.size);
    if (!edge || Buffer.compare(edge.root(), outside.root) !== 0)
      throw new SealRefused(
        'contradicted',
        `The stored tree is not the one that was sealed in ${deposit.where}. Run \`duban verify\`.`,
      );
  }
  const rows = await sql.query<{ note: string }[]>(
    'SELECT note FROM seal WHERE origin = $1 AND size > $2 ORDER BY size',
    [log.origin, outside?.size ?? 0],
  );
  return rows.map((row) => row.note);
}

/**
 * The newest seal of this database's log that is kept outside of it; null when there is none. When its `size` is beyond
 * the newest event, the database was put back to an earlier state. Throws `DepositAway`, and `SealRefused` for a seal
 * that is not signed by the log's key.
 */
export async function newestOutside(sql: Sql, places: Places): Promise<OpenedSeal | null> {
  const log = await readSealedLog(sql);
  const deposit = log && depositOf(places, log.origin);
  return deposit && newestIn(deposit, log);
}

async function newestIn(deposit: Deposit, log: SealedLog): Promise<OpenedSeal | null> {
  const note = await deposit.newest(log.origin);
  if (note === null) return null;
  const seal = openSeal(note, [log.verifier]);
  if (seal) return seal;
  throw new SealRefused(
    'contradicted',
    `The newest seal in ${deposit.where} is not signed by the key of this log. Run \`duban verify\`.`,
  );
}
