import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectQuote } from './index.ts';

/** A text and two places in it, the first before the second. */
const textAndSpan = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 200 })
  .chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length - 1), fc.nat(text.length - 1)))
  .map(([text, a, b]) => [text, Math.min(a, b), Math.max(a, b) + 1] as const);

describe('a quote', () => {
  it('holds its words and 32 characters on either side', () => {
    const text = `${'a'.repeat(40)}fight${'b'.repeat(40)}`;
    expect(selectQuote(text, 40, 45)).toEqual({
      exact: 'fight',
      prefix: 'a'.repeat(32),
      suffix: 'b'.repeat(32),
      start: 40,
      end: 45,
    });
  });

  it('has no half characters at the edge of its context', () => {
    const quote = selectQuote(`😀${'a'.repeat(31)}x${'b'.repeat(31)}😀`, 33, 34);
    expect(quote.prefix).toBe('a'.repeat(31));
    expect(quote.suffix).toBe('b'.repeat(31));
  });

  it.each([
    [-1, 2],
    [2, 2],
    [3, 2],
    [0, 6],
    [Number.NaN, 2],
  ])('is refused from %d to %d of five characters', (start, end) =>
    expect(() => selectQuote('abcde', start, end)).toThrow(RangeError),
  );

  it('has the words that stand there, of any text', () => {
    fc.assert(
      fc.property(textAndSpan, ([text, start, end]) => {
        const quote = selectQuote(text, start, end);
        expect([quote.start, quote.end]).toEqual([start, end]);
        expect(text.slice(start, end)).toBe(quote.exact);
      }),
    );
  });
});
