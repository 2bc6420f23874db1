import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { CommandAnswer, ReleaseMessages as ReleaseBody } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { permit } from '../access/policy.ts';
import { Door } from '../commands/door.ts';
import type { Envelope, Reply } from '../commands/envelope.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { presentHold, type Sql } from './hold.ts';
import { sendingHold } from './hold-decider.ts';

/**
 * The auditor decides on what is held back: on these messages, or on all, which ends the hold. `send`: they go out. `drop`:
 * they were sent before the restore and never go out; of all messages only reminders that were due before the hold began,
 * because the others cannot have been sent. Throws `hold.none`, and `hold.message-not-held`.
 */
export class ReleaseMessages extends Command<Reply<Omit<CommandAnswer, 'position'>>> {
  constructor(
    readonly envelope: Envelope,
    readonly release: ReleaseBody,
  ) {
    super();
  }
}

/** The event is told first, then the rows are marked. A crash in between holds on; the caller's repeat marks them. */
@CommandHandler(ReleaseMessages)
export class ReleaseMessagesHandler implements ICommandHandler<ReleaseMessages> {
  private readonly sql: Sql;

  constructor(
    database: DataSource,
    private readonly door: Door,
    private readonly queue: DeliveryQueue,
  ) {
    this.sql = (text, values) => database.query(text, values);
  }

  async execute({ envelope, release: { decision, messageIds } }: ReleaseMessages) {
    permit(envelope.viewer, 'ReleaseMessages');
    const reply = await this.door.carryOut(envelope, async (draft) => {
      const hold = await presentHold(this.sql);
      if (!hold) throw new Rejection('hold.none');
      if (messageIds) await this.requireHeld(messageIds);
      const stream = await draft.open(sendingHold, hold.id);
      stream.decide(
        { type: 'ReleaseMessages', ...draft.stamp, holdId: hold.id, decision, messageIds: messageIds ?? null },
        undefined,
      );
      return { answer: { id: hold.id, version: stream.version } };
    });
    if (messageIds) await this.releaseSome(decision, messageIds);
    else await this.releaseAll(decision, reply.body.id);
    await this.queue.addWaiting();
    return reply;
  }

  private async requireHeld(messageIds: readonly Id[]): Promise<void> {
    const held = await this.sql<{ id: Id }>(
      `SELECT message_id AS id FROM delivery WHERE message_id = ANY ($1) AND outcome = 'pending' AND NOT released`,
      [messageIds],
    );
    const other = messageIds.find((id) => !held.some((row) => row.id === id));
    if (other !== undefined) throw new Rejection('hold.message-not-held', { id: other });
  }

  private async releaseSome(decision: ReleaseBody['decision'], messageIds: readonly Id[]): Promise<void> {
    await this.sql(
      decision === 'send'
        ? `UPDATE delivery SET released = true WHERE message_id = ANY ($1) AND outcome = 'pending'`
        : `UPDATE delivery SET outcome = 'dropped', finished_at = clock_timestamp(), outcome_recorded = true
           WHERE message_id = ANY ($1) AND outcome = 'pending' AND NOT released`,
      [messageIds],
    );
  }

  /** With those that an earlier restore left open; not one that has begun since the decision. */
  private async releaseAll(decision: ReleaseBody['decision'], holdId: Id): Promise<void> {
    await this.sql(
      `UPDATE sending_hold SET released_at = clock_timestamp(), decision = $2
       WHERE released_at IS NULL AND began_at <= (SELECT began_at FROM sending_hold WHERE id = $1)`,
      [holdId, decision],
    );
  }
}
