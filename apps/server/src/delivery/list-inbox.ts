import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { Alert, AlertPage, InboxQuery } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { type Language, translator } from '#libs/messages';
import type { Viewer } from '../access/viewer.ts';
import { personNames } from '../read-models/names.ts';
import { decodeMoment, encode } from '../read-models/paging.ts';
import { alertText } from '../reminders/alert-text.ts';
import type { ReminderAbout } from '../reminders/reminder-about.ts';
import type { DeadAbout } from './alert-office.ts';
import { failureText } from './failure-text.ts';

/** The viewer's own alerts, newest first, in the viewer's language. What a claim wrote is there at once: no `after` is needed. */
export class ListInbox extends Query<AlertPage> {
  constructor(
    readonly viewer: Viewer,
    readonly query: InboxQuery,
  ) {
    super();
  }
}

interface Row {
  id: Id;
  rule: string;
  task_id: Id | null;
  about: ReminderAbout | DeadAbout;
  day: string | null;
  alerted_at: Date;
  acknowledged_at: Date | null;
}

@QueryHandler(ListInbox)
export class ListInboxHandler implements IQueryHandler<ListInbox> {
  constructor(private readonly database: DataSource) {}

  async execute({ viewer, query: { cursor, limit, unacknowledged } }: ListInbox): Promise<AlertPage> {
    const [at, id] = cursor === undefined ? [null, null] : decodeMoment('inbox', cursor);
    const rows: Row[] = await this.database.query(
      `SELECT a.*, d.day::text AS day FROM inbox_alert a LEFT JOIN delivery d ON d.id = a.id
       WHERE a.person_id = $1
         AND ($2::boolean IS NULL OR (a.acknowledged_at IS NULL) = $2)
         AND ($3::timestamptz IS NULL OR (a.alerted_at, a.id) < ($3, $4::uuid))
       ORDER BY a.alerted_at DESC, a.id DESC LIMIT $5`,
      [viewer.personId, unacknowledged === undefined ? null : unacknowledged === 'true', at, id, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const nameOf = await personNames(
      this.database.manager,
      shown.flatMap(({ about }) => ('personId' in about && about.personId ? [about.personId] : [])),
    );
    const destinationOf = await this.destinationNames(shown);
    const last = shown.at(-1);
    return {
      items: shown.map((row) =>
        alertOf(row, viewer.language, (dead) => {
          if (!dead.personId) return destinationOf.get(dead.destinationId ?? '') ?? '';
          return nameOf(dead.personId).name ?? dead.personId;
        }),
      ),
      nextCursor: last && rows.length > limit ? encode('inbox', [last.alerted_at.toISOString(), last.id]) : null,
    };
  }

  private async destinationNames(rows: readonly Row[]): Promise<Map<Id, string>> {
    const ids = rows.flatMap(({ about }) => ('personId' in about && about.destinationId ? [about.destinationId] : []));
    if (ids.length === 0) return new Map();
    const found: { id: Id; name: string }[] = await this.database.query(
      'SELECT id, name FROM destination WHERE id = ANY ($1)',
      [ids],
    );
    return new Map(found.map(({ id, name }) => [id, name]));
  }
}

function alertOf(row: Row, language: Language, nameOf: (dead: DeadAbout) => string): Alert {
  const { id, rule, task_id: taskId, about, day, alerted_at: sentAt, acknowledged_at: seen } = row;
  const text = 'personId' in about ? deadText(about, language, nameOf) : alertText(rule, about, language);
  return {
    ...{ id, taskId, rule, ...text },
    taskNumber: 'number' in about ? about.number : null,
    day,
    sentAt: sentAt.toISOString(),
    acknowledgedAt: seen?.toISOString() ?? null,
  };
}

function deadText(
  dead: DeadAbout,
  language: Language,
  nameOf: (dead: DeadAbout) => string,
): { subject: string; body: string } {
  const t = translator(language);
  const { numbers, channel, attempts } = dead;
  const error = failureText(dead.failure ?? null, dead.error, language);
  const person = nameOf(dead);
  const listed = { numbers: numbers.join(language === 'zh' ? '、' : ', '), count: numbers.length };
  return {
    subject: t(`mail.dead.subject`, { person }),
    body: t(`mail.dead.body`, { person, channel, attempts, error, ...listed }),
  };
}
