import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';
import type { DestinationChannel, OutgoingMessage } from './channel.ts';
import { outsideUrl } from './outside/address.ts';
import { type Outside, post, requireSuccess } from './outside/post.ts';

export const REMINDERS_DUE = 'org.duban.reminders.due.v1';
/** A webhook is a program's: what it can take is its own to say (429). This only keeps one of them from all the workers. */
const PER_MINUTE = 300;

/**
 * A program elsewhere, told by a CloudEvent that is signed by Standard Webhooks: under the same `webhook-id` in every try, with
 * the present secret and, for a day after a rotation, the one before. The payload is thin: ids, numbers and dates, and
 * no words, so that whoever wants more asks the API with rights of their own.
 */
export function webhook({ source, ...outside }: Outside & { readonly source: string }): DestinationChannel {
  return {
    name: 'webhook',
    to: 'destination',
    limit: { perMinute: PER_MINUTE, of: 'host' },
    secret: 'made',
    check: (address) => void outsideUrl(address, outside.privateOrigins),
    async send(message, { address, secrets }) {
      const { headers, body } = HTTP.structured(eventOf(message, source));
      const payload = String(body);
      const now = new Date();
      const answer = await post(
        address,
        {
          body: payload,
          headers: {
            'content-type': String(headers['content-type']),
            'webhook-id': message.messageId,
            'webhook-timestamp': Math.floor(now.getTime() / 1000),
            'webhook-signature': secrets
              .map((secret) => new Webhook(secret).sign(message.messageId, now, payload))
              .join(' '),
          },
        },
        outside,
      );
      requireSuccess(answer);
    },
  };
}

function eventOf({ messageId, claimedAt, reminders }: OutgoingMessage, source: string) {
  return new CloudEvent({
    id: messageId,
    source,
    type: REMINDERS_DUE,
    time: claimedAt,
    datacontenttype: 'application/json',
    data: {
      reminders: reminders.map(({ taskId, rule, day, about: { number, dueDate } }) => ({
        ...{ taskId, taskNumber: number, rule, day, dueDate },
      })),
    },
  });
}
