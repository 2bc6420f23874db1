/** Codes of Node and of Postgres (class 08, 57P, 53300) that say: not here now, and not your fault. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|ETIMEDOUT|EAI_AGAIN|08\w{3}|57P0[123]|53300)$/;
/** What pg and TypeORM say without a code. */
const SAYS_AWAY =
  /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Driver not Connected/;

/** Whether an error, or what caused it, is the database's absence, so that asking again later may work. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, driverError, errors } = error as Error & { code?: unknown; driverError?: unknown; errors?: unknown[] };
  if (typeof code === 'string' && AWAY.test(code)) return true;
  if (SAYS_AWAY.test(error.message)) return true;
  return [driverError, error.cause, ...(errors ?? [])].some((inner) => inner !== error && isDatabaseAway(inner));
}
