export type {
  Append,
  AppendResult,
  EventMeta,
  LoadedState,
  Log,
  ParkedStream,
  Position,
  Receipt,
  StateRow,
  StoredEvent,
  StoredReceipt,
  StreamAppend,
} from './contract.ts';
export { MalformedEvent, StoreBusy, StoreUnavailable, UnknownEventVersion } from './errors.ts';
export { EventLog, type EventLogOptions } from './event-log.ts';
export { type EventData, EventSchemas, type Upcaster } from './event-schemas.ts';
export type { Subscriber } from './subscriber.ts';
export { Subscription, type SubscriptionOptions } from './subscription.ts';
