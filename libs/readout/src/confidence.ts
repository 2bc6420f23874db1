import type { ProposedClock } from './clocks.ts';
import type { Found } from './complete.ts';
import { ENOUGH } from './judge/judgement.ts';

/** How sure the reader is, from 0 to 0.99, to sort by: what the words score, and whether a date and a unit come with them. */
export function confidenceOf({ score, lead, rule }: Found, clock: ProposedClock | null): number {
  const dated = clock?.date ? 0.8 : 0;
  const named = lead === null ? 0 : 0.4;
  const sure = rule === 'row' || rule === 'push' ? 0.4 : 0;
  const odds = 1.1 * (score - ENOUGH) + dated + named + sure - 0.2;
  return Math.min(0.99, Math.round(100 / (1 + Math.exp(-odds))) / 100);
}
