import { Column, type EntityManager, PrimaryColumn } from 'typeorm';
import type { Id } from '#libs/directives';
import type { Decider, DomainEvent, Instant } from '#libs/event-sourcing';
import type { Position, Refold, StoredEvent } from '#libs/event-store';
import { insertRows, type RowColumns } from './row-columns.ts';

/** TypeORM gives a bigint as text; positions stay far below 2^53. */
export const position = { type: 'bigint', transformer: { from: toNumber, to: (value: unknown) => value } } as const;
/** TypeORM gives a timestamptz as a Date; instants are text everywhere else. */
export const instant = {
  type: 'timestamptz',
  transformer: { from: toInstant, to: (value: unknown) => value },
} as const;

function toNumber(value: string | null): number | null {
  return value === null ? null : Number(value);
}
function toInstant(value: Date | null): Instant | null {
  return value === null ? null : value.toISOString();
}

/**
 * An item (a directive, a task) as it was from one position of the log to the next that changed it: one row per event
 * of its stream, so that the row at any position is `validFrom <= position AND (validTo IS NULL OR validTo > position)`.
 * These columns come first in the table of each kind.
 */
export abstract class ItemVersion<State extends object> {
  @PrimaryColumn('uuid')
  readonly id: Id;
  @PrimaryColumn({ ...position, name: 'valid_from' })
  readonly validFrom: Position;
  /** Null: it is so now. */
  @Column({ ...position, name: 'valid_to', nullable: true })
  validTo: Position | null;
  /** The version of its stream. */
  @Column('int')
  readonly version: number;
  /** The event that made this row, when, and who did it. */
  @Column('text')
  readonly change: string;
  @Column({ ...instant, name: 'changed_at' })
  readonly changedAt: Instant;
  @Column('text', { name: 'changed_by' })
  readonly changedBy: string;
  /** What the decider's own `evolve` made of the events so far; the columns of the row follow from it. */
  @Column('jsonb')
  readonly state: State;
}

/** What the next row of an item follows from, beside the event. */
export type Standing<State extends object, Row extends ItemVersion<State>> = Pick<Row, 'id' | 'version' | 'state'> &
  Partial<Row>;

/** How the events of one kind of item become rows. */
export interface ItemFold<State extends object, Row extends ItemVersion<State>> {
  readonly columns: RowColumns<Row>;
  /** The type of the event with which every stream of this kind begins; other streams are left alone. */
  readonly opens: string;
  readonly decider: Pick<Decider<never, State, never>, 'initialState' | 'evolve'>;
  /** Columns of its own kind that the next row follows from, too. */
  readonly carries: readonly string[];
  /** The columns of its own kind. Pure. */
  own(state: State, event: DomainEvent, before: Standing<State, Row> | undefined): Omit<Row, keyof ItemVersion<State>>;
}

/**
 * The row that an event opens on the one that stands; null when the event is of another kind of stream. Throws when it
 * does not follow on that row: the rows then are not a fold of the log.
 */
function nextRow<State extends object, Row extends ItemVersion<State>>(
  { opens, decider, own }: ItemFold<State, Row>,
  before: Standing<State, Row> | undefined,
  { streamId, position, version, event }: StoredEvent,
): Row | null {
  if (!before && event.type !== opens) return null;
  if (version !== (before?.version ?? 0) + 1) {
    throw new Error(`Event ${version} of ${streamId} came on a row of version ${before?.version ?? 0}`);
  }
  const state = decider.evolve(before?.state ?? decider.initialState, event as never);
  return {
    ...own(state, event, before),
    ...{ id: streamId, validFrom: position, validTo: null, version, state },
    ...{ change: event.type, changedAt: event.at, changedBy: event.by },
  } as Row;
}

/** Folds events into the rows of the database: ends those that stand and opens the next, in two statements for the whole batch. */
export async function foldIntoRows<State extends object, Row extends ItemVersion<State>>(
  fold: ItemFold<State, Row>,
  events: readonly StoredEvent[],
  manager: EntityManager,
): Promise<void> {
  const latest = await standingRows(fold, events, manager);
  const ended = new Map<Id, Position>();
  const opened = new Map<Id, Row[]>();
  for (const stored of events) {
    const { streamId, position } = stored;
    const row = nextRow(fold, latest.get(streamId), stored);
    if (!row) continue;
    const rows = opened.get(streamId) ?? [];
    const before = rows.at(-1);
    if (before) before.validTo = position;
    else if (latest.has(streamId)) ended.set(streamId, position);
    latest.set(streamId, row);
    opened.set(streamId, [...rows, row]);
  }
  await endRows(manager, fold.columns, ended);
  await insertRows(manager, fold.columns, [...opened.values()].flat());
}

/** A fold whose standing rows others may look at and change. */
export interface RowsRefold<Row> extends Refold {
  readonly latest: ReadonlyMap<Id, Row>;
}

/** The same fold in memory, for a table that is made anew: a row is written when it has ended, or stands at the end. */
export function refoldIntoRows<State extends object, Row extends ItemVersion<State>>(
  fold: ItemFold<State, Row>,
): RowsRefold<Row> {
  const { table, values } = fold.columns;
  const latest = new Map<Id, Row>();
  return {
    latest,
    take(stored, write) {
      const before = latest.get(stored.streamId);
      const row = nextRow(fold, before, stored);
      if (!row) return;
      if (before) write(table, values({ ...before, validTo: stored.position }));
      latest.set(stored.streamId, row);
    },
    *standing() {
      for (const row of latest.values()) yield [table, values(row)];
    },
  };
}

async function standingRows<State extends object, Row extends ItemVersion<State>>(
  { columns, carries }: ItemFold<State, Row>,
  events: readonly StoredEvent[],
  manager: EntityManager,
): Promise<Map<Id, Standing<State, Row>>> {
  const rows: Standing<State, Row>[] = await manager.query(
    `SELECT ${['id', 'version', 'state', ...carries].join(', ')} FROM ${columns.table.name} WHERE id = ANY ($1) AND valid_to IS NULL`,
    [[...new Set(events.map(({ streamId }) => streamId))]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function endRows(manager: EntityManager, { table }: RowColumns<never>, ended: ReadonlyMap<Id, Position>) {
  if (ended.size === 0) return;
  await manager.query(
    `UPDATE ${table.name} AS row SET valid_to = ended.valid_to
     FROM unnest($1::uuid[], $2::bigint[]) AS ended (id, valid_to)
     WHERE row.id = ended.id AND row.valid_to IS NULL`,
    [[...ended.keys()], [...ended.values()]],
  );
}
