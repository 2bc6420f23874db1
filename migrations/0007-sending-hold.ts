import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Holding back what goes outside, after a restore: the database does not know what was sent since.
 *
 * - `sending_hold` has a row for every time that it was found out; one that is not released holds every channel outside.
 *   Reminders planned for the day `through` or earlier were due before it began, so that they may have been sent. A
 *   hold is found once for each seal (`sending_hold_sealed`); there are few rows, which need no other index.
 * - `delivery.released`: an auditor has said that this one is to go out although sending is held. The outcome `dropped`:
 *   an auditor has said that it was sent already, so that it never goes out.
 */
export class SendingHold1760000000007 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE sending_hold (
        id uuid PRIMARY KEY,
        reason text NOT NULL CHECK (reason IN ('restored', 'behind')),
        began_at timestamptz NOT NULL,
        through date NOT NULL,
        head bigint NOT NULL,
        sealed_head bigint,
        backup_made_at timestamptz,
        recorded boolean NOT NULL DEFAULT false,
        decision text CHECK (decision IN ('send', 'drop')),
        released_at timestamptz,
        CHECK ((decision IS NULL) = (released_at IS NULL))
      );
      COMMENT ON COLUMN sending_hold.began_at IS 'business time';
      COMMENT ON COLUMN sending_hold.head IS 'position of the newest event when it began';
      COMMENT ON COLUMN sending_hold.sealed_head IS 'position of the newest event that the newest seal outside knows, when that is ahead';
      COMMENT ON COLUMN sending_hold.recorded IS 'whether the log knows of it';
      COMMENT ON COLUMN sending_hold.released_at IS 'real time';
      CREATE UNIQUE INDEX sending_hold_sealed ON sending_hold (sealed_head);

      ALTER TABLE delivery DROP CONSTRAINT delivery_outcome_check,
        ADD CONSTRAINT delivery_outcome_check CHECK (outcome IN ('pending', 'sent', 'dead', 'superseded', 'nobody', 'dropped')),
        ADD released boolean NOT NULL DEFAULT false;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE delivery DROP released, DROP CONSTRAINT delivery_outcome_check,
        ADD CONSTRAINT delivery_outcome_check CHECK (outcome IN ('pending', 'sent', 'dead', 'superseded', 'nobody'));
      DROP TABLE sending_hold;
    `);
  }
}
