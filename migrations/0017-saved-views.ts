import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lists as people like to look at them: an address within the app under a name. They are convenience and no part of the
 * record, so that they are in no log. `saved_view_person` serves a person's own; those that are shared are few.
 */
export class SavedViews1760000000017 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE saved_view (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        name text NOT NULL,
        address text NOT NULL,
        shared boolean NOT NULL
      );
      CREATE INDEX saved_view_person ON saved_view (person_id);
      CREATE INDEX saved_view_shared ON saved_view (id) WHERE shared;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE saved_view');
  }
}
