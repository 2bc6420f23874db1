import type { EntityManager } from 'typeorm';
import type { StoredEvent } from './contract.ts';
import type { Subscriber } from './subscriber.ts';

/** A value of a column as COPY takes it: jsonb and instants as text, an array of texts as one. */
export type ColumnValue = string | number | boolean | null | readonly string[];

/** A table that one projection alone writes, with all its columns. */
export interface ProjectedTable {
  readonly name: string;
  readonly columns: readonly string[];
}

export type WriteRow = (table: ProjectedTable, values: readonly ColumnValue[]) => void;

/**
 * A subscriber whose rows follow from the log alone, so that they can be made anew beside, compared and replaced
 * (`rebuildProjection`, `verifyProjection`). `apply` and `refold` are two ways of running one fold.
 */
export interface Projection extends Subscriber {
  readonly start: 'origin';
  /** Raised when the same events lead to other rows: the first process that has the new shape rebuilds them. */
  readonly shape: number;
  readonly tables: readonly ProjectedTable[];
  /** Types of events that bear on rows of other streams than their own. */
  readonly crossing?: readonly string[];
  /** The rows are written by the append itself, not by a subscription: there is no checkpoint that tells their shape. */
  readonly inline?: { isOutdated(manager: EntityManager): Promise<boolean> };
  /** Begins to fold in memory, from nothing. */
  refold(): Refold;
}

/** A fold in memory of the log, or of a portion: all events of some streams, and the crossing ones of all. */
export interface Refold {
  /** The next event in the order of the log; writes the rows that are final with it. When it throws, nothing was folded. */
  take(stored: StoredEvent, write: WriteRow): void;
  /** The rows that stand at the end; asked for once, and made one by one, because they may be many. */
  standing(): Iterable<readonly [table: ProjectedTable, values: readonly ColumnValue[]]>;
}

export function isProjection(subscriber: Subscriber): subscriber is Projection {
  return 'refold' in subscriber;
}
