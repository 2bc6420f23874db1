import { type EntityManager, type EntityTarget, In, IsNull } from 'typeorm';
import type { Id } from '#libs/directives';
import type { Decider, DomainEvent, Instant } from '#libs/event-sourcing';
import type { Position, StoredEvent } from '#libs/event-store';

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
 */
export interface ItemVersion<State extends object> {
  readonly id: Id;
  readonly validFrom: Position;
  /** Null: it is so now. */
  validTo: Position | null;
  /** The version of its stream. */
  readonly version: number;
  /** The event that made this row, when, and who did it. */
  readonly change: string;
  readonly changedAt: Instant;
  readonly changedBy: string;
  /** What the decider's own `evolve` made of the events so far; the columns of the row follow from it. */
  readonly state: State;
}

/** How the events of one kind of item become rows. */
export interface ItemFold<State extends object, Row extends ItemVersion<State>> {
  readonly entity: EntityTarget<Row>;
  /** The type of the event with which every stream of this kind begins; other streams are left alone. */
  readonly opens: string;
  readonly decider: Pick<Decider<never, State, never>, 'initialState' | 'evolve'>;
  /** The columns of its own kind. Pure. */
  columns(state: State, event: DomainEvent, before: Row | undefined): Omit<Row, keyof ItemVersion<State>>;
}

/**
 * Folds events into rows: ends the row that stands and opens the next, once for every event, in two statements for
 * the whole batch. Throws when an event does not follow on its item's row: the rows then are not a fold of the log.
 */
export async function foldIntoRows<State extends object, Row extends ItemVersion<State>>(
  { entity, opens, decider, columns }: ItemFold<State, Row>,
  events: readonly StoredEvent[],
  manager: EntityManager,
): Promise<void> {
  const streamIds = [...new Set(events.map(({ streamId }) => streamId))];
  const standing = await manager.find(entity, { where: { id: In(streamIds), validTo: IsNull() } as never });
  const latest = new Map(standing.map((row) => [row.id, row]));
  const opened: Row[] = [];

  for (const { streamId, position, version, event } of events) {
    const before = latest.get(streamId);
    if (!before && event.type !== opens) continue;
    if (version !== (before?.version ?? 0) + 1) {
      throw new Error(`Event ${version} of ${streamId} came on a row of version ${before?.version ?? 0}`);
    }
    const state = decider.evolve(before?.state ?? decider.initialState, event as never);
    const row = {
      ...columns(state, event, before),
      ...{ id: streamId, validFrom: position, validTo: null, version, state },
      ...{ change: event.type, changedAt: event.at, changedBy: event.by },
    } as Row;
    if (before) before.validTo = position;
    latest.set(streamId, row);
    opened.push(row);
  }
  await endRows(
    manager,
    entity,
    standing.filter(({ validTo }) => validTo !== null),
  );
  await insertRows(manager, entity, opened);
}

async function endRows<Row extends ItemVersion<object>>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const ends = rows.map(({ id, validTo }) => ({ id, valid_to: validTo }));
  await manager.query(
    `UPDATE ${manager.dataSource.getMetadata(entity).tableName} AS row SET valid_to = ended.valid_to
     FROM jsonb_to_recordset($1) AS ended (id uuid, valid_to bigint)
     WHERE row.id = ended.id AND row.valid_to IS NULL`,
    [JSON.stringify(ends)],
  );
}

/** One parameter for any number of rows: a batch of 5,000 would exceed the 65,535 parameters of a statement. */
export async function insertRows<Row extends object>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const { tableName, columns } = manager.dataSource.getMetadata(entity);
  const names = columns.map(({ databaseName }) => databaseName).join(', ');
  const records = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column.databaseName, row[column.propertyName as keyof Row]])),
  );
  await manager.query(
    `INSERT INTO ${tableName} (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::${tableName}, $1)`,
    [JSON.stringify(records)],
  );
}
