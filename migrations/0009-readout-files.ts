import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What readouts were given as, byte for byte, under their digest; looked up by it alone. As with `readout_text`, a row is
 * written once, before the event that names it: a server that is killed in between leaves a file that nobody names, never
 * a readout without its file. Neither table is ever changed, by anybody. `readout_row_text_hash` finds the meetings at which
 * a text was read out.
 */
export class ReadoutFiles1760000000009 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE readout_file (
        hash  text PRIMARY KEY,
        bytes bytea NOT NULL
      );
      -- Word and PDF files are packed already.
      ALTER TABLE readout_file ALTER COLUMN bytes SET STORAGE EXTERNAL;
      REVOKE UPDATE, DELETE ON readout_file, readout_text FROM duban_runtime;
      CREATE TRIGGER readout_file_is_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON readout_file
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER readout_text_is_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON readout_text
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      ALTER TABLE readout_row ADD COLUMN given jsonb;
      CREATE INDEX readout_row_text_hash ON readout_row (text_hash);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP INDEX readout_row_text_hash;
      ALTER TABLE readout_row DROP COLUMN given;
      DROP TRIGGER readout_text_is_for_ever ON readout_text;
      GRANT UPDATE, DELETE ON readout_text TO duban_runtime;
      DROP TABLE readout_file;
    `);
  }
}
