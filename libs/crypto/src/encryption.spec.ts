import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt, newEncryptionKey } from './encryption.ts';

describe('an encrypted text', () => {
  it('is read again with its key, whatever it says', () => {
    const key = newEncryptionKey();
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => decrypt(key, encrypt(key, text)) === text));
  });
  it('is never the same twice, so that nobody can tell that two are equal', () => {
    const key = newEncryptionKey();
    expect(encrypt(key, '同一句话')).not.toBe(encrypt(key, '同一句话'));
  });
  it('cannot be read with another key', () => {
    const encrypted = encrypt(newEncryptionKey(), '已完成');
    expect(() => decrypt(newEncryptionKey(), encrypted)).toThrow();
  });
  it('cannot be read when one bit of it was changed', () => {
    const key = newEncryptionKey();
    const bytes = Buffer.from(encrypt(key, '已完成'), 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => decrypt(key, changed.toString('base64url'))).toThrow();
    }
  });
});
