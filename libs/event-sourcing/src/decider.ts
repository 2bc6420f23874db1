/** An instant in UTC as ISO 8601 with milliseconds, `2022-10-26T01:00:00.000Z`; such strings sort as time does. */
export type Instant = string;

/** A name and what it carries, flat: `{ type: 'TaskUrged', at, by, text }`. The type names the shape of the rest. */
export type Message<Type extends string = string, Data extends object = object> = Readonly<{ type: Type } & Data>;

/**
 * Something that happened. Its type and its fields are the stored format: once released they are kept for years,
 * and change only by a new schema version with an upcaster. `at` is business time, `by` the id of the person
 * who did it, or `system`. Events carry ids of persons, never names or addresses.
 */
export type DomainEvent<Type extends string = string, Data extends object = object> = Message<
  Type,
  { at: Instant; by: string } & Data
>;

/** What somebody wants done. The time and the actor come in with it, so that deciding is a pure function. */
export type Command<Type extends string = string, Data extends object = object> = Message<
  Type,
  { at: Instant; by: string } & Data
>;

/**
 * All that is decided of one kind of stream: three pure parts and no I/O.
 *
 * - `decide` answers with the events that follow from the command; with an empty list when the command already took
 *   effect (a repeat); and throws a `Rejection` when it is not allowed. Those are three different answers.
 * - `evolve` folds one event into the state and never throws on an event that `decide` gave.
 * - `facts` are what else the decision needs (the calendar, the parent's due date, …), read by the caller just before.
 *   The events record those that were used.
 */
export interface Decider<C extends Command, S, E extends DomainEvent, Facts = void> {
  /** Names the state kept beside the log; survives renames of code. */
  readonly name: string;
  /** Raised when the shape of `S` changes: a kept state of another shape is thrown away and folded anew from the log. */
  readonly shape: number;
  readonly initialState: S;
  decide(command: C, state: S, facts: Facts): readonly E[];
  evolve(state: S, event: E): S;
}
