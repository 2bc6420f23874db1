import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reminding. What is planned may be forgotten and planned again from the log; what was sent may not.
 *
 * - `reminder_task` and `reminder_plan` are the projection `reminder-plan`: the folded task with the steps already
 *   claimed, and the steps still to come. `reminder_plan_at` finds what is due and the next alarm.
 * - `delivery` is every step's outcome for every person and channel, inserted once and never rebuilt. Its unique key
 *   is what makes a step claimed: the claim looks there, and two claims of one step cannot both insert.
 *   A step that was superseded, or that had nobody to go to, is one row without a person.
 *   `delivery_waiting` finds what waits for a channel, `delivery_unrecorded` what the log does not know yet after a
 *   crash, `delivery_person` and `delivery_claimed` serve the page "who was told what".
 * - `inbox_alert` is the in-app channel: one row an alert, written by the statement that claims the step.
 */
export class Reminders1760000000005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE reminder_task (
        task_id uuid PRIMARY KEY,
        version integer NOT NULL,
        body jsonb NOT NULL
      );
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

      CREATE TABLE delivery (
        id uuid PRIMARY KEY,
        claim_id uuid NOT NULL,
        claimed_at timestamptz NOT NULL,
        task_id uuid NOT NULL,
        rule text NOT NULL,
        due_version integer NOT NULL,
        day date NOT NULL,
        about jsonb NOT NULL,
        person_id uuid,
        channel text,
        message_id uuid,
        outcome text NOT NULL CHECK (outcome IN ('pending', 'sent', 'dead', 'superseded', 'nobody')),
        attempt integer NOT NULL DEFAULT 0,
        next_try_at timestamptz,
        lease_until timestamptz,
        finished_at timestamptz,
        last_error text,
        claim_recorded boolean NOT NULL DEFAULT false,
        outcome_recorded boolean NOT NULL DEFAULT false,
        CONSTRAINT delivery_once UNIQUE NULLS NOT DISTINCT (task_id, rule, due_version, day, person_id, channel),
        CHECK ((person_id IS NULL) = (outcome IN ('superseded', 'nobody'))),
        CHECK ((person_id IS NULL) = (channel IS NULL)),
        CHECK ((person_id IS NULL) = (message_id IS NULL))
      );
      CREATE INDEX delivery_message ON delivery (message_id);
      CREATE INDEX delivery_waiting ON delivery (next_try_at) WHERE outcome = 'pending';
      CREATE INDEX delivery_unrecorded ON delivery (claim_id) WHERE NOT claim_recorded OR NOT outcome_recorded;
      CREATE INDEX delivery_person ON delivery (person_id, claimed_at DESC, id DESC);
      CREATE INDEX delivery_claimed ON delivery (claimed_at DESC, id DESC);

      CREATE TABLE inbox_alert (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL,
        rule text NOT NULL,
        task_id uuid,
        about jsonb NOT NULL,
        alerted_at timestamptz NOT NULL,
        acknowledged_at timestamptz
      );
      CREATE INDEX inbox_alert_person ON inbox_alert (person_id, alerted_at DESC, id DESC);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE inbox_alert, delivery, reminder_plan, reminder_task`);
  }
}
