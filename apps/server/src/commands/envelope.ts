import { digest } from '#libs/crypto';
import type { Id } from '#libs/directives';
import { SYSTEM, type Viewer } from '../access/viewer.ts';
import { derivedId } from './stream-ids.ts';

/** What every command comes with, apart from what it says. */
export interface Envelope {
  readonly viewer: Viewer;
  /** The caller's idempotency key: the same key of the same person is the same command, sent again. */
  readonly key: string;
  /** Digest of the command as it came, without its secrets; the same key with another one is refused. */
  readonly bodyHash: string;
  /** One request or one job. */
  readonly correlationId: string;
  /** The version that the caller saw and means to change; null when they did not say. */
  readonly ifMatch: number | null;
}

/** What a command answered, now or the first time: `status` and `body` are the same for every repeat. */
export interface Reply<Answer> {
  readonly status: number;
  readonly body: Answer;
}

/** An id for something new: the same envelope gives the same one, so that a repeat makes nothing new. */
export function newId({ viewer, key }: Envelope, what: string, ordinal = 0): Id {
  return derivedId(viewer.personId, key, what, ordinal);
}

/** For what no person asks for. `why` names the deed: the same one is done once. */
export function systemEnvelope(why: string): Envelope {
  return { viewer: SYSTEM, key: derivedId('system', why), bodyHash: digest(why), correlationId: why, ifMatch: null };
}
