import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from './index.ts';

describe('normalising a text', () => {
  it('leaves one kind of line end, and no byte order mark or control character', () => {
    expect(normalise('\ufeffa\r\nb\rc\u2028d\u0000e\u0007f\tg')).toBe('a\nb\nc\ndef\tg');
  });

  it('composes characters', () => expect(normalise('e\u0301')).toBe('\u00e9'));

  it('replaces half a character, which could not be stored', () => {
    expect(normalise('a\ud83db')).toBe('a\ufffdb');
    expect(normalise('a😀b')).toBe('a😀b');
  });

  it('removes a header down to its closing line, and only such a header', () => {
    expect(normalise('# source: x\r\n# language: en\r\n# ---- text below ----\r\nText')).toBe('Text');
    expect(normalise('# ---- text below ----\nText')).toBe('Text');
    expect(normalise('# A heading\n\nText')).toBe('# A heading\n\nText');
    expect(normalise('# A heading\nText\n# ---- text below ----\nx')).toBe(
      '# A heading\nText\n# ---- text below ----\nx',
    );
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalise(text);
        expect(normalise(once)).toBe(once);
      }),
    );
  });
});
