import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people wrote freely stands in the log encrypted, with a key for each event; here are the keys, found by id. A row
 * is written before its event, so that no event ever names a key that is missing. Erasing a text is setting its key to
 * NULL: the row stays and says that this was done, not lost. Little is left of the old row's bytes after the next vacuum,
 * which low thresholds bring about soon.
 */
export class TextKeys1760000000008 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE text_key (
        id  uuid PRIMARY KEY,
        key bytea
      ) WITH (autovacuum_vacuum_threshold = 0, autovacuum_vacuum_scale_factor = 0);
      COMMENT ON COLUMN text_key.key IS 'NULL: destroyed';
      REVOKE DELETE ON text_key FROM duban_runtime;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE text_key');
  }
}
