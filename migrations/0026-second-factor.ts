import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What somebody shows besides a password. Times are real time.
 *
 * - `authenticator` is a person's one program that makes codes; its secret is encrypted by the key outside the database.
 *   `last_step` is the half minute of the newest code that was taken, so that none is taken twice; it counts only once
 *   `confirmed_at` is set.
 * - `recovery_code` holds digests; each is used once. `passkey` holds public keys, found by the credential's id.
 * - `half_sign_in` is a sign-in whose first step was right: found by the digest of its cookie, for a few minutes.
 * - A session is `strong` when a second factor was shown in it. `challenge` is what a new passkey has to sign.
 */
export class SecondFactor1760000000026 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE authenticator (
        person_id uuid PRIMARY KEY REFERENCES person,
        secret text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        confirmed_at timestamptz,
        last_step bigint NOT NULL DEFAULT 0,
        attempts integer NOT NULL DEFAULT 0,
        locked_until timestamptz
      );
      CREATE TABLE recovery_code (
        code_hash text PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        used_at timestamptz
      );
      CREATE INDEX recovery_code_person ON recovery_code (person_id);
      CREATE TABLE passkey (
        id uuid PRIMARY KEY,
        credential_id text NOT NULL UNIQUE,
        person_id uuid NOT NULL REFERENCES person,
        name text NOT NULL,
        public_key bytea NOT NULL,
        counter bigint NOT NULL,
        transports text[] NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        used_at timestamptz
      );
      CREATE INDEX passkey_person ON passkey (person_id);
      CREATE TABLE half_sign_in (
        id_hash text PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        attempts integer NOT NULL DEFAULT 0,
        challenge text
      );
      ALTER TABLE session ADD strong boolean NOT NULL DEFAULT false, ADD challenge text;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE session DROP strong, DROP challenge;
      DROP TABLE half_sign_in, passkey, recovery_code, authenticator;
    `);
  }
}
