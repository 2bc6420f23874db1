import type { DomainEvent } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';

// The names and fields below are the stored format: they are kept for years.

/** The key of what somebody wrote freely in the event at `position` is destroyed, for ever. One stream per key. */
export type TextErased = DomainEvent<'TextErased', { keyId: Id; position: number; reason: string }>;

export type ErasureEvent = TextErased;
