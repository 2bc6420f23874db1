import type { ReadoutProposal } from '#libs/contracts';

/** What the clerk has decided of one proposal so far, before it is sent. */
export interface Choice {
  readonly chosen: boolean;
  readonly title: string;
  readonly unit: string | null;
  readonly coUnits: readonly string[];
  /** A reading by its place in the list, a date by hand, no time limit, or nothing decided yet. */
  readonly time: 'undecided' | 'standing' | 'by-hand' | `reading-${number}`;
  /** The date by hand. */
  readonly date: string;
}
export type Choices = Readonly<Record<string, Choice>>;

/** What the text itself says: its unit, where it is clear, and the usual way to count its words. */
export function firstChoice({ title, leadUnit, coUnits, clock }: ReadoutProposal): Choice {
  return {
    chosen: false,
    title,
    unit: leadUnit?.unit?.id ?? null,
    coUnits: coUnits.flatMap(({ unit }) => unit?.id ?? []),
    time: clock?.date && clock.readings.length > 0 ? 'reading-0' : 'undecided',
    date: '',
  };
}

/** The date that follows; null: no time limit; undefined: not decided. */
export function dueDateOf({ clock }: ReadoutProposal, { time, date }: Choice): string | null | undefined {
  if (time === 'standing') return null;
  if (time === 'by-hand') return date === '' ? undefined : date;
  if (time === 'undecided') return undefined;
  return clock?.readings[Number(time.slice('reading-'.length))]?.date;
}

/** What is missing before it can be assigned. */
export function lackingIn(proposal: ReadoutProposal, choice: Choice): ('unit' | 'date')[] {
  return [
    ...(choice.unit === null ? (['unit'] as const) : []),
    ...(dueDateOf(proposal, choice) === undefined ? (['date'] as const) : []),
  ];
}

/** Nobody has decided on it, or it is registered and waits to be issued. */
export function isWaiting({ status }: ReadoutProposal): boolean {
  return status === 'proposed' || status === 'registered';
}
