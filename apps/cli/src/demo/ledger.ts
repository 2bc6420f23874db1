import { setTimeout as pause } from 'node:timers/promises';
import { type Delivery, DeliveryPage } from '#libs/contracts';
import type { Api } from './api.ts';
import type { MailSink, ReceivedMail } from './mail-sink.ts';
import { type Entry, matchMails, type Sent } from './match-mails.ts';

/** Much longer than the lease of an e-mail whose sender was killed, even if its next sender is killed too. */
const SETTLE_MS = 180_000;
const POLL_MS = 40;

/** Who was told what, as the server has it on record, each e-mail on record matched with one that really arrived. */
export class Ledger {
  readonly entries: Entry[] = [];
  /** What arrived and belongs to no delivery on record. */
  readonly strays: ReceivedMail[] = [];
  /** Steps that had nobody to go to. */
  readonly unheard: Delivery[] = [];
  private readonly known = new Set<string>();
  private seen = 0;

  constructor(
    private readonly auditor: Api,
    private readonly sink: MailSink,
  ) {}

  /**
   * What was sent since the last call. Waits until no message is on its way and every mail on record has arrived, a
   * minute at most; what has not arrived by then is answered without its mail.
   */
  async collect(): Promise<Entry[]> {
    const patience = AbortSignal.timeout(SETTLE_MS);
    for (;;) {
      const deliveries = await this.newest();
      const mails = this.sink.mails.slice(this.seen);
      const matched = matchMails(deliveries.filter(isSent), mails, this.matchedIds());
      const settled = deliveries.every(({ status }) => status !== 'waiting' && status !== 'sending');
      const complete = matched.entries.every(({ delivery, mail }) => delivery.channel !== 'email' || mail !== null);
      if ((settled && complete) || patience.aborted) {
        this.seen += mails.length;
        this.entries.push(...matched.entries);
        this.strays.push(...matched.strays);
        this.unheard.push(...deliveries.filter(({ status }) => status === 'nobody'));
        for (const { id } of deliveries) this.known.add(id);
        return matched.entries;
      }
      await pause(POLL_MS);
    }
  }

  private matchedIds(): ReadonlySet<string> {
    return new Set(this.entries.flatMap(({ mail }) => mail?.messageId ?? []));
  }

  /** The deliveries that are not known yet. The list has the newest first, so the first known one ends it. */
  private async newest(): Promise<Delivery[]> {
    const found: Delivery[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: DeliveryPage = await this.auditor.get(
        `/deliveries?limit=200${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
        DeliveryPage,
      );
      const fresh = page.items.filter(({ id }) => !this.known.has(id));
      found.push(...fresh);
      cursor = fresh.length === page.items.length ? page.nextCursor : null;
    }
    return found.reverse();
  }
}

function isSent(delivery: Delivery): delivery is Sent {
  return delivery.person !== null && delivery.channel !== null;
}
