import { translator } from '#libs/messages';
import { isDatabaseAway } from '../http/database-away.ts';

export { InvalidConfig } from '../config.ts';

/** What keeps a database shut: it is not there, it refuses the login, it has no such database, the login may too little. */
export type Obstacle = 'away' | 'login' | 'missing' | 'rights' | 'other';

const OBSTACLES: Readonly<Record<string, Obstacle>> = {
  '28000': 'login',
  '28P01': 'login',
  '3D000': 'missing',
  '42501': 'rights',
};

/** The database cannot be opened. The message says why and what to do, and never holds a password. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
  readonly params: { readonly place: string; readonly why: string };

  constructor(
    readonly obstacle: Obstacle,
    place: string,
    cause: Error,
  ) {
    const params = { place, why: cause.message || String((cause as { code?: unknown }).code) };
    super(translator('en')(`cli.notOpened.${obstacle}`, params), { cause });
    this.params = params;
  }
}

/** What went wrong while a database at `place` was opened: `NotOpened`, unless it is a mistake of the program. */
export function whyNotOpened(error: unknown, place: string): unknown {
  if (!(error instanceof Error)) return error;
  if (isDatabaseAway(error)) return new NotOpened('away', place, error);
  const { code, driverError } = error as Error & { code?: unknown; driverError?: { code?: unknown } };
  const known = OBSTACLES[String(code ?? driverError?.code)];
  if (known) return new NotOpened(known, place, error);
  // Ours say what to do; a TypeError or its like is for whoever mends the program.
  return error.constructor === Error && code === undefined ? new NotOpened('other', place, error) : error;
}
