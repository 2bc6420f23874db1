import { describe, expect, it } from 'vitest';
import { tooManyCopies } from './support/copies.ts';
import type { Try } from './support/tries.ts';

const KILLED_AT = 5_000;
const taken = (takenAt: number, by: string, became: string | null = null): Try => ({
  ...{ takenAt, sender: by, became, endedAt: became === null ? null : takenAt + 150 },
});

/** Whether so many copies of a message with these tries are too many, when only `killed` was killed. */
function tooMany(copies: number, ...tries: Try[]): boolean {
  const killedAt = new Map([['killed', KILLED_AT]]);
  const came = Array.from({ length: copies }, (_, i) => i);
  const sendings = { copies: new Map([['m', came]]), tries: new Map([['m', tries]]), killedAt, ended: new Map() };
  return tooManyCopies(sendings).length > 0;
}

describe('A second copy at a webhook', () => {
  it.each([
    ['whose sender was killed over the first', false, [taken(4_900, 'killed'), taken(65_000, 'other', 'sent')]],
    [
      'whose sender got no answer to the first',
      false,
      [taken(1, 'other', 'timed-out'), taken(65_000, 'other', 'sent')],
    ],
    ['though the first was written down as sent', true, [taken(4_900, 'killed', 'sent')]],
    ['though the first try found nobody', true, [taken(1, 'other', 'server-away'), taken(65_000, 'other', 'sent')]],
    ['though its sender lived on', true, [taken(4_900, 'other'), taken(65_000, 'other', 'sent')]],
    ['though its sender was killed only later', true, [taken(1, 'killed'), taken(4_000, 'other', 'sent')]],
    ['that nobody took', true, []],
  ])('%s: too many is %s', (_, expected, tries) => {
    expect(tooMany(2, ...tries)).toBe(expected);
    expect(tooMany(3, ...tries)).toBe(true);
    expect(tooMany(1, ...tries)).toBe(false);
  });
});
