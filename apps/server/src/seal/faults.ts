import type { Position } from '#libs/event-store';

/** What is not as it was sealed. `position` is the first event that this is true of, or may be. */
export type Fault =
  /** The event is another one than was sealed at this position. */
  | { readonly kind: 'altered'; readonly position: Position }
  /** The same, somewhere from `position` up to `upTo`: the stored tree was altered too, so it cannot tell where. */
  | { readonly kind: 'altered-within'; readonly position: Position; readonly upTo: Position }
  /** There is not exactly one event at this position. */
  | { readonly kind: 'missing'; readonly position: Position }
  /** The events from `position` up to `upTo`, which were sealed, are gone. */
  | { readonly kind: 'truncated'; readonly position: Position; readonly upTo: Position }
  /** An event stands where none can. */
  | { readonly kind: 'stray'; readonly position: Position }
  /** The events are as sealed, and the stored hash of this one, or of a part of the tree that begins with it, is not. */
  | { readonly kind: 'tree'; readonly position: Position }
  /** The stored seal over so many events was altered. */
  | { readonly kind: 'stored-seal'; readonly position: Position }
  /** So many notes outside say that they are seals of this log and are not signed by its key. */
  | { readonly kind: 'unsigned'; readonly count: number }
  /** There is no seal by this key to hold the log against. */
  | { readonly kind: 'no-seal' };
