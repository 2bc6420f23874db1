import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `delivery.goes_at`: the moment of business time before which a reminder does not go outside: the person's digest hour, or the
 * end of their quiet hours. What was settled while it waited ends as superseded, and then has its addressee still.
 */
export class Digests1760000000019 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE delivery ADD goes_at timestamptz, DROP CONSTRAINT delivery_addressed,
        ADD CONSTRAINT delivery_addressed CHECK (CASE WHEN outcome = 'superseded' THEN num_nonnulls(person_id, destination_id) <= 1
          ELSE num_nonnulls(person_id, destination_id) = CASE WHEN outcome IN ('withheld', 'nobody') THEN 0 ELSE 1 END END);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      UPDATE delivery SET outcome = 'dropped' WHERE outcome = 'superseded' AND person_id IS NOT NULL;
      ALTER TABLE delivery DROP goes_at, DROP CONSTRAINT delivery_addressed,
        ADD CONSTRAINT delivery_addressed CHECK (num_nonnulls(person_id, destination_id) =
          CASE WHEN outcome IN ('superseded', 'withheld', 'nobody') THEN 0 ELSE 1 END);
    `);
  }
}
