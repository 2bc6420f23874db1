import { describe, expect, it } from 'vitest';
import { Doorbell } from './doorbell.ts';

const LONG_MS = 2 ** 31 - 1;

describe('A doorbell', () => {
  it('ends a wait when it is rung, and counts a ring before the wait, once', async () => {
    const bell = new Doorbell();
    const answered: string[] = [];
    const first = bell.wait(LONG_MS).then(() => answered.push('rung while waiting'));
    bell.ring();
    await first;
    bell.ring();
    bell.ring();
    await bell.wait(LONG_MS).then(() => answered.push('rung before'));
    await bell.wait(1).then(() => answered.push('not rung'));
    expect(answered).toEqual(['rung while waiting', 'rung before', 'not rung']);
  });
});
