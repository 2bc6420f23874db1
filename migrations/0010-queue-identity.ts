import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What tells the queues of this deployment from those of others on the same Redis: one row, made by the
 * first start and never changed. Left out of
 * backups, so that a copy restored beside its original has queues of its own.
 */
export class QueueIdentity1760000000010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE queue_identity (single boolean PRIMARY KEY DEFAULT true CHECK (single), id uuid NOT NULL);
      REVOKE UPDATE, DELETE ON queue_identity FROM duban_runtime;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE queue_identity');
  }
}
