import { HASH_BYTES, HASHES, type HashName, type Signer, signNote, type Verifier, verifyNote } from '#libs/crypto';

/** What a seal says: that the log of this origin, up to and including position `size`, has this root. */
export interface Seal {
  /** Which log: it never changes for a series of seals, and is the name of their key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly hash: HashName;
  /** Real time. */
  readonly sealedAt: string;
}

/** A seal with the note that it was read from. */
export interface OpenedSeal extends Seal {
  readonly note: string;
  readonly keyId: string;
}

/** Signs a seal as a note: a C2SP tlog-checkpoint, whose two extension lines are the hash and the time. */
export function signSeal({ origin, size, root, hash, sealedAt }: Seal, signer: Signer): string {
  const encoded = Buffer.from(root).toString('base64');
  return signNote(`${origin}\n${size}\n${encoded}\nhash ${hash}\ntime ${sealedAt}\n`, signer);
}

const TEXT = /^([^\s+]+)\n([1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\nhash (\w+)\ntime (\S+)\n$/u;

/** The seal in a note that one of the verifiers signed; null when it is not signed by them or is no seal. */
export function openSeal(note: string, verifiers: readonly Verifier[]): OpenedSeal | null {
  const verified = verifyNote(note, verifiers);
  const parts = verified?.text.match(TEXT);
  if (!verified || !parts) return null;
  const [, origin = '', size, encoded = '', name, sealedAt = ''] = parts;
  const hash = HASHES.find((known) => known === name);
  const root = Buffer.from(encoded, 'base64');
  if (!hash || root.length !== HASH_BYTES) return null;
  return { origin, size: Number(size), root, hash, sealedAt, note, keyId: verified.keyId };
}
