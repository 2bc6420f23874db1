import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { Delivery, DeliveryPage, DeliveryQuery } from '#libs/contracts';
import type { Id } from '#libs/directives';
import type { Language } from '#libs/messages';
import type { Viewer } from '../access/viewer.ts';
import { decodeMoment, encode } from '../read-models/paging.ts';
import type { ReminderAbout } from '../reminders/reminder-about.ts';
import { failureText } from './failure-text.ts';
import { IS_HELD } from './hold.ts';
import type { Failure } from './undelivered.ts';

/**
 * Who was told what, when, by which rule, through which channel, and what came of it, newest first; also the steps that
 * were superseded, or that had nobody to go to. As far as the viewer may see the task, or was told themselves.
 */
export class ListDeliveries extends Query<DeliveryPage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: DeliveryQuery,
  ) {
    super();
  }
}

export interface DeliveryRow {
  id: Id;
  task_id: Id;
  rule: string;
  day: string;
  about: ReminderAbout;
  person_id: Id | null;
  name: string | null;
  channel: string | null;
  message_id: Id | null;
  status: Delivery['status'];
  attempt: number;
  again: number;
  claimed_at: Date;
  finished_at: Date | null;
  failure: Failure | null;
  last_error: string | null;
  destination_id: Id | null;
  destination: string | null;
}

/** In SQL: what `DeliveryRow` has, of the rows `d` of `delivery`; and what has to be joined for it. */
export const DELIVERY_COLUMNS = 'd.*, d.day::text AS day, p.name, s.status, o.name AS destination';
export const WITH_NAMES_AND_STATUS = `LEFT JOIN person p ON p.id = d.person_id
  LEFT JOIN destination o ON o.id = d.destination_id
  CROSS JOIN LATERAL (SELECT CASE WHEN d.outcome <> 'pending' THEN d.outcome WHEN d.lease_until > clock_timestamp() THEN 'sending'
    WHEN ${IS_HELD} THEN 'held' ELSE 'waiting' END AS status) AS s`;

@QueryHandler(ListDeliveries)
export class ListDeliveriesHandler implements IQueryHandler<ListDeliveries> {
  constructor(private readonly database: DataSource) {}

  async execute({ viewer, query }: ListDeliveries): Promise<DeliveryPage> {
    const { cursor, limit, task, person, channel, status } = query;
    const [at, id] = cursor === undefined ? [null, null] : decodeMoment('deliveries', cursor);
    // Said plainly besides, so that the few that were given up are found by their index.
    const dead = status === 'dead' ? `AND d.outcome = 'dead'` : '';
    const rows: DeliveryRow[] = await this.database.query(
      `SELECT ${DELIVERY_COLUMNS}
       FROM delivery d JOIN reminder_task t USING (task_id) ${WITH_NAMES_AND_STATUS}
       WHERE ($1::uuid IS NULL OR d.task_id = $1) AND ($2::uuid IS NULL OR d.person_id = $2) AND ($3::text IS NULL OR d.channel = $3)
         AND ($4::timestamptz IS NULL OR (d.claimed_at, d.id) < ($4, $5::uuid))
         AND ($6 OR d.person_id::text = $7 OR (t.body #>> '{task,leaderInCharge}') = ANY ($9::text[])
           OR (t.body #>> '{task,leadUnit}') = ANY ($8::text[]) OR (t.body #> '{task,coUnits}') ?| $8::text[])
         AND ($11::text IS NULL OR s.status = $11) ${dead}
       ORDER BY d.claimed_at DESC, d.id DESC LIMIT $10`,
      [
        ...[task ?? null, person ?? null, channel ?? null, at, id],
        ...[
          viewer.isOffice || viewer.roles.includes('auditor'),
          viewer.personId,
          viewer.visibleUnitIds,
          viewer.leaderPostIds,
          limit + 1,
        ],
        status ?? null,
      ],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => deliveryOf(row, viewer.language)),
      nextCursor: last && rows.length > limit ? encode('deliveries', [last.claimed_at.toISOString(), last.id]) : null,
    };
  }
}

/** A row as a person reads it. */
export function deliveryOf(row: DeliveryRow, language: Language): Delivery {
  const { id, task_id: taskId, rule, day, about, channel, status, attempt: attempts, again } = row;
  return {
    ...{ id, taskId, rule, day, channel, status, attempts, again },
    taskNumber: about.number,
    messageId: row.message_id,
    error: failureText(row.failure, row.last_error, language),
    destination:
      row.destination_id === null ? null : { id: row.destination_id, name: row.destination ?? row.destination_id },
    standIn: about.standIn ?? null,
    person: row.person_id === null ? null : { id: row.person_id, name: row.name },
    claimedAt: row.claimed_at.toISOString(),
    sentAt: row.finished_at && status === 'sent' ? row.finished_at.toISOString() : null,
  };
}
