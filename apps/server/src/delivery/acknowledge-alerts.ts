import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { AcknowledgeAnswer } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { Rejection } from '#libs/event-sourcing';
import { Clock } from '../clock.ts';
import { Door } from '../commands/door.ts';
import type { Envelope, Reply } from '../commands/envelope.ts';
import { personDayStream } from '../commands/stream-ids.ts';
import { alertsOfADay } from './alerts-decider.ts';

/** The person acknowledges their own alerts. An alert that is not theirs throws `alert.unknown`. */
export class AcknowledgeAlerts extends Command<Reply<Omit<AcknowledgeAnswer, 'position'>>> {
  constructor(
    readonly envelope: Envelope,
    readonly alertIds: readonly Id[],
  ) {
    super();
  }
}

/**
 * The event is told first, then the rows are marked. A crash in between leaves alerts that look new; the caller's
 * repeat, or another acknowledgement, marks them.
 */
@CommandHandler(AcknowledgeAlerts)
export class AcknowledgeAlertsHandler implements ICommandHandler<AcknowledgeAlerts> {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly door: Door,
  ) {}

  async execute({ envelope, alertIds }: AcknowledgeAlerts) {
    const { personId } = envelope.viewer;
    const reply = await this.door.carryOut(envelope, async (draft) => {
      const unseen = await this.unseen(personId, alertIds);
      const stream = await draft.open(alertsOfADay, personDayStream(personId, this.clock.today()));
      const before = stream.state.acknowledged;
      stream.decide({ type: 'AcknowledgeAlerts', ...draft.stamp, alertIds: unseen }, undefined);
      const acknowledged = stream.state.acknowledged.filter((id) => !before.includes(id));
      return { answer: { id: stream.id, version: stream.version, acknowledged } };
    });
    await this.database.query(
      `UPDATE inbox_alert SET acknowledged_at = duban_now() WHERE person_id = $1 AND id = ANY ($2) AND acknowledged_at IS NULL`,
      [personId, alertIds],
    );
    return reply;
  }

  private async unseen(personId: Id, alertIds: readonly Id[]): Promise<Id[]> {
    const rows: { id: Id; acknowledged_at: Date | null }[] = await this.database.query(
      `SELECT id, acknowledged_at FROM inbox_alert WHERE person_id = $1 AND id = ANY ($2) ORDER BY id`,
      [personId, alertIds],
    );
    const unknown = alertIds.find((id) => !rows.some((row) => row.id === id));
    if (unknown !== undefined) throw new Rejection('alert.unknown', { id: unknown });
    return rows.filter((row) => row.acknowledged_at === null).map(({ id }) => id);
  }
}
