import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import { newSecret, secretHash } from '../secrets.ts';

const MINUTES = 5;
/** So many second factors may be wrong before the first one has to be shown again. */
const ATTEMPTS = 5;

/** Sign-ins of which the first factor was right and the second is asked for. */
@Injectable()
export class HalfSignIns {
  constructor(private readonly database: DataSource) {}

  /** Answers with the secret for the cookie, which is good for five minutes and five attempts. */
  async begin(personId: Id, provider: string | null): Promise<string> {
    const secret = newSecret();
    await this.database.query(
      `WITH old AS (DELETE FROM half_sign_in WHERE created_at < clock_timestamp() - $3 * interval '1 minute')
       INSERT INTO half_sign_in (id_hash, person_id, provider) VALUES ($1, $2, $4)`,
      [secretHash(secret), personId, MINUTES, provider],
    );
    return secret;
  }

  /** Whose it is; null when there is none such any more, or its person is disabled. */
  async find(secret: string): Promise<Id | null> {
    const [row]: ({ person_id: Id } | undefined)[] = await this.database.query(
      `SELECT h.person_id FROM half_sign_in h JOIN person p ON p.id = h.person_id
       WHERE h.id_hash = $1 AND h.created_at > clock_timestamp() - $2 * interval '1 minute'
         AND h.attempts < $3 AND p.disabled_at IS NULL`,
      [secretHash(secret), MINUTES, ATTEMPTS],
    );
    return row?.person_id ?? null;
  }

  /** Keeps what a key has to sign, in place of what was asked before. */
  async challenge(secret: string, challenge: string): Promise<void> {
    await this.database.query('UPDATE half_sign_in SET challenge = $2 WHERE id_hash = $1', [
      secretHash(secret),
      challenge,
    ]);
  }

  /** Counts one attempt; answers with the challenge, which is good for this attempt alone. Null as `find`. */
  async attempt(secret: string): Promise<{ personId: Id; provider: string | null; challenge: string | null } | null> {
    const personId = await this.find(secret);
    if (personId === null) return null;
    const [rows]: [{ challenge: string | null; provider: string | null }[]] = await this.database.query(
      `UPDATE half_sign_in h SET attempts = h.attempts + 1, challenge = NULL
       FROM (SELECT id_hash, challenge FROM half_sign_in WHERE id_hash = $1 FOR UPDATE) AS before
       WHERE h.id_hash = before.id_hash AND h.attempts < $2 RETURNING before.challenge, h.provider`,
      [secretHash(secret), ATTEMPTS],
    );
    return rows[0] ? { personId, ...rows[0] } : null;
  }

  /** A repeat ends nothing more. False when it had ended: of two that finish it at once, one may. */
  async end(secret: string): Promise<boolean> {
    const [, ended]: [unknown, number] = await this.database.query('DELETE FROM half_sign_in WHERE id_hash = $1', [
      secretHash(secret),
    ]);
    return ended === 1;
  }
}
