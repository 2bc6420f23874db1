import { createHash } from 'node:crypto';
import { z } from 'zod';

// The container of a backup, which docs/backup-format.md describes: lines of JSON and, between them, the rows of tables in
// the text format of Postgres' COPY, of which every row is a line too; all of it compressed by gzip.

/** Of the container. A reader knows this one and refuses those above it. */
export const FORMAT = 1;

const count = z.int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** The first line. */
export const Header = z.object({
  duban: z.literal('backup'),
  format: z.int().positive(),
  /** Real time of the snapshot. */
  madeAt: z.iso.datetime(),
  /** Of Duban, and of the server that the rows come from. */
  version: z.string(),
  postgres: z.string(),
  mode: z.enum(['demo', 'production']),
  /** Names of the migrations that the database had, the oldest first. */
  migrations: z.array(z.string()),
  /** Position of the newest event, 0 when there is none. */
  head: count,
  /** How far each sequence had come. */
  sequences: z.record(z.string(), count),
});
export type Header = z.infer<typeof Header>;

/** Before the rows of a table. */
export const TableLine = z.object({ table: z.string().min(1), columns: z.array(z.string()) });
/** After them: how many, and the sha256 of their bytes, line ends included. */
export const RowsLine = z.object({ rows: count, sha256: digest });
/** The last line: how many tables, and the sha256 of all lines before it that are no rows, line ends included. */
export const ClosingLine = z.object({ tables: count, sha256: digest });

/** What one table came to. */
export interface TableSummary {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  readonly sha256: string;
}

/** Ends the rows of a table; no row of COPY can look like it. */
export const END_OF_ROWS = '\\.\n';

export function line(value: object): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`);
}

/** A sha256 that grows. */
export function growingDigest() {
  const hash = createHash('sha256');
  return { add: (bytes: Uint8Array) => void hash.update(bytes), hex: () => hash.digest('hex') };
}
