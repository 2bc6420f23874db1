import type { MigrationInterface, QueryRunner } from 'typeorm';

/** `delivery.ladder`, `ladder_version`: by which edition of which ladder the step came; null in claims from before this was kept. */
export class LadderOfAClaim1760000000023 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE delivery ADD ladder text, ADD ladder_version integer`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`ALTER TABLE delivery DROP ladder_version, DROP ladder`);
  }
}
