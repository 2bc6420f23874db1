import { Client, DatabaseError } from 'pg';

/** A connection that tells other processes, by a shared advisory lock, that this one uses the Postgres. */
export interface Claim {
  readonly port: number;
  readonly client: Client;
  /** Resolves when the connection has ended, for whatever reason. */
  readonly lost: Promise<void>;
}

/** Any number that nothing else locks in the database `postgres`. */
const LOCK = 1_685_414_510;

/** What Postgres answers while it comes up, recovers, or goes down. */
const BUSY = new Set(['57P01', '57P03']);

/**
 * Claims the Postgres at a URL, if it is the one that serves `dataDirectory`. `absent`: nobody answers there, or somebody
 * else does (the pid file was stale). `busy`: it is coming up or being stopped; ask again.
 */
export async function claimAt(url: string, port: number, dataDirectory: string): Promise<Claim | 'absent' | 'busy'> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
    application_name: 'duban claim',
  });
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  client.on('error', () => undefined); // 'end' follows, and that is what is watched
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT current_setting('data_directory') = $1 AS ours, pg_try_advisory_lock_shared($2) AS claimed`,
      [dataDirectory, LOCK],
    );
    if (rows[0].ours && rows[0].claimed) return { port, client, lost };
    await client.end();
    return rows[0].ours ? 'busy' : 'absent';
  } catch (error) {
    await client.end().catch(() => undefined);
    return error instanceof DatabaseError && BUSY.has(error.code ?? '') ? 'busy' : 'absent';
  }
}

/** Runs `work` if nobody else holds a claim, and lets nobody get one until it has ended; else does nothing. */
export async function whenAlone({ client }: Claim, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query('SELECT pg_try_advisory_lock($1) AS alone', [LOCK]);
  if (!rows[0].alone) return;
  try {
    await work();
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
}

/** Gives a claim up, and runs `stopPostgres` if nobody else holds one: from then on nobody can get one. */
export async function release(claim: Claim, stopPostgres: () => Promise<void>): Promise<void> {
  const alone = await claim.client
    .query('SELECT pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) AS alone', [LOCK])
    .then(({ rows }) => rows[0].alone === true)
    .catch(() => false); // the connection is gone: another process has just stopped Postgres, or it died
  if (alone) await stopPostgres();
  await claim.client.end().catch(() => undefined);
}
