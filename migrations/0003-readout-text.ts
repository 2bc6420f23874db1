import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The normalised texts of readouts under their digest. They are content and not events: they may be megabytes, and two
 * meetings may read out the same one. A row is written once, before the event that names it, so that no event ever names
 * a text that is missing; a text whose event never came is harmless.
 */
export class ReadoutText1760000000003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE readout_text (
        hash text PRIMARY KEY,
        text text NOT NULL
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE readout_text');
  }
}
