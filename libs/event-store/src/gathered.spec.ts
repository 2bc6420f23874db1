import { expect, it } from 'vitest';
import { gathered } from './gathered.ts';

/** Doubles numbers, and keeps which came together; −1 is refused, and takes its call down with it. */
function doubling(options = {}) {
  const calls: (readonly number[])[] = [];
  const double = gathered(async (numbers: readonly number[]) => {
    calls.push(numbers);
    await new Promise(setImmediate);
    if (numbers.includes(-1)) throw new Error('refused');
    return numbers.map((number) => number * 2);
  }, options);
  return { calls, double };
}

it('sends a lone question at once, and all that come meanwhile together', async () => {
  const { calls, double } = doubling();
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8]);
  expect(calls).toEqual([[1], [2, 3, 4]]);
  expect(await double(5)).toBe(10);
});

it('answers nobody by a call that began before they asked', async () => {
  const { calls, double } = doubling();
  await Promise.all([double(1), double(1)]);
  expect(calls).toEqual([[1], [1]]);
});

it('lets one that is refused harm no other', async () => {
  const { double } = doubling();
  const outcomes = await Promise.allSettled([1, 2, -1, 3].map(double));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

it('lets those that ask in the same turn of the event loop go together, when it may wait', async () => {
  const { calls, double } = doubling({ wait: true });
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(calls).toEqual([[1, 2, 3]]);
});
