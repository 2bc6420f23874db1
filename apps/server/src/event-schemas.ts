import type {
  DirectiveEvent,
  ErasureEvent,
  NumberBookEvent,
  OrganisationEvent,
  ReadoutEvent,
  ReminderEvent,
  TaskEvent,
} from '#libs/directives';
import { EventSchemas, type Upcaster } from '#libs/event-store';

type EventType = (
  | ReadoutEvent
  | DirectiveEvent
  | TaskEvent
  | OrganisationEvent
  | NumberBookEvent
  | ErasureEvent
  | ReminderEvent
)['type'];

const unchanged: readonly Upcaster[] = [];

/** Every event that the log may hold, with the upcasters from its older schema versions. */
export const eventSchemas = new EventSchemas({
  ReadoutImported: unchanged,

  DirectiveProposed: unchanged,
  DirectiveDropped: unchanged,
  DirectiveRegistered: unchanged,
  DirectiveIssued: unchanged,
  DirectiveAmended: unchanged,
  DirectiveMerged: unchanged,
  DirectiveSuperseded: unchanged,
  DirectiveCancelled: unchanged,
  DirectiveClosed: unchanged,
  DirectiveReopened: unchanged,

  TaskAssigned: unchanged,
  TaskSignedFor: unchanged,
  TaskDisputed: unchanged,
  AssignmentUpheld: unchanged,
  TaskReassigned: unchanged,
  TaskStarted: unchanged,
  TaskDecomposed: unchanged,
  ProgressReported: unchanged,
  ReportReturned: unchanged,
  ExtensionRequested: unchanged,
  ExtensionGranted: unchanged,
  ExtensionRefused: unchanged,
  TaskUrged: unchanged,
  TaskSuspended: unchanged,
  TaskResumed: unchanged,
  CompletionClaimed: unchanged,
  CompletionReturned: unchanged,
  TaskClosed: unchanged,
  TaskLookedBack: unchanged,
  TaskReopened: unchanged,
  LeaderRemarked: unchanged,
  TaskEnded: unchanged,

  UnitAdded: unchanged,
  UnitRenamed: unchanged,
  PostCreated: unchanged,
  PostFilled: unchanged,
  PostVacated: unchanged,
  RoleGranted: unchanged,
  RoleRevoked: unchanged,

  NumberTaken: unchanged,

  TextErased: unchanged,

  RemindersClaimed: unchanged,
  MessageDelivered: unchanged,
  MessageDead: unchanged,
  AlertsAcknowledged: unchanged,
} satisfies Record<EventType, readonly Upcaster[]>);
