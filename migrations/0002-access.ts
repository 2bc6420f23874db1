import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who may come in. Names, addresses and credentials live here and never in the log, which carries ids of persons only.
 * Times here are real time. Secrets are kept as digests: passwords by argon2id; cookies, tokens and set-up links, which
 * are long and random, by sha256.
 *
 * - `person` is everybody who can hold a post; most have an `account`, found by its unique `username` at sign-in.
 * - `session` and `api_token` are found by the digest of what the caller shows; `session_person` and `api_token_person`
 *   end or list all of one person's.
 * - `audit_entry` only grows; its ids (v7) sort by time, so the primary key pages it.
 */
export class Access1760000000002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        email text,
        language text NOT NULL CHECK (language IN ('zh', 'en')),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        disabled_at timestamptz
      );
      CREATE TABLE account (
        person_id uuid PRIMARY KEY REFERENCES person,
        username text NOT NULL UNIQUE,
        password_hash text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        locked_until timestamptz
      );
      CREATE TABLE session (
        id_hash text PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX session_person ON session (person_id);
      CREATE TABLE api_token (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        name text NOT NULL,
        token_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        used_at timestamptz,
        revoked_at timestamptz
      );
      CREATE INDEX api_token_person ON api_token (person_id, id);
      CREATE TABLE setup_link (
        token_hash text PRIMARY KEY,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE TABLE audit_entry (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        kind text NOT NULL,
        person_id text,
        subject text,
        trace_id text
      );
      REVOKE UPDATE, DELETE ON audit_entry FROM duban_runtime;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_entry, setup_link, api_token, session, account, person');
  }
}
