import type { DestinationChannel, OutgoingMessage } from './channel.ts';
import { type DigestText, digestText } from './digest-text.ts';
import { forbidden, outsideUrl } from './outside/address.ts';
import { type Outside, post, requireSuccess } from './outside/post.ts';
import { type Failure, Undelivered } from './undelivered.ts';

export interface RobotSettings extends Outside {
  readonly publicUrl: string | null;
}

/** What differs from one maker of robots to another. */
export interface RobotKind {
  readonly name: string;
  /** Where its robots live; nothing is sent elsewhere, but for what the deployment lists. */
  readonly hosts: readonly string[];
  readonly secret: DestinationChannel['secret'];
  /** The longest text it takes, with room for what stands around it. */
  readonly longestBytes: number;
  /** The request that says it, signed at `now` where there is a secret. */
  request(text: DigestText, address: URL, secret: string | null, now: Date): { url: URL; body: object };
  /** The code of its answer, and its own words. */
  answer(body: Record<string, unknown>): { code: number; words: string };
  /** What a code other than 0 means where it is not simply a refusal; `final` is a refusal that stays. */
  readonly meaning: Readonly<Record<number, { failure: Failure; final?: boolean; retryAfterMs?: number }>>;
}

/** All three makers allow so many; who sends more is throttled for minutes. */
const PER_MINUTE = 20;

/** A robot in a group: told by one message for all that a claim has for it. Its answer says more than its status. */
export function robot(kind: RobotKind, settings: RobotSettings): DestinationChannel {
  const check = (address: string): URL => {
    const url = outsideUrl(address, settings.privateOrigins);
    if (!kind.hosts.includes(url.host) && !settings.privateOrigins.has(url.origin))
      throw forbidden(`not ${kind.hosts.join(', ')}`);
    return url;
  };
  return {
    name: kind.name,
    to: 'destination',
    limit: { perMinute: PER_MINUTE, of: 'destination' },
    secret: kind.secret,
    check: (address) => void check(address),
    async send(message: OutgoingMessage, { address, secrets }) {
      const text = digestText(message, { ...settings, longestBytes: kind.longestBytes });
      const { url, body } = kind.request(text, check(address), secrets[0] ?? null, new Date());
      const headers = { 'content-type': 'application/json; charset=utf-8' };
      const answer = await post(url.href, { headers, body: JSON.stringify(body) }, settings);
      requireSuccess(answer);
      const { code, words } = kind.answer(parsed(answer.body));
      if (code === 0) return;
      const meaning = kind.meaning[code] ?? { failure: 'robot-refused' as const };
      throw new Undelivered(meaning.failure, { ...meaning, detail: `${code} ${words}` });
    },
  };
}

function parsed(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>;
  } catch {
    // told below
  }
  throw new Undelivered('answer-refused', { detail: 'the answer is not JSON' });
}
