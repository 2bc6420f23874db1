import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import type { ApiTokenPage, CreatedToken, PageQuery } from '#libs/contracts';
import type { Id } from '#libs/directives';
import { gathered } from '#libs/event-store';
import type { Language } from '#libs/messages';
import { idCursor, pageById } from './id-cursor.ts';
import { newSecret, secretHash } from './secrets.ts';
import type { Identity } from './sessions.ts';

/** So that a leaked token is recognised for what it is. */
const PREFIX = 'duban_';

interface Row {
  id: Id;
  name: string;
  created_at: Date;
  used_at: Date | null;
  revoked_at: Date | null;
}

/** Long-lived secrets for programs that act as a person, with all of that person's rights of the day. */
@Injectable()
export class ApiTokens {
  private readonly findOne: (hash: string) => Promise<Identity | null>;

  constructor(private readonly database: DataSource) {
    this.findOne = gathered((hashes) => this.findAll(hashes));
  }

  /** The answer is the only place where the token itself is ever seen. */
  async create(personId: Id, name: string): Promise<CreatedToken> {
    const [id, token] = [v7(), PREFIX + newSecret()];
    await this.database.query('INSERT INTO api_token (id, person_id, name, token_hash) VALUES ($1, $2, $3, $4)', [
      id,
      personId,
      name,
      secretHash(token),
    ]);
    return { id, name, token };
  }

  /** Null when it is unknown or revoked, or its person is disabled. */
  async find(token: string): Promise<Identity | null> {
    if (!token.startsWith(PREFIX)) return null;
    return this.findOne(secretHash(token));
  }

  private async findAll(hashes: readonly string[]): Promise<(Identity | null)[]> {
    const rows: { hash: string; id: Id; name: string; language: Language }[] = await this.database.query(
      `WITH live AS (SELECT * FROM api_token WHERE token_hash = ANY ($1) AND revoked_at IS NULL), stale AS (
         -- Once a minute is enough. Whoever has locked one is noting it.
         SELECT id FROM api_token WHERE id IN (
           SELECT id FROM live WHERE used_at IS NULL OR used_at < clock_timestamp() - interval '1 minute'
         ) FOR UPDATE SKIP LOCKED
       ), used AS (
         UPDATE api_token SET used_at = clock_timestamp() WHERE id IN (SELECT id FROM stale)
       )
       SELECT token_hash AS hash, p.id, p.name, p.language
       FROM live JOIN person p ON p.id = live.person_id WHERE p.disabled_at IS NULL`,
      [hashes],
    );
    const people = new Map(rows.map(({ hash, ...person }) => [hash, person]));
    return hashes.map((hash) => {
      const person = people.get(hash);
      return person ? { person, username: null, expiresAt: null, strong: true, provider: null } : null;
    });
  }

  /** A person's own tokens, the newest first. */
  async list(personId: Id, { cursor, limit }: PageQuery): Promise<ApiTokenPage> {
    const rows: Row[] = await this.database.query(
      `SELECT * FROM api_token WHERE person_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [personId, idCursor(cursor), limit + 1],
    );
    const items = rows.slice(0, limit).map((row) => ({
      id: row.id,
      name: row.name,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.used_at?.toISOString() ?? null,
      revokedAt: row.revoked_at?.toISOString() ?? null,
    }));
    return pageById(items, rows.length > limit);
  }

  /** False when the person has no such token. A repeat changes nothing. */
  async revoke(personId: Id, id: Id): Promise<boolean> {
    const rows: Row[] = await this.database.query(
      `WITH mine AS (SELECT * FROM api_token WHERE id = $1 AND person_id = $2), revoked AS (
         UPDATE api_token SET revoked_at = clock_timestamp() WHERE id IN (SELECT id FROM mine WHERE revoked_at IS NULL)
       ) SELECT * FROM mine`,
      [id, personId],
    );
    return rows.length > 0;
  }

  /** A repeat revokes nothing more. */
  async revokeAllOf(personId: Id): Promise<void> {
    await this.database.query(
      'UPDATE api_token SET revoked_at = clock_timestamp() WHERE person_id = $1 AND revoked_at IS NULL',
      [personId],
    );
  }
}
