import { describe, expect, it } from 'vitest';
import { decode } from './decode.ts';
import { DocumentRefused } from './refused.ts';

const TEXT = '会议强调，要大干60天，\r\n确保四季度实现开门红。';
/** The same in GB 2312. */
const GB = Buffer.from(
  'bbe1d2e9c7bfb5f7a3acd2aab4f3b8c93630cceca3ac0d0ac8b7b1a3cbc4bcbeb6c8cab5cfd6bfaac3c5baeca1a3',
  'hex',
);

describe('the bytes of a text', () => {
  it('are decoded by their mark', () => {
    expect(decode(Buffer.from(`\uFEFF${TEXT}`))).toBe(TEXT);
    expect(decode(Buffer.from(`\uFEFF${TEXT}`, 'utf16le'))).toBe(TEXT);
    expect(decode(Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16())).toBe(TEXT);
  });
  it('are decoded without one where no other encoding is likely', () => {
    expect(decode(Buffer.from(TEXT))).toBe(TEXT);
    expect(decode(Buffer.from(TEXT, 'utf16le'))).toBe(TEXT);
    expect(decode(Buffer.from(TEXT, 'utf16le').swap16())).toBe(TEXT);
    expect(decode(GB)).toBe(TEXT);
    const big5 = Buffer.from('b77cc4b3b16abdd5ad6ea55ba7d6b1c0b669adabc249a475a740', 'hex');
    expect(decode(big5)).toBe('會議強調要加快推進重點工作');
  });
  it('are refused rather than guessed', () => {
    const uncertain = {
      'a few characters': GB.subarray(0, 4),
      'letters of Latin 1': Buffer.from('Près de l’école, à côté: déjà vu, naïve, forêt, été, hôtel, île', 'latin1'),
      'half a character': Buffer.from(TEXT).subarray(0, 2),
      zeros: Buffer.alloc(20),
    };
    for (const [what, bytes] of Object.entries(uncertain)) {
      expect(() => decode(bytes), what).toThrow(DocumentRefused);
    }
  });
  it('are decoded as the file itself says', () => {
    expect(decode(GB.subarray(0, 4), 'gb2312')).toBe('会议');
    expect(() => decode(GB.subarray(0, 4), 'nonsense')).toThrow(DocumentRefused);
  });
});
