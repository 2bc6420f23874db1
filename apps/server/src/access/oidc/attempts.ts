import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { newSecret, secretHash } from '../secrets.ts';

const MINUTES = 10;

/** What has to come back unchanged from the provider. */
export interface Attempt {
  readonly provider: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Visits to a provider that have not come back. Each is good once, within ten minutes, and in the browser that began it. */
@Injectable()
export class Attempts {
  constructor(private readonly database: DataSource) {}

  /** Answers with the secret for that browser's cookie. */
  async begin({ provider, state, nonce, verifier }: Attempt): Promise<string> {
    const browser = newSecret();
    await this.database.query(
      `WITH old AS (DELETE FROM oidc_attempt WHERE created_at < clock_timestamp() - $6 * interval '1 minute')
       INSERT INTO oidc_attempt (state_hash, provider, nonce, verifier, browser_hash) VALUES ($1, $2, $3, $4, $5)`,
      [secretHash(state), provider, nonce, verifier, secretHash(browser), MINUTES],
    );
    return browser;
  }

  /** The attempt of this state, used up by asking; null when there is none, or another browser or provider had it. */
  async take(provider: string, state: string, browser: string): Promise<Attempt | null> {
    const [rows]: [{ nonce: string; verifier: string }[]] = await this.database.query(
      `DELETE FROM oidc_attempt WHERE state_hash = $1 AND provider = $2 AND browser_hash = $3
         AND created_at > clock_timestamp() - $4 * interval '1 minute' RETURNING nonce, verifier`,
      [secretHash(state), provider, secretHash(browser), MINUTES],
    );
    const row = rows[0];
    return row ? { provider, state, nonce: row.nonce, verifier: row.verifier } : null;
  }
}
