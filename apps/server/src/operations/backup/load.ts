import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client, escapeIdentifier } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { BackupProgress } from './back-up.ts';
import { copied, tablesOf, writeValuesPlainly } from './catalogue.ts';
import { growingDigest } from './container.ts';
import { setAside } from './indexes.ts';
import { type BackupContent, readBackup } from './read-backup.ts';
import { Refused } from './refused.ts';

/**
 * Puts a backup's rows into a database that has the migrations which the backup names and nothing else. Then proves it:
 * what every table gives back has the digest that the backup states, and the log is whole. Throws `Refused` when the file
 * is damaged, or does not fit the tables, or the proof fails; the database is then good for nothing.
 */
export async function load(
  ownerUrl: string,
  file: string,
  progress: (progress: BackupProgress) => void,
): Promise<BackupContent> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'duban-operator', keepAlive: true });
  client.on('error', () => undefined); // what runs on it fails by itself
  await client.connect();
  try {
    await writeValuesPlainly(client);
    await client.query(`SET maintenance_work_mem = '256MB'`);
    const known = new Map((await tablesOf(client)).map(({ name, columns }) => [name, columns]));
    const comeback = await setAside(client);
    const content = await readBackup(file, {
      progress: (fraction) => progress({ phase: 'loading', fraction }),
      async table(name, columns, rows) {
        const missing = columns.find((column) => !known.get(name)?.includes(column));
        if (!known.has(name) || missing !== undefined) throw new Refused('otherTables', { table: name, file });
        await pipeline(Readable.from(rows, { objectMode: false }), client.query(copyInto(name, columns)));
      },
    });
    await setSequences(client, content);
    for (const statement of comeback) await client.query(statement);
    await compare(client, content, progress);
    await requireWholeLog(client, content);
    await client.query('ANALYZE'); // without figures the first plans would be bad ones
    return content;
  } finally {
    await client.end();
  }
}

function copyInto(name: string, columns: readonly string[]) {
  return copyFrom(`COPY ${copied(name, columns)} FROM STDIN`);
}

async function setSequences(client: Client, { header }: BackupContent): Promise<void> {
  for (const [name, value] of Object.entries(header.sequences))
    await client.query('SELECT setval($1, $2)', [escapeIdentifier(name), value]);
}

/** Rows come back in the order in which they were loaded, so that the digests are the same. */
async function compare(
  client: Client,
  { tables }: BackupContent,
  progress: (progress: BackupProgress) => void,
): Promise<void> {
  const total = tables.reduce((sum, { rows }) => sum + rows, 0);
  let compared = 0;
  for (const { table, columns, rows, sha256 } of tables) {
    const digest = growingDigest();
    const copy = client.query(copyTo(`COPY ${copied(table, columns)} TO STDOUT`, { highWaterMark: 1 << 18 }));
    for await (const piece of copy) digest.add(piece);
    await client.query('SELECT'); // the number of rows comes after the last of them
    if (copy.rowCount !== rows || digest.hex() !== sha256) throw new Refused('notTheSame', { table });
    compared += rows;
    progress({ phase: 'comparing', fraction: total === 0 ? 1 : compared / total });
  }
}

async function requireWholeLog(client: Client, { header }: BackupContent): Promise<void> {
  const { rows } = await client.query(
    `SELECT count(*) = $1 AND coalesce(max(position), 0) = $1 AND count(*) = (
       SELECT coalesce(sum(newest), 0) FROM (SELECT max(version) AS newest FROM event GROUP BY stream_id) AS stream) AS whole
     FROM event`,
    [header.head],
  );
  if (!rows[0].whole) throw new Refused('gap');
}
