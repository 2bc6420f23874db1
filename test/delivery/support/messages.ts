import type { OutgoingMessage } from '../../../apps/server/src/delivery/channel.ts';
import { Undelivered } from '../../../apps/server/src/delivery/undelivered.ts';

/** A message with so many reminders, each of a task of its own. */
export function message(count = 1, more: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    messageId: '0b5f3c1e-1111-4111-8111-111111111111',
    attempt: 1,
    claimedAt: '2022-11-04T01:00:00.000Z',
    language: 'zh',
    reminders: Array.from({ length: count }, (_, i) => ({
      taskId: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      rule: 'due-7d',
      day: '2022-11-04',
      about: {
        number: `督〔2022〕${i + 1}号-01`,
        title: '修好南渠',
        dueDate: '2022-11-11',
        signBy: '2022-10-27',
        today: '2022-11-04',
      },
    })),
    ...more,
  };
}

/** Why it was not delivered; fails when it was. */
export async function failureOf(sending: Promise<unknown>): Promise<Undelivered> {
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Undelivered) return error;
  throw error ?? new Error('It was delivered');
}
