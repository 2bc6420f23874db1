import type { CivilDate } from '#libs/calendar';
import type { DomainEvent, Instant } from '#libs/event-sourcing';
import type { Id } from '../terms.ts';

// The names and fields below are the stored format: they are kept for years.
// These are outcomes, recorded by the reminders and delivery roles without a decision: nothing can refuse what has happened.

/**
 * One batch of due steps was claimed; in-app messages were written by the same claim, outside ones are on their way.
 * Stream: one per business day. Fifteen steps of twenty people are still one event.
 */
export type RemindersClaimed = DomainEvent<
  'RemindersClaimed',
  {
    claimId: Id;
    steps: readonly {
      taskId: Id;
      rule: string;
      /** The version of the task's stream that fixed the date which the step warns of. */
      dueVersion: number;
      /** The day for which the step was planned. */
      day: CivilDate;
      /** The ladder whose step it is, as it was then; absent in claims from before it was kept. */
      ladder?: { name: string; version: number };
      /**
       * `sent`: to these persons. `superseded`: a newer step of the same task was due too, or its day was over when the
       * task was changed. `withheld`: the last alert was acknowledged or acted on. `nobody`: no holder was found.
       */
      outcome: 'sent' | 'superseded' | 'withheld' | 'nobody';
      personIds: readonly Id[];
      /** Who was told for a post that nobody holds, or whose holders no address reaches; absent: those it is meant for. */
      standIn?: 'head' | 'office';
    }[];
  }
>;
/** An outside channel took the message, or gave it up after the last try. Stream: one per person and business day. */
export type MessageDelivered = DomainEvent<
  'MessageDelivered',
  { personId: Id; channel: string; messageId: string; deliveryIds: readonly Id[]; attempt: number }
>;
/** Why it was given up stands with the delivery, not here: a far side's words may name a person's address. */
export type MessageDead = DomainEvent<
  'MessageDead',
  { personId: Id; channel: string; messageId: string; deliveryIds: readonly Id[]; attempts: number }
>;
/** As the two above, for a webhook or a robot. Stream: one per destination and business day. */
export type DestinationDelivered = DomainEvent<
  'DestinationDelivered',
  { destinationId: Id; channel: string; messageId: string; deliveryIds: readonly Id[]; attempt: number }
>;
export type DestinationDead = DomainEvent<
  'DestinationDead',
  { destinationId: Id; channel: string; messageId: string; deliveryIds: readonly Id[]; attempts: number }
>;
/** The office has messages that were given up sent again. Stream: of the clerk and business day. */
export type MessagesResent = DomainEvent<'MessagesResent', { messageIds: readonly Id[] }>;
/** A person acknowledged alerts in the inbox. Same stream as deliveries. */
export type AlertsAcknowledged = DomainEvent<'AlertsAcknowledged', { personId: Id; alertIds: readonly Id[] }>;
/** A person put alerts off until a moment at which they come back. It is no acknowledgement. Same stream. */
export type AlertsSnoozed = DomainEvent<'AlertsSnoozed', { personId: Id; alertIds: readonly Id[]; until: Instant }>;
/** What a person had put off came back: into the inbox, and on its way to where they are told besides. Same stream. */
export type AlertsReturned = DomainEvent<'AlertsReturned', { personId: Id; alertIds: readonly Id[] }>;

/**
 * Nothing goes outside any more: the database was restored from a backup, or the newest seal outside knows of events that it
 * has not, so that it does not know what was sent. Stream: one per hold, its id.
 */
export type SendingHeld = DomainEvent<
  'SendingHeld',
  {
    holdId: Id;
    reason: 'restored' | 'behind';
    /** Position of the newest event when it began, and of the newest that the seal knows. */
    head: number;
    sealedHead: number | null;
    backupMadeAt: Instant | null;
  }
>;
/**
 * An auditor decided on messages that were held, or on all (null), which ends the hold. `send`: they go out. `drop`: they
 * were sent already and never go out; of all, only reminders that were due before the hold began. Same stream.
 */
export type MessagesReleased = DomainEvent<
  'MessagesReleased',
  { holdId: Id; decision: 'send' | 'drop'; messageIds: readonly Id[] | null }
>;

export type ReminderEvent =
  | RemindersClaimed
  | MessageDelivered
  | MessageDead
  | DestinationDelivered
  | DestinationDead
  | MessagesResent
  | AlertsAcknowledged
  | AlertsSnoozed
  | AlertsReturned
  | SendingHeld
  | MessagesReleased;
