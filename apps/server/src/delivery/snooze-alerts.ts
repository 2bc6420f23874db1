import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { SnoozeAnswer } from '#libs/contracts';
import { type Id, requireSnooze } from '#libs/directives';
import { type Instant, Rejection } from '#libs/event-sourcing';
import { Clock } from '../clock.ts';
import { Door } from '../commands/door.ts';
import type { Envelope, Reply } from '../commands/envelope.ts';
import { personDayStream } from '../commands/stream-ids.ts';
import { CONFIG, type Config } from '../config.ts';
import { type AlertAbout, warnsOf } from '../reminders/reminder-about.ts';
import { alertsOfADay } from './alerts-decider.ts';

/**
 * The person puts alerts of theirs off: out of the inbox until that moment, and what still waits to go outside about them is told
 * then. All of them or none. Throws `alert.unknown` and what `requireSnooze` throws.
 */
export class SnoozeAlerts extends Command<Reply<Omit<SnoozeAnswer, 'position'>>> {
  constructor(
    readonly envelope: Envelope,
    readonly alertIds: readonly Id[],
    readonly until: Instant,
  ) {
    super();
  }
}

/**
 * The event is told first, then the rows are marked. A crash in between leaves alerts that are not put off; the caller's repeat
 * marks them, unless they were put off anew since, or the moment has come.
 */
@CommandHandler(SnoozeAlerts)
export class SnoozeAlertsHandler implements ICommandHandler<SnoozeAlerts> {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly door: Door,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async execute({ envelope, alertIds, until }: SnoozeAlerts) {
    const { personId } = envelope.viewer;
    const reply = await this.door.carryOut(envelope, async (draft) => {
      const alerts = await this.alertsOf(personId, alertIds);
      requireSnooze(alerts, until, { now: draft.at, zone: this.config.timeZone });
      const snoozed = alerts.filter((alert) => alert.until !== until).map(({ id }) => id);
      const stream = await draft.open(alertsOfADay, personDayStream(personId, this.clock.today()));
      stream.decide({ type: 'SnoozeAlerts', ...draft.stamp, alertIds: snoozed, until }, undefined);
      return { answer: { id: stream.id, version: stream.version, snoozed, until } };
    });
    await this.putOff(personId, reply.body.snoozed, until, reply.body.position);
    return reply;
  }

  private async alertsOf(personId: Id, alertIds: readonly Id[]) {
    const rows: { id: Id; rule: string; about: AlertAbout; isDone: boolean; until: Date | null }[] =
      await this.database.query(
        `SELECT id, rule, about, coalesce(acknowledged_at, handled_at) IS NOT NULL AS "isDone", snoozed_until AS until
         FROM inbox_alert WHERE person_id = $1 AND id = ANY ($2) ORDER BY id`,
        [personId, alertIds],
      );
    const unknown = alertIds.find((id) => !rows.some((row) => row.id === id));
    if (unknown !== undefined) throw new Rejection('alert.unknown', { id: unknown });
    return rows.map(({ id, rule, about, isDone, until }) => ({
      ...{ id, isDone, warnsOf: warnsOf(rule, about) },
      until: until?.toISOString() ?? null,
    }));
  }

  private async putOff(personId: Id, alertIds: readonly Id[], until: Instant, position: number): Promise<void> {
    await this.database.query(
      `WITH off AS (
         UPDATE inbox_alert SET snoozed_until = $3, snoozed_position = $4
         WHERE person_id = $1 AND id = ANY ($2) AND snoozed_position < $4 AND $3 > duban_now()
         RETURNING task_id, rule, id)
       UPDATE delivery d SET outcome = 'superseded', finished_at = clock_timestamp(), outcome_recorded = true
       FROM delivery told JOIN off USING (id)
       WHERE d.task_id = told.task_id AND d.rule = told.rule AND d.due_version = told.due_version AND d.day = told.day
         AND d.person_id = $1 AND d.outcome = 'pending' AND d.attempt = 0 AND d.lease_until IS NULL`,
      [personId, alertIds, until, position],
    );
  }
}
