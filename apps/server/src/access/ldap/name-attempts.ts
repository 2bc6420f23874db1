import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CONFIG, type Config } from '../../config.ts';
import { secretHash } from '../secrets.ts';

/** Wrong passwords at the directory, counted by the name that was typed, as `Accounts` counts those of its accounts. */
@Injectable()
export class NameAttempts {
  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Counts one before it is tried, so that guesses sent all at once are counted too; `locked` once this was the last one, null when none is left. */
  async take(username: string): Promise<{ readonly locked: boolean } | null> {
    const { attempts, lockMinutes } = this.config.signIn;
    const [taken]: ({ locked: boolean } | undefined)[] = await this.database.query(
      `WITH old AS (
         DELETE FROM directory_attempt WHERE tried_at < clock_timestamp() - $3 * interval '1 minute' - interval '1 day'
           AND name_hash <> $1
       )
       INSERT INTO directory_attempt AS a (name_hash, attempts, locked_until)
       VALUES ($1, 1, CASE WHEN $2 = 1 THEN clock_timestamp() + $3 * interval '1 minute' END)
       ON CONFLICT (name_hash) DO UPDATE SET
         tried_at = clock_timestamp(),
         attempts = CASE WHEN a.attempts >= $2 THEN 1 ELSE a.attempts + 1 END,
         locked_until = CASE WHEN (CASE WHEN a.attempts >= $2 THEN 1 ELSE a.attempts + 1 END) = $2
           THEN clock_timestamp() + $3 * interval '1 minute' END
       WHERE a.locked_until IS NULL OR a.locked_until <= clock_timestamp()
       RETURNING locked_until IS NOT NULL AS locked`,
      [secretHash(username), attempts, lockMinutes],
    );
    return taken ?? null;
  }

  /** The password was right. */
  async forgive(username: string): Promise<void> {
    await this.database.query('DELETE FROM directory_attempt WHERE name_hash = $1', [secretHash(username)]);
  }
}
