import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { ColumnValue, ProjectedTable } from './projection.ts';

/** One COPY of so many characters: large enough to cost nothing, small enough to hold. */
const PORTION = 500_000;

/** Fills fresh tables by COPY, a table at a time, while the next rows are being made. */
export class RowCopier {
  rows = 0;
  readonly #waiting = new Map<ProjectedTable, { lines: string[]; size: number }>();
  #sending: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: PoolClient,
    private readonly schema: string,
    /** Whether the tables were made in this transaction. */
    private readonly areNew: boolean,
  ) {}

  /** Notes a row; it is sent by the next `flush`. */
  readonly write = (table: ProjectedTable, values: readonly ColumnValue[]): void => {
    let waiting = this.#waiting.get(table);
    if (!waiting) {
      waiting = { lines: [], size: 0 };
      this.#waiting.set(table, waiting);
    }
    const line = encodeRow(values);
    waiting.lines.push(line);
    waiting.size += line.length;
    this.rows++;
  };

  /** Sends the tables that have gathered enough; does not wait for the last of them. */
  async flush(): Promise<void> {
    for (const [table, { size }] of this.#waiting) if (size >= PORTION) await this.#send(table);
  }

  /** Sends everything and waits until the server has it. */
  async end(): Promise<void> {
    for (const table of this.#waiting.keys()) await this.#send(table);
    await this.#sending;
  }

  async #send(table: ProjectedTable): Promise<void> {
    const lines = this.#waiting.get(table)?.lines ?? [];
    this.#waiting.delete(table);
    await this.#sending;
    // Rows of a table that was made in this transaction are visible to all once it commits: no vacuum has to say so.
    const freeze = this.areNew ? ' (FREEZE)' : '';
    const stream = this.client.query(
      copyFrom(`COPY ${this.schema}.${table.name} (${table.columns.join(', ')}) FROM STDIN${freeze}`),
    );
    stream.end(Buffer.from(lines.join('')));
    this.#sending = finished(stream);
    this.#sending.catch(() => {}); // told to whoever awaits it next
  }
}

/** A line of COPY's text format. */
export function encodeRow(values: readonly ColumnValue[]): string {
  let line = '';
  for (let i = 0; i < values.length; i++) line += (i === 0 ? '' : '\t') + encodeValue(values[i] ?? null);
  return `${line}\n`;
}

function encodeValue(value: ColumnValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return escaped(`{${value.map((element) => `"${element.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

const SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(text: string): string {
  return text.search(SPECIAL) >= 0 ? text.replace(SPECIAL, (character) => ESCAPES[character] ?? character) : text;
}
