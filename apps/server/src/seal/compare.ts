import { hashNamed } from '#libs/crypto';
import type { Deposit } from './deposit.ts';
import type { Sql } from './leaves.ts';
import { openSeal } from './seal.ts';
import { newestSeal, type SealedLog } from './sealed-log.ts';
import { storedEdge } from './stored-tree.ts';
import { SealRefused } from './trouble.ts';

/**
 * Holds the database against the newest seal in the deposit, and answers with the stored seals that are newer, oldest
 * first. Throws `SealRefused`: `behind` when the deposit has seen events that the database does not have (it was restored to an
 * earlier state), `contradicted` when the stored tree is another one; and `DepositAway`.
 */
export async function compareWithDeposit(sql: Sql, log: SealedLog, deposit: Deposit): Promise<string[]> {
  const note = await deposit.newest(log.origin);
  const outside = note === null ? null : openSeal(note, [log.verifier]);
  if (note !== null && !outside)
    throw new SealRefused(
      'contradicted',
      `The newest seal in ${deposit.where} is not signed by the key of this log. Run \`duban verify\`.`,
    );
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
