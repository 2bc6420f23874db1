import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Column, DataSource, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import type { CivilDate } from '#libs/calendar';
import type {
  ReadoutRow as ReadoutAnswer,
  ReadoutDetail,
  ReadoutPage,
  ReadoutVersion,
  SameText,
} from '#libs/contracts';
import type { GivenFile, Id, ReadoutCorrected, ReadoutEvent, ReadoutImported } from '#libs/directives';
import type { DomainEvent, Instant } from '#libs/event-sourcing';
import { EventLog, type Position, type Refold, type StoredEvent } from '#libs/event-store';
import type { Language } from '#libs/messages';
import type { Viewer } from '../access/viewer.ts';
import { TextKeys } from '../texts/text-keys.ts';
import { caughtUp } from './caught-up.ts';
import { NotFound } from './errors.ts';
import { instant, position } from './item-versions.ts';
import { personNames } from './names.ts';
import { type Order, pageOf } from './paging.ts';
import { GetReadout, ListReadouts } from './queries.ts';
import { columnsOf, insertRows } from './row-columns.ts';
import { type Condition, clearedFor, visibleTo } from './visibility.ts';

/** A row for each readout, as it is now. */
@Entity('readout_row')
export class ReadoutRow {
  @PrimaryColumn('uuid')
  id: Id;
  @Column(position)
  position: Position;
  @Column('int')
  version: number;
  @Column('text')
  title: string;
  @Column('text')
  language: Language;
  @Column('date', { name: 'meeting_date' })
  meetingDate: CivilDate;
  @Column('text', { nullable: true })
  body: string | null;
  @Column('int')
  characters: number;
  @Column('jsonb')
  given: GivenFile;
  @Column('text', { name: 'text_hash' })
  textHash: string;
  @Column({ ...instant, name: 'imported_at' })
  importedAt: Instant;
  @Column('text', { name: 'imported_by' })
  importedBy: string;
}

export const READOUT_COLUMNS = columnsOf(ReadoutRow);

/** The part of the projection `directives` that keeps `readout_row`: a directive's row never comes before its readout's. */
export async function insertReadouts(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
  const rows = events.map(readoutRow).filter((row) => row !== null);
  await insertRows(manager, READOUT_COLUMNS, rows);
  for (const { streamId, version, event } of events) {
    if (!isCorrection(event)) continue;
    const { textHash, characters, language, given } = event;
    // By SQL: a rebuild runs this on a connection that knows no entities.
    await manager.query(
      'UPDATE readout_row SET version = $2, text_hash = $3, characters = $4, language = $5, given = $6 WHERE id = $1',
      [streamId, version, textHash, characters, language, given],
    );
  }
}

/** The same in memory. */
export function refoldReadouts(): Refold {
  const rows = new Map<Id, ReadoutRow>();
  return {
    take(stored) {
      const { streamId, version, event } = stored;
      const row = isCorrection(event) ? rows.get(streamId) : readoutRow(stored);
      if (!row) return;
      if (isCorrection(event)) {
        const { textHash, characters, language, given } = event;
        Object.assign(row, { version, textHash, characters, language, given });
      }
      rows.set(streamId, row);
    },
    *standing() {
      for (const row of rows.values()) yield [READOUT_COLUMNS.table, READOUT_COLUMNS.values(row)];
    },
  };
}

function isCorrection(event: DomainEvent): event is ReadoutCorrected {
  return event.type === 'ReadoutCorrected';
}

/** The readouts whose present text this is, the earliest meeting first. */
export async function sameTexts(database: DataSource, textHash: string): Promise<SameText[]> {
  return database.query(
    `SELECT id, title, meeting_date::text AS "meetingDate" FROM readout_row WHERE text_hash = $1
     ORDER BY meeting_date, position`,
    [textHash],
  );
}

/** Null for an event that is of no readout. */
function readoutRow({ streamId: id, position, version, event }: StoredEvent): ReadoutRow | null {
  if (event.type !== 'ReadoutImported') return null;
  const { title, language, meetingDate, body, characters, given, textHash, at, by } = event as ReadoutImported;
  return {
    ...{ id, position, version, title, language, meetingDate, body, characters, given, textHash },
    ...{ importedAt: at, importedBy: by },
  };
}

const newestFirst: Order<ReadoutRow> = {
  name: 'readouts',
  by: ['readout.position'],
  direction: 'DESC',
  placeOf: ({ position }) => [position],
};

@QueryHandler(ListReadouts)
export class ListReadoutsHandler implements IQueryHandler<ListReadouts> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
  ) {}

  async execute({ viewer, query }: ListReadouts): Promise<ReadoutPage> {
    await caughtUp(this.log, ['directives'], query.after);
    const rows = this.database.createQueryBuilder(ReadoutRow, 'readout').where(...showsSomethingTo(viewer));
    const { items, nextCursor } = await pageOf(rows, newestFirst, query);
    return { items: await answers(this.database.manager, viewer, items), nextCursor };
  }
}

@QueryHandler(GetReadout)
export class GetReadoutHandler implements IQueryHandler<GetReadout> {
  constructor(
    private readonly database: DataSource,
    private readonly log: EventLog,
    private readonly texts: TextKeys,
  ) {}

  async execute({ viewer, id, query }: GetReadout): Promise<ReadoutDetail> {
    await caughtUp(this.log, ['directives'], query.after);
    const row = await visibleReadout(this.database, viewer, id);
    const [answer] = await answers(this.database.manager, viewer, [row]);
    const [text]: { text: string }[] = await this.database.query('SELECT text FROM readout_text WHERE hash = $1', [
      row.textHash,
    ]);
    if (!answer || !text) throw new Error(`The text ${row.textHash} of readout ${id} is missing`);
    const same = await sameTexts(this.database, row.textHash);
    return {
      ...answer,
      text: text.text,
      alsoReadOn: same.filter((one) => one.id !== id),
      versions: await this.versions(id),
    };
  }

  private async versions(id: Id): Promise<ReadoutVersion[]> {
    const events = await this.texts.open(await this.log.readStream<ReadoutEvent>(id));
    const people = await personNames(
      this.database.manager,
      events.map(({ event }) => event.by),
    );
    return events.map(({ version, event }) => {
      const { textHash, given, at, by } = event;
      const correction = isCorrection(event) ? event : null;
      const unfound = [...(correction?.unfound ?? [])];
      return { version, textHash, given, at, by: people(by), reason: correction?.reason ?? null, unfound };
    });
  }
}

/** Throws `NotFound` when there is none, or none for the viewer. */
export async function visibleReadout(database: DataSource, viewer: Viewer, id: Id): Promise<ReadoutRow> {
  const row = await database
    .createQueryBuilder(ReadoutRow, 'readout')
    .where('readout.id = :id', { id })
    .andWhere(...showsSomethingTo(viewer))
    .getOne();
  if (!row) throw new NotFound('readout', id);
  return row;
}

/**
 * A readout belongs to its directives: whoever sees one of them sees it, the office even with none; but nobody who is not
 * cleared for all of them, since its text says them all.
 */
function showsSomethingTo(viewer: Viewer): Condition {
  const [visible, parameters] = visibleTo(viewer, 'directive');
  const [cleared, labels] = clearedFor(viewer, 'above');
  const known = `NOT EXISTS (SELECT FROM directive_row above WHERE above.readout_id = readout.id AND above.valid_to IS NULL AND NOT ${cleared})`;
  if (viewer.isOffice) return [cleared === 'true' ? 'true' : known, labels];
  return [
    `readout.id IN (SELECT directive.readout_id FROM directive_row directive WHERE directive.valid_to IS NULL AND ${visible})
      AND ${cleared === 'true' ? 'true' : known}`,
    { ...parameters, ...labels },
  ];
}

async function answers(database: EntityManager, viewer: Viewer, rows: readonly ReadoutRow[]): Promise<ReadoutAnswer[]> {
  const [visible, parameters] = visibleTo(viewer, 'directive');
  const directives: { id: Id; readout_id: Id }[] = await database
    .createQueryBuilder()
    .select(['directive.id AS id', 'directive.readout_id AS readout_id'])
    .from('directive_row', 'directive')
    .where('directive.valid_to IS NULL AND directive.readout_id = ANY (:readoutIds)', {
      readoutIds: rows.map(({ id }) => id),
    })
    .andWhere(visible, parameters)
    .orderBy(`(directive.state -> 'quote' ->> 'start')::int`)
    .addOrderBy('directive.id')
    .getRawMany();
  const person = await personNames(
    database,
    rows.map(({ importedBy }) => importedBy),
  );
  return rows.map(({ position: _, importedBy, ...row }) => ({
    ...row,
    importedBy: person(importedBy),
    directiveIds: directives.filter(({ readout_id }) => readout_id === row.id).map(({ id }) => id),
  }));
}
