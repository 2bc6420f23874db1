import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '#libs/event-sourcing';
import { newSecret, secretHash } from './secrets.ts';

const VALID_HOURS = 24;

/** How the first administrator comes in, since there is no account to begin with. */
@Injectable()
export class SetUpLinks {
  constructor(private readonly database: DataSource) {}

  /**
   * A new token for the set-up page, valid once and for 24 hours; older ones no longer are. Null when somebody has an
   * account: the set-up is done. To be shown to whoever starts the server, and to nobody else.
   */
  async issue(): Promise<string | null> {
    const [account]: unknown[] = await this.database.query('SELECT FROM account LIMIT 1');
    if (account) return null;
    const token = newSecret();
    await this.database.query('DELETE FROM setup_link WHERE used_at IS NULL');
    await this.database.query(
      `INSERT INTO setup_link (token_hash, expires_at) VALUES ($1, clock_timestamp() + $2 * interval '1 hour')`,
      [secretHash(token), VALID_HOURS],
    );
    return token;
  }

  /** Uses the token up. Throws `set-up.link-invalid` when it is unknown, used, or has run out. */
  async use(token: string): Promise<void> {
    const [, used]: [unknown, number] = await this.database.query(
      `UPDATE setup_link SET used_at = clock_timestamp()
       WHERE token_hash = $1 AND used_at IS NULL AND expires_at > clock_timestamp()`,
      [secretHash(token)],
    );
    if (used === 0) throw new Rejection('set-up.link-invalid');
  }

  /** Makes a used token usable again, for as long as it would have been: the set-up that used it did not end. */
  async giveBack(token: string): Promise<void> {
    await this.database.query('UPDATE setup_link SET used_at = NULL WHERE token_hash = $1', [secretHash(token)]);
  }
}
