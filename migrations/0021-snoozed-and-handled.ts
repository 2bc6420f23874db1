import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Alerts that are put off, and such as were dealt with elsewhere.
 *
 * - `inbox_alert.snoozed_until`: until when its person does not want to see it; null again once it came back, at
 *   `returned_at`, for the `snoozes`th time. `snoozed_position` is that of the last command that was carried out on the row, so that a
 *   repeat of an earlier one changes nothing. `handled_at`, `handled_by`: when and by whom what it asked for was done.
 *   `shown_at` orders the inbox: what came back is new. `unrecorded_return`: the return that the log has not been told of.
 *   `inbox_alert_snoozed` finds what comes back next, `inbox_alert_unrecorded` what a crash left untold; `inbox_alert_task` serves claims and acts on a task.
 * - `delivery.again`: for the how manieth time the alert came back; 0 for the claim of its step. `delivery_goes` finds
 *   the next digest.
 */
export class SnoozedAndHandled1760000000021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE inbox_alert
        ADD snoozed_until timestamptz,
        ADD snoozed_position bigint NOT NULL DEFAULT 0,
        ADD snoozes integer NOT NULL DEFAULT 0,
        ADD returned_at timestamptz,
        ADD unrecorded_return uuid,
        ADD handled_at timestamptz,
        ADD handled_by text,
        ADD shown_at timestamptz NOT NULL GENERATED ALWAYS AS (coalesce(returned_at, alerted_at)) STORED;
      DROP INDEX inbox_alert_person;
      CREATE INDEX inbox_alert_person ON inbox_alert (person_id, shown_at DESC, id DESC);
      CREATE INDEX inbox_alert_task ON inbox_alert (task_id, alerted_at DESC);
      CREATE INDEX inbox_alert_snoozed ON inbox_alert (snoozed_until)
        WHERE snoozed_until IS NOT NULL AND acknowledged_at IS NULL AND handled_at IS NULL;
      CREATE INDEX inbox_alert_unrecorded ON inbox_alert (unrecorded_return) WHERE unrecorded_return IS NOT NULL;

      ALTER TABLE delivery
        ADD again integer NOT NULL DEFAULT 0,
        DROP CONSTRAINT delivery_once,
        ADD CONSTRAINT delivery_once
          UNIQUE NULLS NOT DISTINCT (task_id, rule, due_version, day, person_id, channel, destination_id, again);
      CREATE INDEX delivery_goes ON delivery (goes_at) WHERE outcome = 'pending';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM delivery WHERE again > 0;
      DROP INDEX delivery_goes;
      ALTER TABLE delivery DROP CONSTRAINT delivery_once, DROP again,
        ADD CONSTRAINT delivery_once
          UNIQUE NULLS NOT DISTINCT (task_id, rule, due_version, day, person_id, channel, destination_id);
      DROP INDEX inbox_alert_unrecorded, inbox_alert_snoozed, inbox_alert_task, inbox_alert_person;
      ALTER TABLE inbox_alert DROP shown_at, DROP handled_by, DROP handled_at, DROP unrecorded_return, DROP returned_at,
        DROP snoozes, DROP snoozed_position, DROP snoozed_until;
      CREATE INDEX inbox_alert_person ON inbox_alert (person_id, alerted_at DESC, id DESC);
    `);
  }
}
