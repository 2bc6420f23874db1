export { CommonTurns } from './common-turns.ts';
export type {
  Append,
  AppendResult,
  EventMeta,
  LoadedState,
  Log,
  ParkedStream,
  Position,
  Receipt,
  SkipEvent,
  StateRow,
  StoredEvent,
  StoredReceipt,
  StreamAppend,
} from './contract.ts';
export { MalformedEvent, StoreBusy, StoreUnavailable, UnknownEventVersion } from './errors.ts';
export { EventLog, type EventLogOptions } from './event-log.ts';
export { type EventData, EventSchemas, type Upcaster } from './event-schemas.ts';
export { gathered } from './gathered.ts';
export type { ImportedEvent } from './importing.ts';
export {
  type ColumnValue,
  isProjection,
  type ProjectedTable,
  type Projection,
  type Refold,
  type WriteRow,
} from './projection.ts';
export { type RebuildOptions, type Rebuilt, rebuildProjection } from './rebuild.ts';
export type { Progress, ReplayOptions } from './replay.ts';
export type { ScanRange } from './scan.ts';
export type { Subscriber } from './subscriber.ts';
export { Subscription, type SubscriptionOptions } from './subscription.ts';
export { type Difference, type Verified, verifyProjection } from './verify.ts';
