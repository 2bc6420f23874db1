import { randomBytes } from 'node:crypto';
import { cipherNamed, KEY_BYTES } from './ciphers.ts';

const aes = cipherNamed('aes-256-gcm');

export function newEncryptionKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** The text under the key by AES-256-GCM, in base64url: a random nonce, the tag, the ciphertext. Twice is never the same. */
export function encrypt(key: Uint8Array, text: string): string {
  return aes.encrypt(key, Buffer.from(text), '').toString('base64url');
}

/** What was encrypted. Throws when the key is another, or when a single bit was changed. */
export function decrypt(key: Uint8Array, encrypted: string): string {
  return aes.decrypt(key, Buffer.from(encrypted, 'base64url'), '').toString('utf8');
}
