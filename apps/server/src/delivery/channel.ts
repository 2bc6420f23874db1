import type { Id } from '#libs/directives';
import type { Language } from '#libs/messages';
import type { ReminderAbout } from '../reminders/reminder-about.ts';

/** Somebody who is to be told, as far as a channel needs to know in order to say whether it reaches them. */
export interface Recipient {
  readonly personId: Id;
  readonly email: string | null;
}

/** Everything that one claim has for one person on one channel, in one message. */
export interface OutgoingMessage {
  /** The same in every try, so that the far side can tell a repeat. */
  readonly messageId: Id;
  /** 1 for the first try. From 2 on, an earlier try may have arrived although it did not say so. */
  readonly attempt: number;
  readonly person: { readonly name: string; readonly email: string | null; readonly language: Language };
  readonly reminders: readonly { readonly rule: string; readonly about: ReminderAbout }[];
}

/**
 * A way to tell people. Which channels there are is decided in one place, `channels.ts`; a delivery row bears the name.
 */
export interface Channel {
  readonly name: string;
  /** Asked at the claim: is a delivery to be made at all? */
  reaches(person: Recipient): boolean;
  /**
   * Hands the message over within 30 seconds, or throws: `PermanentFailure` when another try cannot help, anything
   * else to be tried again. Null for a channel that the claim itself completes.
   */
  readonly send: ((message: OutgoingMessage) => Promise<void>) | null;
}

/** The far side will never take this message: no such mailbox, no valid address, refused content. */
export class PermanentFailure extends Error {
  override readonly name = 'PermanentFailure';
}
