import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who people are elsewhere. Times are real time.
 *
 * - `person_identity` is found by its primary key at sign-in: one subject of one issuer is one person. A name that two
 *   issuers give is two identities.
 * - `oidc_attempt` is a visit to a provider that has not come back, found by the digest of its state and used once.
 * - A session remembers by which provider it was begun, so that signing out can go on there.
 */
export class Identities1760000000028 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE person_identity (
        issuer text NOT NULL,
        subject text NOT NULL,
        person_id uuid NOT NULL REFERENCES person,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (issuer, subject)
      );
      CREATE INDEX person_identity_person ON person_identity (person_id);
      CREATE TABLE oidc_attempt (
        state_hash text PRIMARY KEY,
        provider text NOT NULL,
        nonce text NOT NULL,
        verifier text NOT NULL,
        browser_hash text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      ALTER TABLE half_sign_in ADD provider text;
      ALTER TABLE session ADD provider text;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE session DROP provider;
      ALTER TABLE half_sign_in DROP provider;
      DROP TABLE oidc_attempt, person_identity;
    `);
  }
}
