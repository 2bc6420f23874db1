import type { TaskRow } from '#libs/contracts';
import { daysAfter } from '../../i18n/dates.ts';

/** All to one date, or each by so many days, earlier when they are negative. */
export type Move = { readonly by: 'date'; readonly to: string } | { readonly by: 'days'; readonly days: number };

/** What became of a task: null when it was moved, else why it was not. */
export type Outcomes = ReadonlyMap<string, string | null>;

/** The new date of a task; null while none can be told, as for a standing task that is to be moved by days. */
export function newDate({ deadline }: TaskRow, move: Move): string | null {
  if (move.by === 'date') return move.to || null;
  return deadline === null || !Number.isInteger(move.days) ? null : daysAfter(deadline.date, move.days);
}
