import type { Delivery, PersonRef } from '#libs/contracts';
import { translator } from '#libs/messages';
import type { ReceivedMail } from './mail-sink.ts';

/** A delivery to somebody. */
export type Sent = Delivery & { readonly person: PersonRef; readonly channel: string };

/** A delivery with the mail that brought it; null on other channels, and while or when none came. */
export interface Entry {
  readonly delivery: Sent;
  readonly mail: ReceivedMail | null;
}

/**
 * Finds the mail of each e-mail on record. One claim has one mail for one person: it goes to that person and names every
 * task and rule of theirs in the claim. A mail whose id was matched before is a further copy of that one, and a stray.
 */
export function matchMails(
  deliveries: readonly Sent[],
  mails: readonly ReceivedMail[],
  matchedBefore: ReadonlySet<string>,
): { entries: Entry[]; strays: ReceivedMail[] } {
  const matched = new Set(matchedBefore);
  const strays = new Set(mails);
  const messages = new Map<string, Sent[]>();
  for (const delivery of deliveries) {
    if (delivery.channel !== 'email') continue;
    const key = `${delivery.person.id} ${delivery.claimedAt}`;
    messages.set(key, [...(messages.get(key) ?? []), delivery]);
  }
  const mailOf = new Map<string, ReceivedMail>();
  for (const group of messages.values()) {
    const mail = [...strays].find((candidate) => !matched.has(candidate.messageId) && tellsAll(candidate, group));
    if (!mail) continue;
    strays.delete(mail);
    matched.add(mail.messageId);
    for (const { id } of group) mailOf.set(id, mail);
  }
  return {
    entries: deliveries.map((delivery) => ({ delivery, mail: mailOf.get(delivery.id) ?? null })),
    strays: [...strays],
  };
}

function tellsAll({ name, text }: ReceivedMail, group: readonly Sent[]): boolean {
  return group.every(
    ({ person, taskNumber, rule }) => name === person.name && text.includes(taskNumber) && namesRule(text, rule),
  );
}

/** Whether the text names the rule, in either language. */
function namesRule(text: string, rule: string): boolean {
  const key = `rules.${rule}` as 'rules.late';
  return [translator('zh')(key), translator('en')(key)].some((name) => text.includes(name));
}
