import type { Id } from '#libs/directives';
import type { Instant } from '#libs/event-sourcing';
import type { Language } from '#libs/messages';
import type { ReminderAbout } from '../reminders/reminder-about.ts';

/** Somebody who is to be told, as far as a channel needs to know in order to say whether it reaches them. */
export interface Recipient {
  readonly personId: Id;
  readonly hasEmail: boolean;
}
export interface Reachable extends Recipient {
  /** Whether a browser of theirs takes notices. */
  readonly hasDevice: boolean;
}

/** Everything that one claim has for one person or destination on one channel, in one message. */
export interface OutgoingMessage {
  /** The same in every try, so that the far side can tell a repeat. */
  readonly messageId: Id;
  /** 1 for the first try. From 2 on, an earlier try may have arrived although it did not say so. */
  readonly attempt: number;
  /** Business time of the claim; the same in every try. */
  readonly claimedAt: Instant;
  readonly language: Language;
  readonly reminders: readonly OutgoingReminder[];
}
export interface OutgoingReminder {
  readonly taskId: Id;
  readonly rule: string;
  readonly day: string;
  readonly about: ReminderAbout;
}

/** A person as a message finds them: as they are now, not as they were at the claim. */
export interface Mailbox {
  readonly personId: Id;
  readonly name: string;
  readonly email: string | null;
}

/** A webhook or a robot, with its secrets in the clear: never to be logged or answered with. */
export interface Destination {
  readonly id: Id;
  readonly address: string;
  /** The one in force first; after a rotation also the one before, for a while. Empty where none was given. */
  readonly secrets: readonly string[];
}

interface Named {
  /** Stands in delivery rows and events: never changed. */
  readonly name: string;
}

/** The claim itself writes the alert: exactly once, and nothing is sent. */
export interface InboxChannel extends Named {
  readonly to: 'inbox';
}

/**
 * Goes to a person's own address. `reaches` is asked at the claim. `send` hands the message over within `SEND_LIMIT_MS`,
 * or throws `Undelivered`; what else it throws counts as a failure that may pass.
 */
export interface PersonalChannel extends Named {
  readonly to: 'person';
  /** How many messages a minute go out by it, to all people together; more wait their turn. Absent: any number. */
  readonly perMinute?: number;
  reaches(person: Reachable): boolean;
  send(message: OutgoingMessage, person: Mailbox): Promise<void>;
}

/** Goes to every destination of its name that is for the task's unit. `send`: as above. */
export interface DestinationChannel extends Named {
  readonly to: 'destination';
  /** How many messages a minute one destination may be sent, or all at one host together; more wait their turn. */
  readonly limit: { readonly perMinute: number; readonly of: 'destination' | 'host' };
  /** Whether its far side needs a secret from us (`made`), has one for us (`given`, optional), or knows none. */
  readonly secret: 'made' | 'given' | 'none';
  /** Throws `Undelivered` with the code `address-forbidden` when nothing may be sent there. Nothing is asked of the network. */
  check(address: string): void;
  send(message: OutgoingMessage, destination: Destination): Promise<void>;
}

/**
 * A way to tell people. Which channels there are is decided in one place, `channels.ts`.
 */
export type Channel = InboxChannel | PersonalChannel | DestinationChannel;

/** The longest that a `send` takes. A lease lasts for twice as long. */
export const SEND_LIMIT_MS = 30_000;
