import { describe, expect, it } from 'vitest';
import { arrayLiteral, jsonbArray, textArray } from './array-parameters.ts';

const hex = (array: Buffer | string) =>
  (array as Buffer)
    .toString('hex')
    .replace(/(.{8})/g, '$1 ')
    .trim();

describe('A parameter of an array type', () => {
  it('holds numbers and UUIDs as a literal', () => {
    expect([arrayLiteral([1, 2]), arrayLiteral([])]).toEqual(['{1,2}', '{}']);
  });

  it('holds texts in the binary format: dimensions, nulls, type, length, first number, then each with its bytes', () => {
    expect(hex(textArray(['a', '督']))).toBe('00000001 00000000 00000019 00000002 00000001 00000001 61000000 03e79da3');
  });

  it('holds JSON with the number of its format before each', () => {
    expect(hex(jsonbArray(['{}']))).toBe('00000001 00000000 00000eda 00000001 00000001 00000003 017b7d');
  });

  it('is a literal when it is empty', () => {
    expect([textArray([]), jsonbArray([])]).toEqual(['{}', '{}']);
  });
});
