import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Wrong passwords of people whose passwords are in a directory (LDAP), by the digest of the name that was typed: it may be
 * nobody's. Times are real time.
 *
 * - Found by its primary key at each attempt, which is counted before the directory is asked; rows nobody has added to for
 *   a day are removed with the next attempt, by the index on `tried_at`.
 */
export class DirectoryAttempts1760000000031 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE directory_attempt (
        name_hash text PRIMARY KEY,
        attempts integer NOT NULL,
        locked_until timestamptz,
        tried_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX directory_attempt_tried ON directory_attempt (tried_at);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE directory_attempt');
  }
}
