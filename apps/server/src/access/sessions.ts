import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Id } from '#libs/directives';
import type { Language } from '#libs/messages';
import { newSecret, secretHash } from './secrets.ts';

/** Real time: a session ends after 30 minutes without a request, and 12 hours after the sign-in in any case. */
const SESSION_IDLE_MINUTES = 30;
export const SESSION_HOURS = 12;

/** A person who has proved who they are, and until when that holds; null: until it is revoked. */
export interface Identity {
  readonly person: { readonly id: Id; readonly name: string; readonly language: Language };
  readonly username: string | null;
  readonly expiresAt: Date | null;
}

interface Row {
  id: Id;
  name: string;
  language: Language;
  username: string | null;
  expires_at: Date;
}

/** Sessions on the server: the cookie is a random secret, and ending one here ends it at once. */
@Injectable()
export class Sessions {
  constructor(private readonly database: DataSource) {}

  /** Answers with the secret for the cookie. */
  async start(personId: Id): Promise<string> {
    const secret = newSecret();
    await this.database.query('INSERT INTO session (id_hash, person_id) VALUES ($1, $2)', [
      secretHash(secret),
      personId,
    ]);
    await this.database.query(
      `DELETE FROM session WHERE person_id = $1 AND created_at < clock_timestamp() - $2 * interval '1 hour'`,
      [personId, SESSION_HOURS],
    );
    return secret;
  }

  /**
   * Null when there is no such session, it has run out, or its person is disabled. Being asked for keeps it alive,
   * unless nobody does anything with it: a page that is merely open must not.
   */
  async find(secret: string, keepAlive = true): Promise<Identity | null> {
    const [row]: (Row | undefined)[] = await this.database.query(
      `WITH live AS (
         SELECT * FROM session WHERE id_hash = $1
           AND seen_at > clock_timestamp() - $2 * interval '1 minute'
           AND created_at > clock_timestamp() - $3 * interval '1 hour'
       ), seen AS (
         -- Not at every request: a minute's exactness is enough, and saves a write.
         UPDATE session SET seen_at = clock_timestamp()
         WHERE $4 AND id_hash IN (SELECT id_hash FROM live WHERE seen_at < clock_timestamp() - interval '1 minute')
       )
       SELECT p.id, p.name, p.language, a.username, live.created_at + $3 * interval '1 hour' AS expires_at
       FROM live JOIN person p ON p.id = live.person_id LEFT JOIN account a ON a.person_id = p.id
       WHERE p.disabled_at IS NULL`,
      [secretHash(secret), SESSION_IDLE_MINUTES, SESSION_HOURS, keepAlive],
    );
    if (!row) return null;
    const { id, name, language, username } = row;
    return { person: { id, name, language }, username, expiresAt: row.expires_at };
  }

  /** A repeat ends nothing more. */
  async end(secret: string): Promise<void> {
    await this.database.query('DELETE FROM session WHERE id_hash = $1', [secretHash(secret)]);
  }

  async endAllOf(personId: Id): Promise<void> {
    await this.database.query('DELETE FROM session WHERE person_id = $1', [personId]);
  }
}
