import { createHash } from 'node:crypto';

/** The hashes that a Merkle tree may be made with, all of 32 bytes; `sm3` is GB/T 32905. A record names the one it was made with. */
export const HASHES = ['sha256', 'sm3'] as const;
export type HashName = (typeof HASHES)[number];

/** Bytes of a hash. */
export const HASH_BYTES = 32;

/** The hash of bytes, 32 bytes long. */
export type Hash = (content: Uint8Array) => Buffer;

export function hashNamed(name: HashName): Hash {
  return (content) => createHash(name).update(content).digest();
}

/** The digest of a text (as UTF-8) or of bytes, with its algorithm in front: `sha256:<hex>`. */
export function digest(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
