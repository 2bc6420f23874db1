import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CIPHERS } from './ciphers.ts';
import { decryptRecord, encryptRecord, keyIdIn, keyIdOf, keyRingOf } from './encrypted-record.ts';
import { encrypt, newEncryptionKey } from './encryption.ts';

const [older, newer] = [newEncryptionKey(), newEncryptionKey()];
const [before, after] = [keyRingOf([older]), keyRingOf([newer, older])];

describe.each(CIPHERS)('a record made by %s', (cipher) => {
  it('gives its text back at its place, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, place) => {
        expect(decryptRecord(before, encryptRecord(before, cipher, text, place), place)).toBe(text);
      }),
    );
  });
  it('names its cipher and its key, and says nothing twice in the same way', () => {
    const record = encryptRecord(before, cipher, 'a@example.test', 'person 1');
    expect(record).toMatch(new RegExp(`^enc:1:${cipher}:${keyIdOf(older)}:[\\w-]+$`));
    expect(keyIdIn(record)).toBe(keyIdOf(older));
    expect(encryptRecord(before, cipher, 'a@example.test', 'person 1')).not.toBe(record);
  });
  it('is not taken at another place', () => {
    const record = encryptRecord(before, cipher, 'a@example.test', 'person 1');
    expect(() => decryptRecord(before, record, 'person 2')).toThrow();
  });
  it('is read with the key that it names, which need not be the current one', () => {
    const record = encryptRecord(before, cipher, 'a@example.test', 'person 1');
    expect(decryptRecord(after, record, 'person 1')).toBe('a@example.test');
    expect(() => decryptRecord(keyRingOf([newer]), record, 'person 1')).toThrow(`The key ${keyIdOf(older)} is not`);
  });
  it('cannot be read when one bit of it was changed, or when it was cut', () => {
    const record = encryptRecord(before, cipher, '已完成', 'x');
    const at = record.lastIndexOf(':') + 1;
    const bytes = Buffer.from(record.slice(at), 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(() => decryptRecord(before, record.slice(0, at) + changed.toString('base64url'), 'x')).toThrow();
      const cut = bytes.subarray(0, i).toString('base64url');
      expect(() => decryptRecord(before, record.slice(0, at) + cut, 'x')).toThrow();
    }
  });
});

it.each([
  'enc:1:aes-256-gcm:7f5630e1:AQEBAQEBAQEBAQEB3x0KJh_h14uSBqoULV75ZReh7M_x0pxitPqoRAND',
  'enc:1:sm4-ctr-hmac-sm3:7f5630e1:AgICAgICAgICAgICAgICAnv2QECKtLY_ToGwsYeZ_AaouxTkZQBNhIVn9DxRn390B29BXpurQWgVzz2euSA',
])('a record that another program made after the format is read: %s', (record) => {
  expect(decryptRecord(keyRingOf([Buffer.alloc(32, 7)]), record, 'person 1')).toBe('a@example.test');
});

it('what was encrypted before records had names is read with any key of the ring', () => {
  expect(decryptRecord(after, encrypt(older, '旧的'), 'anywhere')).toBe('旧的');
  expect(() => decryptRecord(keyRingOf([newer]), encrypt(older, '旧的'), 'anywhere')).toThrow();
});

it('a record of a cipher that this version does not know says so', () => {
  expect(() => decryptRecord(before, `enc:1:rot13:${before.currentId}:AAAA`, '')).toThrow('knows no cipher rot13');
});
