import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import type { Alert, AlertPage, InboxQuery, PersonRef } from '#libs/contracts';
import { comesBackBefore, DEFAULT_LABEL, type Id, isCleared, type Label } from '#libs/directives';
import { EventLog } from '#libs/event-store';
import { type Language, translator } from '#libs/messages';
import type { Viewer } from '../access/viewer.ts';
import { CONFIG, type Config } from '../config.ts';
import { caughtUp } from '../read-models/caught-up.ts';
import { personNames } from '../read-models/names.ts';
import { decodeMoment, encode } from '../read-models/paging.ts';
import { alertText } from '../reminders/alert-text.ts';
import { type AlertAbout, warnsOf } from '../reminders/reminder-about.ts';
import type { DeadAbout } from './alert-office.ts';
import { failureText } from './failure-text.ts';

/** In SQL: the state of the row `a` of `inbox_alert`. What was put off stays so until the sweep has brought it back. */
export const ALERT_STATE = `CASE WHEN coalesce(a.acknowledged_at, a.handled_at) IS NOT NULL THEN 'done'
  WHEN a.snoozed_until IS NOT NULL THEN 'snoozed' ELSE 'open' END`;

/** The viewer's own alerts, newest first, in the viewer's language. What came back is new. What a claim wrote is there at once; `after` waits for what a deed has handled. */
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
  about: AlertAbout;
  day: string | null;
  alerted_at: Date;
  acknowledged_at: Date | null;
  handled_at: Date | null;
  handled_by: Id | null;
  snoozed_until: Date | null;
  returned_at: Date | null;
  shown_at: Date;
  state: Alert['state'];
  now: Date;
  label: Label | null;
}

@QueryHandler(ListInbox)
export class ListInboxHandler implements IQueryHandler<ListInbox> {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
    private readonly log: EventLog,
  ) {}

  async execute({ viewer, query: { cursor, limit, unacknowledged, state, after } }: ListInbox): Promise<AlertPage> {
    await caughtUp(this.log, ['settled-alerts'], after);
    const [at, id] = cursor === undefined ? [null, null] : decodeMoment('inbox', cursor);
    const rows: Row[] = await this.database.query(
      `SELECT a.*, d.day::text AS day, ${ALERT_STATE} AS state, (SELECT duban_now()) AS now,
         (SELECT t.label FROM task_row t WHERE t.id = a.task_id AND t.valid_to IS NULL) AS label
       FROM inbox_alert a LEFT JOIN delivery d ON d.id = a.id
       WHERE a.person_id = $1
         AND ($2::boolean IS NULL OR (a.acknowledged_at IS NULL) = $2)
         AND ($3::timestamptz IS NULL OR (a.shown_at, a.id) < ($3, $4::uuid))
         AND ($6::text IS NULL OR ${ALERT_STATE} = $6)
       ORDER BY a.shown_at DESC, a.id DESC LIMIT $5`,
      [
        ...[viewer.personId, unacknowledged === undefined ? null : unacknowledged === 'true', at, id, limit + 1],
        state ?? null,
      ],
    );
    const shown = rows.slice(0, limit);
    const nameOf = await personNames(
      this.database.manager,
      shown.flatMap(({ about, handled_by }) => [
        ...('personId' in about && about.personId ? [about.personId] : []),
        ...(handled_by ? [handled_by] : []),
      ]),
    );
    const destinationOf = await this.destinationNames(shown);
    const last = shown.at(-1);
    return {
      items: shown.map((row) =>
        alertOf(row, {
          ...{ language: viewer.language, clearance: viewer.clearance, zone: this.config.timeZone, nameOf },
          deadName: (dead) => {
            if (!dead.personId) return destinationOf.get(dead.destinationId ?? '') ?? '';
            return nameOf(dead.personId).name ?? dead.personId;
          },
        }),
      ),
      nextCursor: last && rows.length > limit ? encode('inbox', [last.shown_at.toISOString(), last.id]) : null,
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

interface Shown {
  readonly language: Language;
  readonly zone: string;
  readonly clearance: Label;
  readonly nameOf: (personId: Id) => PersonRef;
  readonly deadName: (dead: DeadAbout) => string;
}

function alertOf(row: Row, { language, zone, clearance, nameOf, deadName }: Shown): Alert {
  const { id, rule, task_id: taskId, day, state } = row;
  // It may have been labelled after it was told of.
  const about = isCleared(clearance, row.label ?? DEFAULT_LABEL)
    ? row.about
    : { ...row.about, withheld: true as const };
  const text = 'number' in about ? alertText(rule, about, language) : deadText(about, language, deadName);
  const before = comesBackBefore({ warnsOf: warnsOf(rule, about) }, zone);
  const canWait = state !== 'done' && (before === null || before > row.now.toISOString());
  return {
    ...{ id, taskId, rule, ...text, state, day },
    taskNumber: 'number' in about ? about.number : null,
    sentAt: row.alerted_at.toISOString(),
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    handledAt: row.handled_at?.toISOString() ?? null,
    handledBy: row.handled_by === null ? null : nameOf(row.handled_by),
    snoozedUntil: state === 'snoozed' ? (row.snoozed_until?.toISOString() ?? null) : null,
    returnedAt: row.returned_at?.toISOString() ?? null,
    snooze: canWait ? { before } : null,
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
