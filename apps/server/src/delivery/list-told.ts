import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource, type EntityManager } from 'typeorm';
import type { Told, ToldPage, ToldQuery } from '#libs/contracts';
import type { Id } from '#libs/directives';
import type { Viewer } from '../access/viewer.ts';
import { personNames } from '../read-models/names.ts';
import { decodeMoment, encode } from '../read-models/paging.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, WITH_NAMES_AND_STATUS } from './list-deliveries.ts';

/** Everything that anybody was told, newest first. Whoever asks has to be allowed to see all of it. */
export class ListTold extends Query<ToldPage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: ToldQuery,
  ) {
    super();
  }
}

/** What became of an alert in an inbox. */
export interface HeededRow {
  readonly acknowledged_at: Date | null;
  readonly snoozed_until: Date | null;
  readonly handled_at: Date | null;
  readonly handled_by: Id | null;
}
interface ToldRow extends DeliveryRow, HeededRow {
  readonly ladder: string | null;
  readonly ladder_version: number | null;
}

@QueryHandler(ListTold)
export class ListToldHandler implements IQueryHandler<ListTold> {
  constructor(private readonly database: DataSource) {}

  async execute({ viewer, query }: ListTold): Promise<ToldPage> {
    const { cursor, limit, task, person, since, until } = query;
    const [at, id] = cursor === undefined ? [null, null] : decodeMoment('told', cursor);
    // One row a person: whoever was told has it in the inbox, and what became of it stands with the first time.
    const rows: ToldRow[] = await this.database.query(
      `SELECT ${DELIVERY_COLUMNS}, a.acknowledged_at, a.snoozed_until, a.handled_at, a.handled_by
       FROM delivery d ${WITH_NAMES_AND_STATUS}
         LEFT JOIN delivery f ON f.task_id = d.task_id AND f.rule = d.rule AND f.due_version = d.due_version AND f.day = d.day
           AND f.person_id = d.person_id AND f.channel = 'in-app' AND f.again = 0
         LEFT JOIN inbox_alert a ON a.id = f.id
       WHERE (d.channel = 'in-app' OR d.person_id IS NULL)
         AND ($1::uuid IS NULL OR d.task_id = $1) AND ($2::uuid IS NULL OR d.person_id = $2)
         AND ($3::timestamptz IS NULL OR d.claimed_at >= $3) AND ($4::timestamptz IS NULL OR d.claimed_at < $4)
         AND ($5::timestamptz IS NULL OR (d.claimed_at, d.id) < ($5, $6::uuid))
       ORDER BY d.claimed_at DESC, d.id DESC LIMIT $7`,
      [task ?? null, person ?? null, since ?? null, until ?? null, at, id, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const outside = await outsideOf(
      this.database.manager,
      shown.map((row) => row.id),
    );
    const people = shown.flatMap(({ handled_by }) => handled_by ?? []);
    const nameOf = await personNames(this.database.manager, people);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => {
        const { messageId, channel, status, attempts, sentAt, error, claimedAt, ...told } = deliveryOf(
          row,
          viewer.language,
        );
        const besides = outside.flatMap((one) => (one.told_id === row.id ? deliveryOf(one, viewer.language) : []));
        const own = channel === null ? [] : [{ channel, status, attempts, sentAt, error }];
        return {
          ...{ ...told, toldAt: claimedAt, ladder: editionOf(row), ...heededOf(row, nameOf) },
          channels: [...own, ...besides.map(channelOf)],
        };
      }),
      nextCursor: last && rows.length > limit ? encode('told', [last.claimed_at.toISOString(), last.id]) : null,
    };
  }
}

/** The deliveries by channels outside that go with those into inboxes. */
function outsideOf(manager: EntityManager, ids: readonly Id[]): Promise<(DeliveryRow & { told_id: Id })[]> {
  return manager.query(
    `SELECT told.id AS told_id, ${DELIVERY_COLUMNS} FROM delivery told
       JOIN delivery d ON d.task_id = told.task_id AND d.rule = told.rule AND d.due_version = told.due_version
         AND d.day = told.day AND d.person_id = told.person_id AND d.again = told.again AND d.channel <> 'in-app'
       ${WITH_NAMES_AND_STATUS}
     WHERE told.id = ANY ($1) ORDER BY d.channel`,
    [ids],
  );
}

function channelOf({ channel, status, attempts, sentAt, error }: Told['channels'][number]): Told['channels'][number] {
  return { channel, status, attempts, sentAt, error };
}

function editionOf({ ladder, ladder_version: version }: ToldRow): Told['ladder'] {
  return ladder === null || version === null ? null : { name: ladder, version };
}

/** What its person did with an alert; that it was put off matters only while it is. */
export function heededOf(row: HeededRow, nameOf: (id: Id) => NonNullable<Told['person']>) {
  const { acknowledged_at: acknowledged, handled_at: handled, handled_by: by, snoozed_until: until } = row;
  return {
    acknowledgedAt: acknowledged?.toISOString() ?? null,
    snoozedUntil: acknowledged || handled ? null : (until?.toISOString() ?? null),
    handledAt: handled?.toISOString() ?? null,
    handledBy: by === null ? null : nameOf(by),
  };
}
