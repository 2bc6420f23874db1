export type { Command, Decider, DomainEvent, Instant, Message } from './decider.ts';
export { Rejection } from './rejection.ts';
