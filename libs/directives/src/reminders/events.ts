import type { CivilDate } from '#libs/calendar';
import type { DomainEvent } from '#libs/event-sourcing';
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
      /** `sent`: to these persons. `superseded`: a newer step of the same task was due too. `nobody`: no holder was found. */
      outcome: 'sent' | 'superseded' | 'nobody';
      personIds: readonly Id[];
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
/** A person acknowledged alerts in the inbox. Same stream as deliveries. */
export type AlertsAcknowledged = DomainEvent<'AlertsAcknowledged', { personId: Id; alertIds: readonly Id[] }>;

export type ReminderEvent = RemindersClaimed | MessageDelivered | MessageDead | AlertsAcknowledged;
