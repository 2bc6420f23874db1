import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client, escapeIdentifier } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { VERSION } from '../../http/version.ts';
import { copied, sequencesOf, type Table, tablesOf, writeValuesPlainly } from './catalogue.ts';
import { END_OF_ROWS, FORMAT, growingDigest, type Header, line, type TableSummary } from './container.ts';
import { type BackupContent, readBackup } from './read-backup.ts';
import { Refused } from './refused.ts';

export interface BackupProgress {
  readonly phase: 'writing' | 'verifying' | 'loading' | 'comparing' | 'replaying';
  /** How much of the phase is done, from 0 to 1; of writing it is an estimate. */
  readonly fraction: number;
}

/** Of 1 to 9: beyond this one the file gets a tenth smaller and takes twice as long. */
const COMPRESSION = 4;

/**
 * Writes everything that a database holds (catalogue.ts says what is left out) into one file, as it was at one instant; a
 * server may go on writing meanwhile. Takes memory for some chunks, whatever the size. The file is there under its name
 * only when it is whole, on disk, and has been read back; until then it is `FILE.partial`, which a failure removes and the
 * next backup overwrites. Only its owner can read it: password hashes are in it.
 *
 * Throws `Refused` when the file exists already.
 */
export async function backUp(
  ownerUrl: string,
  file: string,
  progress: (progress: BackupProgress) => void = () => {},
): Promise<BackupContent> {
  if (existsSync(file)) throw new Refused('fileExists', { file });
  const partial = `${file}.partial`;
  const client = new Client({ connectionString: ownerUrl, application_name: 'duban-operator', keepAlive: true });
  client.on('error', () => undefined); // what runs on it fails by itself
  try {
    await client.connect();
    await rm(partial, { force: true });
    const out = createWriteStream(partial, { mode: 0o600, flags: 'wx', flush: true });
    const written: TableSummary[] = [];
    await pipeline(contentOf(client, written, progress), createGzip({ level: COMPRESSION, chunkSize: 1 << 17 }), out);
    const content = await readBackup(partial, {
      progress: (fraction) => progress({ phase: 'verifying', fraction }),
    });
    if (JSON.stringify(content.tables) !== JSON.stringify(written)) throw new Refused('damaged', { file: partial });
    await rename(partial, file);
    await syncFolder(dirname(file));
    return content;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

/** The container's lines and rows, all of one snapshot. Fills `summaries` with what was in each table. */
async function* contentOf(
  client: Client,
  summaries: TableSummary[],
  progress: (progress: BackupProgress) => void,
): AsyncGenerator<Buffer> {
  await writeValuesPlainly(client);
  const tables = await beginSnapshot(client);
  const all = growingDigest();
  const said = (value: object) => {
    const bytes = line(value);
    all.add(bytes);
    return bytes;
  };
  yield said(await headerOf(client));
  const expected = tables.reduce((sum, { bytes }) => sum + bytes, 0);
  let passed = 0;
  for (const { name, columns } of tables) {
    yield said({ table: name, columns });
    const digest = growingDigest();
    const rows = client.query(copyTo(`COPY ${copied(name, columns)} TO STDOUT`, { highWaterMark: 1 << 18 }));
    for await (const piece of rows as AsyncIterable<Buffer>) {
      digest.add(piece);
      yield piece;
      passed += piece.length;
      progress({ phase: 'writing', fraction: Math.min(passed / expected, 1) });
    }
    await client.query('SELECT'); // the number of rows comes after the last of them
    yield Buffer.from(END_OF_ROWS);
    const summary = { rows: rows.rowCount, sha256: digest.hex() };
    yield said(summary);
    summaries.push({ table: name, columns, ...summary });
  }
  await client.query('COMMIT');
  yield line({ tables: tables.length, sha256: all.hex() });
}

/**
 * Locks all tables against being dropped or replaced, and only then takes the snapshot: in one that is older than a table
 * that took another's place, as at the end of a rebuild, that table would be empty, or newer than the rest. LOCK itself
 * takes none.
 */
async function beginSnapshot(client: Client): Promise<Table[]> {
  for (;;) {
    const names = (await tablesOf(client)).map(({ name }) => name);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(`LOCK TABLE ${names.map(escapeIdentifier).join(', ')} IN ACCESS SHARE MODE`);
    const tables = await tablesOf(client);
    if (tables.every(({ name }) => names.includes(name))) return tables;
    await client.query('ROLLBACK'); // a table was added meanwhile, as by a migration
  }
}

async function headerOf(client: Client): Promise<Header> {
  const { rows } = await client.query(`
    SELECT clock_timestamp() AS "madeAt", current_setting('server_version') AS postgres, mode,
      (SELECT array_agg(name ORDER BY id) FROM migration) AS migrations,
      (SELECT coalesce(max(position), 0)::int8 FROM event) AS head
    FROM deployment`);
  const { madeAt, head, ...rest } = rows[0];
  const sequences = await sequencesOf(client);
  return {
    ...{ duban: 'backup', format: FORMAT, version: VERSION, ...rest },
    ...{ madeAt: madeAt.toISOString(), head: Number(head), sequences },
  };
}

/** So that the name outlives a power cut as well; Windows knows no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
