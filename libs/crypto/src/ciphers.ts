import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The ways to encrypt, by the names that stand in records for ever; all take a key of 32 bytes. `sm4-ctr-hmac-sm3` is SM4
 * (GB/T 32907) in counter mode and then HMAC with SM3 over it: the OpenSSL of Node 20 has no SM4 in GCM.
 */
export const CIPHERS = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const;
export type CipherName = (typeof CIPHERS)[number];

/** Authenticated encryption. `context` is not kept, and has to be the same again; `decrypt` throws when anything differs. */
interface Cipher {
  encrypt(key: Uint8Array, plain: Uint8Array, context: string): Buffer;
  decrypt(key: Uint8Array, encrypted: Uint8Array, context: string): Buffer;
}

export const KEY_BYTES = 32;

/** A random nonce, the tag, the ciphertext. */
const aes: Cipher = {
  encrypt(key, plain, context) {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
    const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]);
  },
  decrypt(key, encrypted, context) {
    const [nonce, tag, ciphertext] = [encrypted.subarray(0, 12), encrypted.subarray(12, 28), encrypted.subarray(28)];
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 }).setAAD(Buffer.from(context));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  },
};

/** A random first counter block, the ciphertext, and HMAC-SM3 over both with the context's length and the context in front. */
const sm4: Cipher = {
  encrypt(key, plain, context) {
    const keys = sm4Keys(key);
    const counter = randomBytes(16);
    const cipher = createCipheriv('sm4-ctr', keys.encrypting, counter);
    const encrypted = Buffer.concat([counter, cipher.update(plain), cipher.final()]);
    return Buffer.concat([encrypted, macOf(keys.signing, encrypted, context)]);
  },
  decrypt(key, encrypted, context) {
    const keys = sm4Keys(key);
    const end = Math.max(encrypted.length - 32, 16);
    const signed = encrypted.subarray(0, end);
    const mac = encrypted.subarray(end);
    if (mac.length !== 32 || !timingSafeEqual(mac, macOf(keys.signing, signed, context)))
      throw new Error('What was encrypted was changed, or with another key');
    const decipher = createDecipheriv('sm4-ctr', keys.encrypting, signed.subarray(0, 16));
    return Buffer.concat([decipher.update(signed.subarray(16)), decipher.final()]);
  },
};

function sm4Keys(key: Uint8Array) {
  const derived = Buffer.from(hkdfSync('sm3', key, '', 'duban sm4-ctr-hmac-sm3', 48));
  return { encrypting: derived.subarray(0, 16), signing: derived.subarray(16) };
}

function macOf(key: Uint8Array, encrypted: Uint8Array, context: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(context));
  return createHmac('sm3', key).update(length).update(context).update(encrypted).digest();
}

const BY_NAME: Readonly<Record<CipherName, Cipher>> = { 'aes-256-gcm': aes, 'sm4-ctr-hmac-sm3': sm4 };

export function cipherNamed(name: CipherName): Cipher {
  return BY_NAME[name];
}
