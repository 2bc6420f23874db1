import { readFile } from 'node:fs/promises';
import { notesIn, signerOf, type Verifier, verifierOf } from '#libs/crypto';
import type { Position } from '#libs/event-store';
import type { Config } from '../config.ts';
import { depositOf } from './deposits.ts';
import type { Fault } from './faults.ts';
import type { Sql } from './leaves.ts';
import { type OpenedSeal, openSeal } from './seal.ts';
import { readSealKey } from './seal-key.ts';
import { readSealedLog } from './sealed-log.ts';
import { type Verdict, verifyLog } from './verify-log.ts';

/** What of the settings concerns the key of the seals and where they are put. */
export type SealSettings = Pick<Config, 'sealKeyFile' | 'sealFile' | 'sealUrl' | 'dataDir' | 'temporaryDatabase'>;

export interface VerifyOptions {
  /** The verifier key of the log as it was published; null: the one that belongs to this deployment's private key. */
  readonly key: string | null;
  /** Files with the seals as they were kept outside; none: where this deployment puts them. */
  readonly sealFiles: readonly string[];
  readonly progress: (done: Position, of: Position) => void;
}

export interface DeploymentVerdict extends Verdict {
  readonly key: Verifier;
  /** How many seals from outside the log was held against; 0: only against its own, which its owner can rewrite. */
  readonly outside: number;
  /** The newest seal that it was held against; null when there is none. */
  readonly newest: OpenedSeal | null;
}

/** Nothing was sealed yet, and no key was given: there is nothing to verify. */
export class NotSealed extends Error {
  override readonly name = 'NotSealed';
}

/**
 * Verifies a deployment's log against its seals. Throws `NotSealed`, `NoSealKey`, `DepositAway`, and an error for a key
 * that is none or a file that cannot be read.
 */
export async function verifyDeployment(
  { config, database }: { config: SealSettings; database: Sql },
  { key, sealFiles, progress }: VerifyOptions,
): Promise<DeploymentVerdict> {
  const log = await readSealedLog(database);
  const verifier = key === null ? await ownVerifier(config, log?.origin) : verifierOf(key);
  const origin = verifier.name;
  const notes = (await notesOutside(config, origin, sealFiles)).filter((note) => note.startsWith(`${origin}\n`));
  const outside = opened(notes, verifier);

  const rows = await database.query<{ size: string; note: string }[]>(
    'SELECT size, note FROM seal WHERE origin = $1 ORDER BY size',
    [origin],
  );
  const known = new Map(outside.seals.map((seal) => [seal.note, seal]));
  const strange = rows.filter(({ size, note }) => {
    const seal = known.get(note) ?? openSeal(note, [verifier]);
    if (seal) known.set(note, seal);
    return seal?.size !== Number(size);
  });
  const stored = rows.flatMap(({ size, note }) =>
    known.get(note)?.size === Number(size) ? [known.get(note) as OpenedSeal] : [],
  );
  const seals = outside.seals.length > 0 ? outside.seals : stored;
  const newest = seals.at(-1) ?? null;

  const verdict = await verifyLog({
    sql: database,
    hash: newest?.hash ?? log?.hash ?? 'sha256',
    seals,
    storedSeals: stored,
    storedSize: Number(rows.at(-1)?.size ?? 0),
    progress,
  });
  const faults: Fault[] = [
    ...(newest ? [] : [{ kind: 'no-seal' } as const]),
    ...verdict.faults,
    ...strange.map(({ size }) => ({ kind: 'stored-seal', position: Number(size) }) as const),
    ...(outside.unsigned > 0 ? [{ kind: 'unsigned', count: outside.unsigned } as const] : []),
  ];
  return { ...verdict, faults, key: verifier, outside: outside.seals.length, newest };
}

async function ownVerifier(config: SealSettings, origin: string | undefined): Promise<Verifier> {
  if (origin === undefined) throw new NotSealed('This log was never sealed');
  return signerOf(origin, await readSealKey(config)).verifier;
}

async function notesOutside(config: SealSettings, origin: string, files: readonly string[]): Promise<string[]> {
  if (files.length === 0) return (await depositOf(config, origin)?.all()) ?? [];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.flatMap(notesIn);
}

function opened(notes: readonly string[], verifier: Verifier): { seals: OpenedSeal[]; unsigned: number } {
  const distinct = [...new Set(notes)];
  const seals = distinct.flatMap((note) => openSeal(note, [verifier]) ?? []);
  seals.sort((one, other) => one.size - other.size);
  return { seals, unsigned: distinct.length - seals.length };
}
