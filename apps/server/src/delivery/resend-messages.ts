import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { CommandAnswer } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { permit } from '../access/policy.ts';
import { Clock } from '../clock.ts';
import { Door } from '../commands/door.ts';
import type { Envelope, Reply } from '../commands/envelope.ts';
import { personDayStream } from '../commands/stream-ids.ts';
import { alertsOfADay } from './alerts-decider.ts';
import { DeliveryQueue } from './delivery-queue.ts';

/**
 * The office has messages that were given up sent again, under their first ids and with eight tries more: the cause was
 * mended. Throws `message.not-dead`.
 */
export class ResendMessages extends Command<Reply<Omit<CommandAnswer, 'position'>>> {
  constructor(
    readonly envelope: Envelope,
    readonly messageIds: readonly Id[],
  ) {
    super();
  }
}

/** The event is told first, then the rows are marked. A crash in between leaves them dead; the caller's repeat marks them. */
@CommandHandler(ResendMessages)
export class ResendMessagesHandler implements ICommandHandler<ResendMessages> {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly door: Door,
    private readonly queue: DeliveryQueue,
  ) {}

  async execute({ envelope, messageIds }: ResendMessages) {
    permit(envelope.viewer, 'ResendMessages');
    const reply = await this.door.carryOut(envelope, async (draft) => {
      await this.requireDead(messageIds);
      const stream = await draft.open(alertsOfADay, personDayStream(envelope.viewer.personId, this.clock.today()));
      stream.decide({ type: 'ResendMessages', ...draft.stamp, messageIds }, undefined);
      return { answer: { id: stream.id, version: stream.version } };
    });
    await this.database.query(
      `UPDATE delivery SET outcome = 'pending', next_try_at = clock_timestamp(), finished_at = NULL, resent_after = attempt,
         outcome_recorded = false
       WHERE message_id = ANY ($1) AND outcome = 'dead'
         AND outcome_recorded -- or the log would never be told that it was given up`,
      [messageIds],
    );
    await this.queue.addWaiting();
    return reply;
  }

  private async requireDead(messageIds: readonly Id[]): Promise<void> {
    const dead: { id: Id }[] = await this.database.query(
      `SELECT DISTINCT message_id AS id FROM delivery WHERE message_id = ANY ($1) AND outcome = 'dead' AND outcome_recorded`,
      [messageIds],
    );
    const other = messageIds.find((id) => !dead.some((row) => row.id === id));
    if (other !== undefined) throw new Rejection('message.not-dead', { id: other });
  }
}
