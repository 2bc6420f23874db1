import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Ladders as data. A row of the plan carries its step as the ladder had it, so that a claim needs nothing else to know whom
 * to tell; and the period, when the step asks for a report. The plan begins empty: its new shape has it made anew
 * from the log at the next start. A step may end as withheld: its condition held when it was due.
 */
export class Ladders1760000000018 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE reminder_plan;
      CREATE TABLE reminder_plan (
        task_id uuid NOT NULL,
        rule text NOT NULL,
        due_version integer NOT NULL,
        day date NOT NULL,
        at timestamptz NOT NULL,
        step jsonb NOT NULL,
        period text,
        PRIMARY KEY (task_id, rule, due_version)
      );
      CREATE INDEX reminder_plan_at ON reminder_plan (at);
      ALTER TABLE delivery DROP CONSTRAINT delivery_outcome_check, DROP CONSTRAINT delivery_addressed,
        ADD CONSTRAINT delivery_outcome_check
          CHECK (outcome IN ('pending', 'sent', 'dead', 'superseded', 'withheld', 'nobody', 'dropped')),
        ADD CONSTRAINT delivery_addressed CHECK (num_nonnulls(person_id, destination_id) =
          CASE WHEN outcome IN ('superseded', 'withheld', 'nobody') THEN 0 ELSE 1 END);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE reminder_plan;
      CREATE TABLE reminder_plan (
        task_id uuid NOT NULL,
        rule text NOT NULL,
        due_version integer NOT NULL,
        audience text NOT NULL CHECK (audience IN ('responsible', 'office')),
        day date NOT NULL,
        at timestamptz NOT NULL,
        repeats boolean NOT NULL,
        PRIMARY KEY (task_id, rule, due_version)
      );
      CREATE INDEX reminder_plan_at ON reminder_plan (at);
      UPDATE delivery SET outcome = 'superseded' WHERE outcome = 'withheld';
      ALTER TABLE delivery DROP CONSTRAINT delivery_outcome_check, DROP CONSTRAINT delivery_addressed,
        ADD CONSTRAINT delivery_outcome_check
          CHECK (outcome IN ('pending', 'sent', 'dead', 'superseded', 'nobody', 'dropped')),
        ADD CONSTRAINT delivery_addressed CHECK (num_nonnulls(person_id, destination_id) =
          CASE WHEN outcome IN ('superseded', 'nobody') THEN 0 ELSE 1 END);
    `);
  }
}
