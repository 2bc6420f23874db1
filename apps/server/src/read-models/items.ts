import {
  type DirectiveEvent,
  type DirectiveState,
  directiveDecider,
  type Id,
  type TaskEvent,
  type TaskState,
  taskDecider,
} from '#libs/directives';
import type { Decider, DomainEvent } from '#libs/event-sourcing';
import type { EventLog, Position, StoredEvent } from '#libs/event-store';
import type { Viewer } from '../access/viewer.ts';
import type { TextKeys } from '../texts/text-keys.ts';
import { NotFound } from './errors.ts';
import { maySee, placementOf } from './visibility.ts';

/** What items are read from: the log, and the keys of what was written in them. */
export interface ItemSource {
  readonly log: EventLog;
  readonly texts: TextKeys;
}

/** One item folded from its own stream: whoever wrote a moment ago finds it there. */
export interface Item<State, Event extends DomainEvent> {
  readonly id: Id;
  readonly state: State;
  /** As it is now, whatever moment was asked for. */
  readonly present: State;
  readonly events: readonly StoredEvent<Event>[];
  readonly last: StoredEvent<Event>;
}
export type TaskItem = Item<Exclude<TaskState, { status: 'none' }>, TaskEvent>;
export type DirectiveItem = Item<Exclude<DirectiveState, { status: 'none' }>, DirectiveEvent>;

/** As it was `at` a position, null: as it is. Throws `NotFound`, also when it was not there or the viewer may not see it now. */
export async function readTask(source: ItemSource, viewer: Viewer, id: Id, at: Position | null): Promise<TaskItem> {
  const item = await readItem(source, taskDecider, 'TaskAssigned', id, at);
  if (!item || item.state.status === 'none' || !maySee(viewer, placementOf(item.present)))
    throw new NotFound('task', id);
  return { ...item, state: item.state, present: item.present as typeof item.state };
}

/** As `readTask`. */
export async function readDirective(
  source: ItemSource,
  viewer: Viewer,
  id: Id,
  at: Position | null,
): Promise<DirectiveItem> {
  const item = await readItem(source, directiveDecider, 'DirectiveProposed', id, at);
  if (!item || item.state.status === 'none' || !maySee(viewer, placementOf(item.present)))
    throw new NotFound('directive', id);
  return { ...item, state: item.state, present: item.present as typeof item.state };
}

/** Null for a stream that does not exist or does not begin as items of this kind do. */
export async function readItem<State, Event extends DomainEvent>(
  { log, texts }: ItemSource,
  { initialState, evolve }: Pick<Decider<never, State, Event>, 'initialState' | 'evolve'>,
  opens: Event['type'],
  id: Id,
  at: Position | null,
): Promise<Item<State, Event> | null> {
  const stored = await log.readStream<Event>(id);
  const events = await texts.open(stored.filter(({ position }) => at === null || position <= at));
  const last = events.at(-1);
  if (!last || events[0]?.event.type !== opens) return null;
  const fold = (some: readonly StoredEvent<Event>[]) =>
    some.reduce((state, { event }) => evolve(state, event), initialState);
  return { id, events, last, state: fold(events), present: fold(stored) };
}
