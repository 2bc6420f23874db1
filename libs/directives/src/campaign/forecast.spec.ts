import { describe, expect, it } from 'vitest';
import { forecast } from './forecast.ts';

const today = '2022-11-20';
/** `before` days without anything, then one more each day. */
const after = (before: number, days: number) => [
  ...Array.from({ length: before }, () => 0),
  ...Array.from({ length: days }, (_, i) => i + 1),
];

describe('the forecast', () => {
  it('lies between the pace of the last week and that of the last four', () => {
    // 7 in 7 days: 10 more take 10 days; 7 in 28 days: 40.
    expect(forecast(after(30, 7), 17, today)).toEqual({ earliest: '2022-11-30', latest: '2022-12-30' });
  });
  it('counts from the first day when there are fewer', () => {
    expect(forecast([0, 1, 2, 3], 6, today)).toEqual({ earliest: '2022-11-23', latest: '2022-11-23' });
  });
  it('has no end when nothing was closed lately', () => {
    expect(forecast([0, 5, 5, 5, 5, 5, 5, 5, 5, 5], 10, today)).toEqual({ earliest: '2022-11-29', latest: null });
  });
  it('says nothing of what has not begun, and is over when all is done', () => {
    expect(forecast([0, 0, 0], 5, today)).toBeNull();
    expect(forecast([], 5, today)).toBeNull();
    expect(forecast([0, 5], 5, today)).toEqual({ earliest: today, latest: today });
  });
});
