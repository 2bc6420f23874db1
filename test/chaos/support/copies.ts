import type { Try } from './tries.ts';

/** Failures after which nobody can know whether the far side took the message: it was sent, and not answered. */
const UNANSWERED: readonly (string | null)[] = ['timed-out', 'broken-off'];

export interface Sendings {
  /** By message id, when its copies came. */
  readonly copies: ReadonlyMap<string, readonly number[]>;
  readonly tries: ReadonlyMap<string, readonly Try[]>;
  /** By its name, when a process was killed. */
  readonly killedAt: ReadonlyMap<string, number>;
  /** By its name, how a process ended, to be shown. */
  readonly ended: ReadonlyMap<string, string>;
}

/** How many tries ended in a way that entitles a message to one more copy. */
export function entitled(tries: readonly Try[], killedAt: Sendings['killedAt']): number {
  return tries.filter(({ sender, became }, i) => {
    if (became !== null) return UNANSWERED.includes(became);
    const next = tries[i + 1];
    return next !== undefined && (killedAt.get(sender) ?? Number.POSITIVE_INFINITY) < next.takenAt;
  }).length;
}

/**
 * Messages of which more copies came than may: one, and one more for each try whose own sender was killed before the next
 * try and wrote nothing down, or wrote down that it was not answered. Nothing else entitles to a copy: not that Postgres or Redis fell
 * meanwhile, nor that another process was killed. Each with all that is known of it, for whoever has to find the cause.
 */
export function tooManyCopies({ copies, tries, killedAt, ended }: Sendings): string[] {
  return [...copies].flatMap(([id, came]) => {
    const made = tries.get(id) ?? [];
    if (came.length <= 1 + entitled(made, killedAt)) return [];
    const told = made.map((one) => ({ ...one, ended: ended.get(one.sender) ?? 'not' }));
    return [`${id}: ${JSON.stringify({ came, tries: told })}`];
  });
}
