import { type EntityManager, type EntityTarget, getMetadataArgsStorage } from 'typeorm';
import type { ColumnValue, ProjectedTable } from '#libs/event-store';

/** How rows of an entity are written, without asking a database. */
export interface RowColumns<Row extends object> {
  readonly table: ProjectedTable;
  /** The row as COPY takes it: values in the order of the table's columns. */
  values(row: Row): ColumnValue[];
  /** The row by the names of its columns. */
  record(row: Row): Record<string, unknown>;
}

/**
 * The shape of rows that hold states folded by a decider: raised with the rows' own shape, and with the decider's, each
 * of which is below 1,000.
 */
export function shapeOfRows(own: number, { shape }: { readonly shape: number }): number {
  return own * 1_000 + shape;
}

/** From the decorators of the entity and of the classes that it extends. */
export function columnsOf<Row extends object>(entity: (new () => Row) & EntityTarget<Row>): RowColumns<Row> {
  const { tables, columns } = getMetadataArgsStorage();
  const name = tables.find(({ target }) => target === entity)?.name;
  if (name === undefined) throw new Error(`${String(entity)} is no entity with a table`);
  const own = columns.filter(
    ({ target }) => target === entity || (target instanceof Function && entity.prototype instanceof target),
  );
  const of = own.map(({ propertyName, options }) => ({
    property: propertyName as keyof Row,
    column: options.name ?? propertyName,
    isJson: options.type === 'jsonb',
  }));
  return {
    table: { name, columns: of.map(({ column }) => column) },
    values: (row) =>
      of.map(({ property, isJson }) =>
        isJson && row[property] !== null ? JSON.stringify(row[property]) : (row[property] as ColumnValue),
      ),
    record: (row) => Object.fromEntries(of.map(({ column, property }) => [column, row[property]])),
  };
}

/**
 * One parameter for any number of rows: a batch of 5,000 would exceed the 65,535 parameters of a statement. With
 * `replacing`, a row that has these key columns already is replaced.
 */
export async function insertRows<Row extends object>(
  manager: EntityManager,
  { table: { name, columns }, record }: RowColumns<Row>,
  rows: readonly Row[],
  replacing?: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const updates = columns
    .filter((column) => !replacing?.includes(column))
    .map((column) => `${column} = excluded.${column}`);
  await manager.query(
    `INSERT INTO ${name} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM jsonb_populate_recordset(NULL::${name}, $1)
     ${replacing ? `ON CONFLICT (${replacing.join(', ')}) DO UPDATE SET ${updates.join(', ')}` : ''}`,
    [JSON.stringify(rows.map(record))],
  );
}
