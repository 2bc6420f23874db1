import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '#libs/contracts';
import { erasureDecider } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { EventLog, type Position } from '#libs/event-store';
import { SEARCH } from '../read-models/search/searchable.ts';
import { keyIdsIn } from '../texts/locked-text.ts';
import { KEY_DESTRUCTION } from '../texts/text-keys.ts';
import { Door } from './door.ts';
import type { Envelope, Reply } from './envelope.ts';
import { erasureStream } from './stream-ids.ts';

/** How long the answer waits for the key, and what is searched, to be gone; they go in any case. */
const DESTRUCTION_WAIT_MS = 5000;

/** Makes what was written freely in one event unreadable, for everybody and for ever; the event itself stays. */
export class EraseText extends Command<Reply<CommandAnswer>> {
  constructor(
    readonly envelope: Envelope,
    readonly position: Position,
    readonly reason: string,
  ) {
    super();
  }
}

@CommandHandler(EraseText)
export class EraseTextHandler implements ICommandHandler<EraseText> {
  constructor(
    private readonly door: Door,
    private readonly log: EventLog,
  ) {}

  /** Throws `item.not-found` for a position without an event, and `text.none-to-erase` for an event without such texts. */
  async execute({ envelope, position, reason }: EraseText) {
    const reply = await this.door.carryOut(envelope, async (draft) => {
      draft.permit('EraseText');
      const [stored] = await this.log.readAll(position - 1, 1);
      if (!stored) throw new Rejection('item.not-found');
      const [keyId] = keyIdsIn(stored.event);
      if (keyId === undefined) throw new Rejection('text.none-to-erase', { position });
      const erasure = await draft.open(erasureDecider, erasureStream(keyId));
      erasure.decide({ ...draft.stamp, type: 'EraseText', keyId, position, reason }, undefined);
      return { answer: { id: erasure.id, version: erasure.version } };
    });
    await Promise.all(
      [KEY_DESTRUCTION, SEARCH].map((name) => this.log.waitFor(name, reply.body.position, DESTRUCTION_WAIT_MS)),
    );
    return reply;
  }
}
