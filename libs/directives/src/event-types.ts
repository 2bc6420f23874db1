import type { DomainEvent } from '#libs/event-sourcing';
import type { CampaignEvent } from './campaign/events.ts';
import type { DirectiveEvent } from './directive/events.ts';
import type { ErasureEvent } from './erasure/events.ts';
import type { NumberBookEvent } from './number-book/events.ts';
import type { OrganisationEvent } from './organisation/events.ts';
import type { ReadoutEvent } from './readout/events.ts';
import type { ReminderEvent } from './reminders/events.ts';
import type { SettingsEvent } from './settings/events.ts';
import type { TaskEvent } from './task/events.ts';

/** Every event that a log of ours may hold. */
export type AnyEvent =
  | ReadoutEvent
  | DirectiveEvent
  | TaskEvent
  | CampaignEvent
  | OrganisationEvent
  | NumberBookEvent
  | SettingsEvent
  | ErasureEvent
  | ReminderEvent;

/** The names of all events, by the kind of stream they are in. The compiler holds them complete. */
export const eventTypes = {
  readout: typesOf<ReadoutEvent>({ ReadoutImported: true, ReadoutCorrected: true }),
  directive: typesOf<DirectiveEvent>({
    DirectiveProposed: true,
    ProposalRevised: true,
    DirectiveRequoted: true,
    DirectiveDropped: true,
    DirectiveRegistered: true,
    DirectiveIssued: true,
    DirectiveAmended: true,
    DirectiveDeadlineRecomputed: true,
    DirectiveMerged: true,
    DirectiveSuperseded: true,
    DirectiveCancelled: true,
    DirectiveClosed: true,
    DirectiveReopened: true,
    DirectiveLabelled: true,
  }),
  task: typesOf<TaskEvent>({
    TaskAssigned: true,
    TaskSignedFor: true,
    TaskDisputed: true,
    AssignmentUpheld: true,
    TaskReassigned: true,
    TaskStarted: true,
    TaskDecomposed: true,
    ProgressReported: true,
    ReportReturned: true,
    ExtensionRequested: true,
    ExtensionGranted: true,
    ExtensionRefused: true,
    TaskRedated: true,
    TaskUrged: true,
    TaskSuspended: true,
    TaskResumed: true,
    CompletionClaimed: true,
    CompletionReturned: true,
    TaskClosed: true,
    TaskLookedBack: true,
    TaskReopened: true,
    LeaderRemarked: true,
    SlipIssued: true,
    SlipAnswered: true,
    LadderChosen: true,
    TaskDeadlineRecomputed: true,
    FeedbackCycleSet: true,
    TaskEnded: true,
    TaskLabelled: true,
  }),
  campaign: typesOf<CampaignEvent>({
    CampaignOpened: true,
    CampaignAmended: true,
    DirectivesAdded: true,
    DirectivesRemoved: true,
    CampaignClosed: true,
  }),
  organisation: typesOf<OrganisationEvent>({
    UnitAdded: true,
    UnitRenamed: true,
    PostCreated: true,
    PostFilled: true,
    PostVacated: true,
    RoleGranted: true,
    RoleRevoked: true,
    ClearanceSet: true,
    PostDelegated: true,
    DelegationRevoked: true,
    HandOverOpened: true,
    PostHandedOver: true,
    PostTakenOver: true,
  }),
  'number-book': typesOf<NumberBookEvent>({ NumberTaken: true }),
  settings: typesOf<SettingsEvent>({ LadderSet: true, LightThresholdsSet: true, CalendarAdopted: true }),
  erasure: typesOf<ErasureEvent>({ TextErased: true }),
  reminders: typesOf<ReminderEvent>({
    RemindersClaimed: true,
    MessageDelivered: true,
    MessageDead: true,
    DestinationDelivered: true,
    DestinationDead: true,
    MessagesResent: true,
    AlertsAcknowledged: true,
    AlertsSnoozed: true,
    AlertsReturned: true,
    SendingHeld: true,
    MessagesReleased: true,
  }),
};

function typesOf<E extends DomainEvent>(types: Record<E['type'], true>): readonly E['type'][] {
  return Object.keys(types) as E['type'][];
}
