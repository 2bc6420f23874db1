import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { OwnSession } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { gathered } from '#libs/event-store';
import type { Language } from '#libs/messages';
import { CONFIG, type Config } from '../config.ts';
import { newSecret, secretHash } from './secrets.ts';

/** A person who has proved who they are, and until when that holds; null: until it is revoked. */
export interface Identity {
  readonly person: { readonly id: Id; readonly name: string; readonly language: Language };
  readonly username: string | null;
  readonly expiresAt: Date | null;
  /** A second factor was shown; a token was made by somebody who had. */
  readonly strong: boolean;
  /** The OpenID provider by which they came in. */
  readonly provider: string | null;
}

/** Where somebody signed in from. */
export interface SignInFrom {
  readonly address: string;
  /** As the browser tells it. */
  readonly userAgent: string | null;
}

/** How somebody showed who they are: by which OpenID provider, if by one, and whether with a second factor. */
export interface Proof {
  readonly provider: string | null;
  readonly isStrong: boolean;
}

interface Row {
  hash: string;
  id: Id;
  name: string;
  language: Language;
  username: string | null;
  expires_at: Date;
  strong: boolean;
  provider: string | null;
}

interface Asked {
  readonly hash: string;
  readonly keepAlive: boolean;
}

interface ListedRow {
  id: Id;
  address: string;
  user_agent: string | null;
  created_at: Date;
  seen_at: Date;
  current: boolean | null;
}

/**
 * Sessions on the server: the cookie is a random secret, and ending one here ends it at once. One that was not used for
 * `SESSION_IDLE_MINUTES` has ended, and so has any after `SESSION_HOURS` (real time), whatever the browser still holds.
 */
@Injectable()
export class Sessions {
  private readonly findOne: (asked: Asked) => Promise<Identity | null>;

  constructor(
    private readonly database: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.findOne = gathered((asked) => this.findAll(asked));
  }

  /**
   * Answers with the secret for the cookie. `from` is what the person will know the session by in their list; `proof` is
   * how they showed who they are.
   */
  async start(personId: Id, from: SignInFrom, { provider, isStrong }: Proof): Promise<string> {
    const secret = newSecret();
    await this.database.query(
      'INSERT INTO session (id_hash, person_id, address, user_agent, strong, provider) VALUES ($1, $2, $3, $4, $5, $6)',
      [secretHash(secret), personId, from.address, from.userAgent?.slice(0, 300) ?? null, isStrong, provider],
    );
    await this.database.query(
      `DELETE FROM session WHERE person_id = $1 AND created_at < clock_timestamp() - $2 * interval '1 hour'`,
      [personId, this.config.signIn.sessionHours],
    );
    return secret;
  }

  /**
   * Null when there is no such session, it has run out, or its person is disabled. Being asked for keeps it alive,
   * unless nobody does anything with it: a page that is merely open must not.
   */
  async find(secret: string, keepAlive = true): Promise<Identity | null> {
    return this.findOne({ hash: secretHash(secret), keepAlive });
  }

  private async findAll(asked: readonly Asked[]): Promise<(Identity | null)[]> {
    const rows: Row[] = await this.database.query(
      `WITH live AS (
         SELECT * FROM session WHERE id_hash = ANY ($1)
           AND seen_at > clock_timestamp() - $3 * interval '1 minute'
           AND created_at > clock_timestamp() - $4 * interval '1 hour'
       ), stale AS (
         -- Not at every request: a minute's exactness is enough, and saves a write. Whoever has locked one is noting it.
         SELECT id_hash FROM session WHERE id_hash IN (
           SELECT id_hash FROM live WHERE id_hash = ANY ($2) AND seen_at < clock_timestamp() - interval '1 minute'
         ) FOR UPDATE SKIP LOCKED
       ), seen AS (
         UPDATE session SET seen_at = clock_timestamp() WHERE id_hash IN (SELECT id_hash FROM stale)
       )
       SELECT live.id_hash AS hash, live.strong, live.provider, p.id, p.name, p.language, a.username, live.created_at + $4 * interval '1 hour' AS expires_at
       FROM live JOIN person p ON p.id = live.person_id LEFT JOIN account a ON a.person_id = p.id
       WHERE p.disabled_at IS NULL`,
      [
        asked.map(({ hash }) => hash),
        asked.filter(({ keepAlive }) => keepAlive).map(({ hash }) => hash),
        this.config.signIn.idleMinutes,
        this.config.signIn.sessionHours,
      ],
    );
    const identities = new Map(rows.map((row) => [row.hash, identityOf(row)]));
    return asked.map(({ hash }) => identities.get(hash) ?? null);
  }

  /** A repeat ends nothing more. */
  async end(secret: string): Promise<void> {
    await this.database.query('DELETE FROM session WHERE id_hash = $1', [secretHash(secret)]);
  }

  /** The session goes on under another secret, now as a strong one, and every other of its person ends: a factor was added. */
  async strengthen(personId: Id, secret: string): Promise<string> {
    const renewed = newSecret();
    await this.database.query('UPDATE session SET id_hash = $2, strong = true, challenge = NULL WHERE id_hash = $1', [
      secretHash(secret),
      secretHash(renewed),
    ]);
    await this.database.query('DELETE FROM session WHERE person_id = $1 AND id_hash <> $2', [
      personId,
      secretHash(renewed),
    ]);
    return renewed;
  }

  /** No session of a person is strong any more: their factors are gone. */
  async weaken(personId: Id): Promise<void> {
    await this.database.query('UPDATE session SET strong = false WHERE person_id = $1', [personId]);
  }

  /** Keeps what a new key has to sign; answers with what it was to sign before, and keeps nothing for null. */
  async exchangeChallenge(secret: string, challenge: string | null): Promise<string | null> {
    const [rows]: [{ challenge: string | null }[]] = await this.database.query(
      `UPDATE session s SET challenge = $2 FROM (SELECT id_hash, challenge FROM session WHERE id_hash = $1 FOR UPDATE) AS before
       WHERE s.id_hash = before.id_hash RETURNING before.challenge`,
      [secretHash(secret), challenge],
    );
    return rows[0]?.challenge ?? null;
  }

  async endAllOf(personId: Id): Promise<void> {
    await this.database.query('DELETE FROM session WHERE person_id = $1', [personId]);
  }

  /** A person's sessions that have not run out, the last used first; `secret` is the one that asks, if one does. */
  async list(personId: Id, secret: string | null): Promise<OwnSession[]> {
    const { idleMinutes, sessionHours } = this.config.signIn;
    const rows: ListedRow[] = await this.database.query(
      `SELECT id, address, user_agent, created_at, seen_at, id_hash = $4 AS current FROM session
       WHERE person_id = $1 AND seen_at > clock_timestamp() - $2 * interval '1 minute'
         AND created_at > clock_timestamp() - $3 * interval '1 hour'
       ORDER BY seen_at DESC, id`,
      [personId, idleMinutes, sessionHours, secret === null ? null : secretHash(secret)],
    );
    return rows.map(({ id, address, user_agent, created_at, seen_at, current }) => ({
      id,
      address,
      userAgent: user_agent,
      startedAt: created_at.toISOString(),
      lastSeenAt: seen_at.toISOString(),
      current: current === true,
    }));
  }

  /** False when the person has no such session, or it has ended. */
  async endOne(personId: Id, id: Id): Promise<boolean> {
    const [, ended]: [unknown, number] = await this.database.query(
      'DELETE FROM session WHERE id = $1 AND person_id = $2',
      [id, personId],
    );
    return ended > 0;
  }
}

function identityOf({ id, name, language, username, expires_at: expiresAt, strong, provider }: Row): Identity {
  return { person: { id, name, language }, username, expiresAt, strong, provider };
}
