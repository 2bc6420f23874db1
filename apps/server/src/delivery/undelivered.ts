import type { Texts } from '#libs/messages';
import { SecretUnreadable } from '../secrets/secret-box.ts';

/** Why a message did not arrive; each has its sentence in libs/messages. Stored in `delivery.failure`. */
export type Failure = keyof Texts['failures'];

interface Circumstances {
  /** The far side's own words, or what the network said. Never a secret, an address with a key in it, or a message's text. */
  readonly detail?: string;
  /** Another try cannot help: no such mailbox, a forbidden address, refused content. */
  readonly final?: boolean;
  /** How long the far side asks to be left alone. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
}

/** A message was not taken, as far as we know. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered';
  readonly detail: string;
  readonly final: boolean;
  readonly retryAfterMs: number | null;

  constructor(
    readonly failure: Failure,
    { detail = '', final = false, retryAfterMs = null, cause }: Circumstances = {},
  ) {
    super(`${failure}${detail && `: ${detail}`}`, { cause });
    this.detail = detail.slice(0, 500);
    this.final = final;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What was thrown by a `send`, as an `Undelivered`; what nobody foresaw may pass. */
export function undelivered(error: unknown): Undelivered {
  if (error instanceof Undelivered) return error;
  // To be tried again: another process may have the key.
  if (error instanceof SecretUnreadable) return new Undelivered('secret-unreadable', { cause: error });
  return new Undelivered('unexpected', {
    detail: error instanceof Error ? error.message : String(error),
    cause: error,
  });
}
