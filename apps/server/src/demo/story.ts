import { addWorkingDays, type CivilDate, instantAt, type WorkingCalendar } from '#libs/calendar';
import type { Id } from '#libs/directives';
import type { Command, Decider, DomainEvent, Instant } from '#libs/event-sourcing';
import type { ImportedEvent } from '#libs/event-store';
import { derivedId } from '../commands/stream-ids.ts';
import { lockTexts, type TextKey } from '../texts/locked-text.ts';

export function idOf(what: string, ...key: (string | number)[]): Id {
  return derivedId('demo', what, ...key);
}

/** The business day from which the working days of the story are counted: that on which the tasks are handed out. */
export const HANDED_OUT: CivilDate = '2022-10-28';

type Unstamped<C> = C extends Command ? Omit<C, 'at' | 'by'> : never;

/**
 * What happened in the demo before it is looked at: commands of the past, decided by the deciders themselves, one stream
 * after the other; in the log they lie in the order of their times.
 */
export class Story {
  readonly keys: TextKey[] = [];
  private readonly events: ImportedEvent[] = [];
  private readonly streams = new Map<Id, { version: number; state: unknown }>();

  constructor(
    readonly zone: string,
    readonly calendar: WorkingCalendar,
  ) {}

  /** The `n`th working day after the tasks were handed out. */
  day(n: number): CivilDate {
    return addWorkingDays(this.calendar, HANDED_OUT, n);
  }

  at(day: CivilDate, time: string): Instant {
    return instantAt(day, time, this.zone);
  }

  /** Has a stream decide, and remembers its events. Throws a `Rejection` for a command that is not allowed: the story is wrong then. */
  tell<C extends Command, S, E extends DomainEvent, F>(
    decider: Decider<C, S, E, F>,
    streamId: Id,
    { at, by }: { at: Instant; by: Id },
    command: Unstamped<C>,
    facts: F,
  ): S {
    const known = this.streams.get(streamId) ?? { version: 0, state: decider.initialState };
    let { version } = known;
    let state = known.state as S;
    const meta = { actor: by, correlationId: 'demo', commandId: idOf('command', streamId, version) };
    for (const decided of decider.decide({ at, by, ...command } as unknown as C, state, facts)) {
      const { event, key } = lockTexts(decided);
      if (key) this.keys.push(key);
      version += 1;
      state = decider.evolve(state, event);
      this.events.push({ streamId, version, event, meta, recordedAt: at });
    }
    this.streams.set(streamId, { version, state });
    return state;
  }

  /** In the order of the log. */
  inOrder(): ImportedEvent[] {
    const byTime = (a: ImportedEvent, b: ImportedEvent) =>
      a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0;
    return [...this.events].sort(byTime);
  }
}
