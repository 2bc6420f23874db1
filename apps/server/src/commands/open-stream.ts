import type { Id } from '#libs/directives';
import type { Command, Decider, DomainEvent } from '#libs/event-sourcing';
import type { EventLog } from '#libs/event-store';

/**
 * A stream as it is stored now. Its kept state will do when this decider folded it in its present shape; else it is folded
 * anew. One that another decider wrote (the id of a directive where a task's is asked for) is as one that is not there.
 */
export async function openStream<C extends Command, S, E extends DomainEvent, F>(
  log: EventLog,
  decider: Decider<C, S, E, F>,
  id: Id,
): Promise<{ readonly version: number; readonly state: S }> {
  const kept = await log.loadState(id);
  if (kept && kept.state.decider === decider.name && kept.state.shape === decider.shape) {
    return { version: kept.version, state: kept.state.body as S };
  }
  if (kept && kept.state.decider !== decider.name) return { version: 0, state: decider.initialState };
  const events = await log.readStream<E>(id);
  const state = events.reduce((folded, { event }) => decider.evolve(folded, event), decider.initialState);
  return { version: events.length, state };
}
