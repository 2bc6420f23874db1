import { randomUUID } from 'node:crypto';
import { type HashName, type Signer, signerOf, type Verifier, verifierOf } from '#libs/crypto';
import type { Position } from '#libs/event-store';
import type { Sql } from './leaves.ts';
import { type OpenedSeal, openSeal } from './seal.ts';
import { SealRefused, type Trouble } from './trouble.ts';

/** What the seals of this database are of, as the first of them fixed it. */
export interface SealedLog {
  readonly origin: string;
  readonly hash: HashName;
  readonly verifier: Verifier;
}

interface Row {
  readonly origin: string;
  readonly hash: HashName;
  readonly verifier_key: string;
}

/** Null before the first seal. */
export async function readSealedLog(sql: Sql): Promise<SealedLog | null> {
  return fromRow(await sql.query<Row[]>('SELECT origin, hash, verifier_key FROM sealed_log'));
}

/** The same, held until the transaction ends; null also while another server seals. */
export async function claimSealedLog(sql: Sql): Promise<SealedLog | null> {
  return fromRow(await sql.query<Row[]>('SELECT origin, hash, verifier_key FROM sealed_log FOR UPDATE SKIP LOCKED'));
}

function fromRow([row]: readonly Row[]): SealedLog | null {
  return row ? { origin: row.origin, hash: row.hash, verifier: verifierOf(row.verifier_key) } : null;
}

/**
 * The signer for this database's seals: on the first call its origin and hash are made up and kept. Throws `SealRefused`
 * when the key or the hash are not those that it has been sealed with.
 */
export async function signerFor(sql: Sql, privateKey: string, hash: HashName | undefined): Promise<Signer> {
  const origin = `duban-log/${randomUUID()}`;
  await sql.query('INSERT INTO sealed_log (origin, hash, verifier_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    origin,
    hash ?? 'sha256',
    signerOf(origin, privateKey).verifier.verifierKey,
  ]);
  const sealed = await readSealedLog(sql);
  if (!sealed) throw new Error('The database forgot what it is sealed as');
  const signer = signerOf(sealed.origin, privateKey);
  if (signer.verifier.verifierKey !== sealed.verifier.verifierKey)
    throw new SealRefused(
      'other-key',
      `This log is sealed with the key ${sealed.verifier.keyId}, and this server has ${signer.verifier.keyId}. Let SEAL_KEY_FILE ` +
        'name the same key on every server that seals. If that key is lost, begin a new series of seals with `duban seal --anew`.',
    );
  if (hash && hash !== sealed.hash)
    throw new SealRefused(
      'other-hash',
      `This log is sealed with ${sealed.hash}, and SEAL_HASH says ${hash}. Unset SEAL_HASH, or begin a new series of seals ` +
        'with `duban seal --anew`.',
    );
  return signer;
}

/** Forgets what the log is sealed as, so that the next seal begins a new series, of a new origin, over all events again. Needs the owner's rights. */
export async function forgetSealedLog(sql: Sql): Promise<void> {
  await sql.query('DELETE FROM sealed_log');
}

/** The newest stored seal of the log; null when there is none. Throws `SealRefused` when it is not signed by the log's key. */
export async function newestSeal(sql: Sql, { origin, verifier }: SealedLog): Promise<OpenedSeal | null> {
  const [row] = await sql.query<{ note: string }[]>(
    'SELECT note FROM seal WHERE origin = $1 ORDER BY size DESC LIMIT 1',
    [origin],
  );
  return row ? opened(row.note, verifier, 'The newest stored seal') : null;
}

/** The smallest stored seal that covers a position; null when none does. Throws as `newestSeal`. */
export async function firstSealOver(
  sql: Sql,
  { origin, verifier }: SealedLog,
  position: Position,
): Promise<OpenedSeal | null> {
  const [row] = await sql.query<{ note: string }[]>(
    'SELECT note FROM seal WHERE origin = $1 AND size >= $2 ORDER BY size LIMIT 1',
    [origin, position],
  );
  return row ? opened(row.note, verifier, 'A stored seal') : null;
}

function opened(note: string, verifier: Verifier, which: string): OpenedSeal {
  const seal = openSeal(note, [verifier]);
  if (!seal) throw new SealRefused('altered', `${which} was altered. Run \`duban verify\`.`);
  return seal;
}

/** Keeps, for everybody's health checks, how the newest attempt to seal went. */
export async function recordAttempt(sql: Sql, trouble: Trouble | null): Promise<void> {
  await sql.query('UPDATE sealed_log SET trouble = $1, tried_at = clock_timestamp()', [trouble]);
}
