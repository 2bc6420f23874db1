import webpush from 'web-push';
import type { OutgoingMessage, PersonalChannel } from './channel.ts';
import { digestText } from './digest-text.ts';
import { type Outside, post } from './outside/post.ts';
import type { Device, PushDevices } from './push-devices.ts';
import { Undelivered, undelivered } from './undelivered.ts';

export interface WebPushSettings extends Outside {
  readonly devices: Pick<PushDevices, 'keys' | 'of' | 'forget'>;
  readonly publicUrl: string | null;
  /** Whom the push service may ask about us: `mailto:` or an https URL. */
  readonly contact: string;
}

const KEPT_FOR_SECONDS = 86_400;
/** A push service takes 4,096 bytes, encrypted. */
const LONGEST_BYTES = 2500;

/**
 * Notices in a person's browsers, which they alone can decrypt. A message has arrived when one of the browsers took it: under
 * one topic, so that a repeat replaces the notice before. A browser that is no more (404, 410) is forgotten.
 */
export function webPush({ devices, publicUrl, contact, ...outside }: WebPushSettings): PersonalChannel {
  async function push(message: OutgoingMessage, { id, endpoint, keys }: Device): Promise<void> {
    const { title, lines } = digestText({ ...message, attempt: 1 }, { publicUrl: null, longestBytes: LONGEST_BYTES });
    const notice = { id: message.messageId, title, body: lines.join('\n'), url: publicUrl ?? '/' };
    const request = webpush.generateRequestDetails({ endpoint, keys }, JSON.stringify(notice), {
      vapidDetails: { subject: contact, ...(await devices.keys()) },
      contentEncoding: 'aes128gcm',
      TTL: KEPT_FOR_SECONDS,
      urgency: 'normal',
      topic: message.messageId.replaceAll('-', ''),
    });
    const headers = request.headers as Record<string, string | number>;
    const { status, retryAfterMs } = await post(endpoint, { headers, body: request.body }, outside);
    const detail = `HTTP ${status}`;
    if (status === 404 || status === 410) {
      await devices.forget(id);
      throw new Undelivered('no-device', { detail, final: true });
    }
    if (status === 429) throw new Undelivered('rate-limited', { detail, retryAfterMs });
    if (status < 200 || status > 299) throw new Undelivered('answer-refused', { detail, retryAfterMs });
  }

  return {
    name: 'web-push',
    to: 'person',
    reaches: ({ hasDevice }) => hasDevice,
    async send(message, { personId }) {
      const all = await devices.of(personId);
      const tries = await Promise.allSettled(all.map((device) => push(message, device)));
      if (tries.some(({ status }) => status === 'fulfilled')) return;
      const failures = tries.flatMap((one) => (one.status === 'rejected' ? [undelivered(one.reason)] : []));
      throw failures.find(({ final }) => !final) ?? failures[0] ?? new Undelivered('no-device', { final: true });
    },
  };
}
