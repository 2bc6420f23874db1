import type { DomainEvent } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';

// The names and fields below are the stored format: they are kept for years.

/** `directiveId`: what took it, a directive or a slip. One stream per prefix and year, so that numbers start again at 1 each year and two clerks never take the same. */
export type NumberTaken = DomainEvent<
  'NumberTaken',
  { prefix: string; year: number; sequence: number; directiveId: Id }
>;

export type NumberBookEvent = NumberTaken;
