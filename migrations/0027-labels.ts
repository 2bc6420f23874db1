import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How far items may be known. Rows from before have the label of whatever nobody labelled, so that nothing has to be built anew.
 * `label` needs no index: few items are sensitive, and it only ever narrows what is found by unit or leader.
 * Behind the wall of rows (0022) a reader sees up to the label that the transaction says, and nothing sensitive when it says none.
 */
export class Labels1760000000027 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['task_row', 'directive_row']) {
      await queryRunner.query(`
        ALTER TABLE ${table} ADD COLUMN label text NOT NULL DEFAULT 'internal' CHECK (label IN ('public', 'internal', 'sensitive'));
        ALTER POLICY reader ON ${table} USING (
          valid_to IS NULL AND (
            lead_unit = ANY (reader_units())
            OR co_units && reader_units()
            OR leader_in_charge = ANY (reader_posts())
          ) AND (label <> 'sensitive' OR current_setting('duban.clearance', true) = 'sensitive')
        );
      `);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['task_row', 'directive_row']) {
      await queryRunner.query(`
        ALTER POLICY reader ON ${table} USING (
          valid_to IS NULL AND (
            lead_unit = ANY (reader_units())
            OR co_units && reader_units()
            OR leader_in_charge = ANY (reader_posts())
          )
        );
        ALTER TABLE ${table} DROP COLUMN label;
      `);
    }
  }
}
