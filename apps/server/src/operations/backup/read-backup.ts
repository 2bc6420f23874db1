import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { ClosingLine, FORMAT, growingDigest, Header, RowsLine, TableLine, type TableSummary } from './container.ts';
import { Incomplete, Lines } from './lines.ts';
import { Refused } from './refused.ts';

export interface BackupReader {
  /** Told of each table in turn; has to take all of its rows, which are in COPY's text format. */
  readonly table?: (name: string, columns: readonly string[], rows: AsyncIterable<Buffer>) => Promise<void>;
  /** Told how much of the file is read, from 0 to 1. */
  readonly progress?: (fraction: number) => void;
}

/** What a backup says of itself, and of its tables. */
export interface BackupContent {
  readonly header: Header;
  readonly tables: readonly TableSummary[];
}

/**
 * Reads a backup from its first byte to its last, holding a chunk of it, and checks every digest. Throws `Refused` when
 * there is no such file, when it is no backup, damaged or cut off, or when its format is newer than this program; by then
 * some tables may have been told. What `table` throws passes through.
 */
export async function readBackup(file: string, { table, progress }: BackupReader = {}): Promise<BackupContent> {
  const { size } = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Refused('missing', { file }) : error;
  });
  const compressed = createReadStream(file);
  if (progress) compressed.on('data', () => progress(size === 0 ? 1 : compressed.bytesRead / size));
  const plain = createGunzip({ chunkSize: 1 << 17 });
  // An error reaches whoever reads `plain`.
  pipeline(compressed, plain, () => undefined);
  try {
    const content = await readLines(file, new Lines(plain), table ?? (async () => {}));
    // Gunzip passes over whatever follows its own end.
    if (plain.bytesWritten !== size) throw new Refused('damaged', { file });
    return content;
  } catch (error) {
    throw isDamage(error) ? new Refused('damaged', { file }) : error;
  } finally {
    plain.destroy();
    compressed.destroy();
  }
}

/** What gunzip says of bytes that gzip did not write, and what `Lines` says of those that end too early. */
function isDamage(error: unknown): boolean {
  return error instanceof Incomplete || String((error as NodeJS.ErrnoException).code).startsWith('Z_');
}

async function readLines(file: string, lines: Lines, tell: NonNullable<BackupReader['table']>): Promise<BackupContent> {
  const all = growingDigest();
  const header = readHeader(file, await lines.line(), all.add);
  const tables: TableSummary[] = [];
  for (;;) {
    const bytes = await lines.line();
    const opening = TableLine.safeParse(parse(bytes));
    if (!opening.success) {
      const closing = read(file, ClosingLine, bytes);
      const isWhole = closing.sha256 === all.hex() && closing.tables === tables.length && (await lines.atEnd());
      if (!isWhole) throw new Refused('damaged', { file });
      return { header, tables };
    }
    all.add(bytes);
    const { table, columns } = opening.data;
    const digest = growingDigest();
    const rows = digesting(lines.rows(), digest.add);
    await tell(table, columns, rows);
    for await (const _ of rows); // what `tell` did not take
    const end = await lines.line();
    all.add(end);
    const summary = read(file, RowsLine, end);
    if (summary.sha256 !== digest.hex()) throw new Refused('damaged', { file });
    tables.push({ table, columns, ...summary });
  }
}

function readHeader(file: string, bytes: Buffer, add: (bytes: Buffer) => void): Header {
  const said = parse(bytes) as { duban?: unknown; format?: unknown } | null;
  if (said?.duban !== 'backup') throw new Refused('damaged', { file });
  if (typeof said.format === 'number' && said.format > FORMAT)
    throw new Refused('newerFormat', { file, format: said.format, known: FORMAT });
  add(bytes);
  return read(file, Header, bytes);
}

async function* digesting(rows: AsyncIterable<Buffer>, add: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const piece of rows) {
    add(piece);
    yield piece;
  }
}

function read<Line extends z.ZodType>(file: string, kind: Line, bytes: Buffer): z.infer<Line> {
  const parsed = kind.safeParse(parse(bytes));
  if (!parsed.success) throw new Refused('damaged', { file });
  return parsed.data;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}
