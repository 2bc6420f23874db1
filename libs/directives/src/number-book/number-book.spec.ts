import { describe, expect, it } from 'vitest';
import { specification } from '#libs/event-sourcing/testing';
import { on } from '../examples.ts';
import { numberBookDecider } from './decide.ts';
import { formatNumber, formatTaskNumber } from './number.ts';

const { given } = specification(numberBookDecider);
const take = { type: 'TakeNumber', ...on('2022-10-27'), prefix: '督', year: 2022, directiveId: 'directive-1' } as const;
const taken = { ...take, type: 'NumberTaken', sequence: 1 } as const;

describe('taking a number', () => {
  it('counts from 1, without gaps', () => {
    given().when(take, undefined).thenEvents(taken);
    given(taken)
      .when({ ...take, directiveId: 'directive-2' }, undefined)
      .thenEvents({ ...taken, directiveId: 'directive-2', sequence: 2 });
  });
  it('gives a directive one number, ever', () => {
    given(taken, { ...taken, directiveId: 'directive-2', sequence: 2 })
      .when(take, undefined)
      .thenNothing();
  });
  it('wants a prefix', () => {
    given()
      .when({ ...take, prefix: '' }, undefined)
      .thenRejected('text.missing', { field: 'prefix' });
  });
  it('is printed as offices print it', () => {
    expect(formatNumber('渝督', 2022, 1)).toBe('渝督〔2022〕1号');
    expect(formatTaskNumber('督〔2022〕1号', 1)).toBe('督〔2022〕1号-01');
    expect(formatTaskNumber('督〔2022〕1号-01', 12)).toBe('督〔2022〕1号-01-12');
  });
});
