import { describe, expect, it } from 'vitest';
import { requireText, requireTitle } from './text.ts';

describe('a text', () => {
  it('loses the blanks around it', () => {
    expect(requireText('reason', ' 等待批复\n')).toBe('等待批复');
    expect(() => requireText('reason', ' \n\u3000')).toThrow('text.missing');
  });
  it('has 10,000 characters at most, a title 500', () => {
    expect(requireText('reason', 'x'.repeat(10_000))).toHaveLength(10_000);
    expect(() => requireText('reason', 'x'.repeat(10_001))).toThrow('text.too-long');
    expect(requireTitle('x'.repeat(500))).toHaveLength(500);
    expect(() => requireTitle('x'.repeat(501))).toThrow('text.too-long');
  });
});
