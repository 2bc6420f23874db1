import { setTimeout as sleep } from 'node:timers/promises';
import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { Refused } from './refused.ts';

/** Any number that nothing else locks in the database `postgres`. */
const LOCK = 1_685_414_512;
const PATIENCE_MS = 2000;
/** Of the name of a database, so that the names beside it are not cut off. Postgres takes 63. */
const LONGEST_NAME_BYTES = 63 - '_before_restore'.length;

/** Beside a database: the one that is being restored, the one that was there before, and one that is on its way out. */
const besides = (name: string) => ({
  restoring: `${name}_restoring`,
  before: `${name}_before_restore`,
  discarded: `${name}_discarded`,
});

export interface Swap {
  /** URL of the empty database beside, for its owner. */
  readonly restoringUrl: string;
  /** Puts the restored database in place of the other, in one step. Answers with the name under which that one is kept, null when it held nothing. */
  finish(): Promise<string | null>;
}

/**
 * Makes an empty database beside the one that a URL names, and lets `work` fill it and finish the swap. As long as that is
 * not finished the old one stays as it was, also when this process is killed: what it leaves behind is removed by the next
 * call. What an earlier restore had kept is removed once this one is finished.
 *
 * Throws `Refused` when another restore is at work, when the login may not make databases, and when somebody is connected
 * to the old database, at the start or at the swap.
 */
export async function besideDatabase<T>(ownerUrl: string, work: (swap: Swap) => Promise<T>): Promise<T> {
  const name = decodeURIComponent(new URL(ownerUrl).pathname.slice(1));
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES)
    throw new Refused('longName', { database: name, most: LONGEST_NAME_BYTES });
  const { restoring, before, discarded } = besides(name);
  const client = new Client({
    connectionString: at(ownerUrl, 'postgres'),
    application_name: 'duban-operator',
    keepAlive: true,
  });
  client.on('error', () => undefined); // what runs on it fails by itself
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT pg_try_advisory_lock($1, hashtext($2)) AS alone, rolcreatedb OR rolsuper AS may
       FROM pg_roles WHERE rolname = current_user`,
      [LOCK, name],
    );
    if (!rows[0].alone) throw new Refused('otherRestore', { database: name });
    if (!rows[0].may) throw new Refused('mayNotCreate', { login: client.user ?? '' });
    await requireNobody(client, name);
    for (const left of [restoring, discarded]) await drop(client, left);
    await client.query(`CREATE DATABASE ${escapeIdentifier(restoring)} ${await likeDatabase(client, name)}`);
    try {
      return await work({ restoringUrl: at(ownerUrl, restoring), finish });
    } finally {
      for (const left of [restoring, discarded]) await drop(client, left);
    }
  } finally {
    await client.end();
  }

  async function finish(): Promise<string | null> {
    const rename = (from: string, to: string) =>
      client.query(`ALTER DATABASE ${escapeIdentifier(from)} RENAME TO ${escapeIdentifier(to)}`);
    const keep = await holdsData(ownerUrl);
    await requireNobody(client, name);
    for (const statement of await settingsOf(client, name, restoring)) await client.query(statement);
    await client.query('BEGIN');
    try {
      if (keep && (await exists(client, before))) await rename(before, discarded);
      await rename(name, keep ? before : discarded);
      await rename(restoring, name);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      // Somebody came in between: they are told the same as if they had been there before.
      if (error instanceof DatabaseError && error.code === '55006')
        throw new Refused('inUse', { database: name, who: '…' });
      throw error;
    }
    return keep ? before : null;
  }
}

/** Whether there is anything in a database that somebody would miss. */
export async function holdsData(ownerUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'duban-operator' });
  await client.connect();
  try {
    const { rows } = await client.query('SELECT EXISTS (SELECT FROM event) OR EXISTS (SELECT FROM person) AS holds');
    return rows[0].holds;
  } finally {
    await client.end();
  }
}

/** Asks for a while: a connection that was closed just now, as by this very command, is seen a moment longer. */
async function requireNobody(client: Client, database: string): Promise<void> {
  const patientUntil = performance.now() + PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query<{ who: string }>(
      `SELECT DISTINCT coalesce(nullif(application_name, ''), usename, '…') AS who
       FROM pg_stat_activity WHERE datname = $1 AND coalesce(backend_type, 'client backend') = 'client backend' -- of another's session little is told
       ORDER BY who`,
      [database],
    );
    if (rows.length === 0) return;
    if (performance.now() > patientUntil)
      throw new Refused('inUse', { database, who: rows.map(({ who }) => who).join(', ') });
    await sleep(50);
  }
}

/** The encoding and the order of text that the old database has. Another provider than libc is the cluster's own choice. */
async function likeDatabase(client: Client, name: string): Promise<string> {
  const { rows } = await client.query<{ encoding: string; sort: string; kind: string; provider: string }>(
    `SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS sort, datctype AS kind, datlocprovider AS provider
     FROM pg_database WHERE datname = $1`,
    [name],
  );
  const old = rows[0];
  if (!old) throw new Error(`There is no database ${name}`);
  const order =
    old.provider === 'c' ? ` LC_COLLATE ${escapeLiteral(old.sort)} LC_CTYPE ${escapeLiteral(old.kind)}` : '';
  return `TEMPLATE template0 ENCODING ${escapeLiteral(old.encoding)}${order}`;
}

/** What an administrator has set for the old database (ALTER DATABASE … SET, GRANT, REVOKE), as statements for the new one. */
async function settingsOf(client: Client, from: string, to: string): Promise<string[]> {
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format(CASE WHEN split_part(setting, '=', 1) IN ('search_path', 'temp_tablespaces', 'session_preload_libraries', 'local_preload_libraries')
           THEN 'ALTER %s SET %I = %s' ELSE 'ALTER %s SET %I = %L' END, -- lists are kept as they are to be written
         CASE setrole WHEN 0 THEN format('DATABASE %I', $2::text) ELSE format('ROLE %s IN DATABASE %I', setrole::regrole, $2::text) END,
         split_part(setting, '=', 1), substr(setting, strpos(setting, '=') + 1)) AS statement
       FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase, unnest(setconfig) AS setting WHERE d.datname = $1
     UNION ALL SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', $2::text) FROM pg_database WHERE datname = $1 AND datacl IS NOT NULL
     UNION ALL SELECT format('GRANT %s ON DATABASE %I TO %s', privilege_type, $2::text, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END)
       FROM pg_database, aclexplode(datacl) WHERE datname = $1`,
    [from, to],
  );
  return rows.map(({ statement }) => statement);
}

async function exists(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  return rowCount === 1;
}

async function drop(client: Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}

function at(url: string, database: string): string {
  return Object.assign(new URL(url), { pathname: `/${encodeURIComponent(database)}` }).href;
}
