import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `task_row.lights_were`: when the light would have changed by thresholds that held before, so that a past moment is shown as it
 * was. A list, the oldest first, of `{until, dueSoonAt, behindAt}`, `until` the position at which the office set others; null as long
 * as it never did while the row stood. No index: it is read off rows that were found, and only for a past moment.
 */
export class LightsWere1760000000030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE task_row ADD lights_were jsonb');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE task_row DROP lights_were');
  }
}
