import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `reminder_task.planned_by`: the edition of the working calendar, the zone and the digest hour by which the task's steps were
 * planned. A start with others plans anew what does not bear theirs. No index: it is asked for once a start.
 */
export class PlannedBy1760000000029 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE reminder_task ADD planned_by text NOT NULL DEFAULT ''`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('ALTER TABLE reminder_task DROP planned_by');
  }
}
