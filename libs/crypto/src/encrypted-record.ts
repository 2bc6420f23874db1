import { createHash, createHmac } from 'node:crypto';
import { CIPHERS, type CipherName, cipherNamed } from './ciphers.ts';
import { decrypt } from './encryption.ts';

/** Keys of 32 bytes by their ids. New records are made with the current one; the others only read. */
export interface KeyRing {
  readonly currentId: string;
  readonly keys: ReadonlyMap<string, Uint8Array>;
}

/** Eight hexadecimal digits that name a key and tell nothing of it. */
export function keyIdOf(key: Uint8Array): string {
  return createHash('sha256').update('duban key id\0').update(key).digest('hex').slice(0, 8);
}

/** A ring of keys, the current one first; the same key twice counts once. Throws when there is none. */
export function keyRingOf(keys: readonly Uint8Array[]): KeyRing {
  const [current] = keys;
  if (!current) throw new RangeError('A ring needs a key');
  return { currentId: keyIdOf(current), keys: new Map(keys.map((key) => [keyIdOf(key), key])) };
}

const RECORD = /^enc:1:([a-z0-9-]+):([0-9a-f]{8}):([\w-]*)$/;

/** What records begin with that were made by this cipher with this key. */
export function recordPrefix(cipher: CipherName, keyId: string): string {
  return `enc:1:${cipher}:${keyId}:`;
}

/** The id of the key that a record was made with; null for what is no record. */
export function keyIdIn(record: string): string | null {
  return RECORD.exec(record)?.[2] ?? null;
}

/**
 * A text as a record `enc:1:<cipher>:<key id>:<base64url>`, which only its place opens again: a record that somebody moved
 * to another row is not taken for that row's. Twice is never the same.
 */
export function encryptRecord(ring: KeyRing, cipher: CipherName, text: string, place: string): string {
  const encrypted = cipherNamed(cipher).encrypt(keyIn(ring, ring.currentId), Buffer.from(text), place);
  return recordPrefix(cipher, ring.currentId) + encrypted.toString('base64url');
}

/**
 * The text of a record, whichever key of the ring and whichever cipher made it. What `encrypt` made, before records had
 * names, is tried with every key. Throws when no key fits, at another place, and when a single bit was changed.
 */
export function decryptRecord(ring: KeyRing, record: string, place: string): string {
  const [, name, keyId, encrypted] = RECORD.exec(record) ?? [];
  if (keyId === undefined || encrypted === undefined) return decryptUnnamed(ring, record);
  const cipher = CIPHERS.find((known) => known === name);
  if (!cipher) throw new Error(`This version knows no cipher ${name}`);
  const bytes = Buffer.from(encrypted, 'base64url');
  return cipherNamed(cipher).decrypt(keyIn(ring, keyId), bytes, place).toString('utf8');
}

/** Tells equal texts from others without telling what they say: HMAC-SHA-256, with its name in front. */
export function keyedHash(key: Uint8Array, text: string): string {
  return `hmac-sha256:${createHmac('sha256', key).update(text).digest('hex')}`;
}

function keyIn({ keys }: KeyRing, id: string): Uint8Array {
  const key = keys.get(id);
  if (!key) throw new Error(`The key ${id} is not there`);
  return key;
}

function decryptUnnamed({ keys }: KeyRing, encrypted: string): string {
  let failure: unknown;
  for (const key of keys.values()) {
    try {
      return decrypt(key, encrypted);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
