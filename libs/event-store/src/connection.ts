import { type ClientConfig, Pool } from 'pg';

/** Anything that runs a query: the pool, or the client that holds a transaction. */
export type Queryable = Pick<Pool, 'query'>;

/** Settings for a connection of our own to where the pool's connections lead. */
export function connectionConfig(pool: Pool): ClientConfig {
  // pg-pool hides these two from being copied with the rest.
  const { password, ssl } = pool.options;
  return {
    ...pool.options,
    ...(password === undefined ? {} : { password }),
    ...(ssl === undefined ? {} : { ssl }),
    keepAlive: true,
  };
}

const LOST_IN_NODE = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
const LOST_IN_PG =
  /Connection terminated|encountered a connection error|Client was closed|timeout exceeded when trying to connect|Query read timeout/;

/**
 * Whether the trouble lies with the connection or the server, not with what was sent: the same again may succeed. By
 * the classes of SQLSTATE (connection 08, serialization and deadlock 40, resources 53, operator 57, system 58, lock not
 * available, read-only after a failover); errors that did not come from the server by Node's codes and pg's words.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const state = sqlState(error);
  if (state) return /^(08|40|53|57|58)|^55P03$|^25006$/.test(state);
  return LOST_IN_NODE.includes((error as NodeJS.ErrnoException).code ?? '') || LOST_IN_PG.test(error.message);
}

/** The five characters with which Postgres names an error; undefined for an error that is not from the server. */
export function sqlState(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[0-9FHPX][0-9A-Z]{4}$/.test(code) ? code : undefined;
}
