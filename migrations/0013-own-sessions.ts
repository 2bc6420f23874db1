import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a person knows their sessions by: an id that is no secret, and where they signed in from. Sessions of before end;
 * their people sign in again. `session_person` lists them.
 */
export class OwnSessions1760000000013 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM session;
      ALTER TABLE session
        ADD id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
        ADD address text NOT NULL,
        ADD user_agent text;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE session DROP id, DROP address, DROP user_agent');
  }
}
