import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The channels outside that are no person's mailbox, and what a person wants to be told by.
 *
 * - `destination` is a webhook or a robot of a group, for one unit or (null) for all of them. `address` and `secret` are
 *   encrypted by the key of the deployment, which no backup has; `address_hash` keeps one address from being entered twice.
 *   After a rotation the secret before is good until `previous_until`. There are few rows, which need no other index.
 * - `send_turn` has, for every destination with a limit, when in the last minute it was sent to: one row, updated in place, so
 *   that several processes together keep the limit.
 * - `notification_preference` is a person's choice; without a row the usual holds. Times are local, days without a zone.
 * - `delivery` goes to a person, to a destination, or to nobody. `failure` is the reason of the last failed try, by its code;
 *   `last_error` keeps the far side's own words. A message that was given up and is sent again counts its tries from
 *   `resent_after`. `delivery_dead` finds those that were given up.
 */
export class Channels1760000000014 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE destination (
        id uuid PRIMARY KEY,
        channel text NOT NULL CHECK (channel IN ('webhook', 'wecom', 'dingtalk', 'feishu')),
        name text NOT NULL,
        unit_id uuid,
        language text NOT NULL CHECK (language IN ('zh', 'en')),
        origin text NOT NULL,
        address text NOT NULL,
        address_hash text NOT NULL,
        secret text,
        previous_secret text,
        previous_until timestamptz,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        disabled_at timestamptz,
        UNIQUE (channel, address_hash)
      );
      CREATE TABLE send_turn (key text PRIMARY KEY, taken timestamptz[] NOT NULL);
      CREATE TABLE notification_preference (
        person_id uuid PRIMARY KEY REFERENCES person,
        channels_off text[] NOT NULL DEFAULT '{}',
        digest_time time,
        quiet_from time,
        quiet_until time,
        working_days_only boolean NOT NULL DEFAULT false,
        CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
      );

      ALTER TABLE delivery
        ADD destination_id uuid REFERENCES destination,
        ADD failure text,
        ADD resent_after integer NOT NULL DEFAULT 0,
        DROP CONSTRAINT delivery_once,
        ADD CONSTRAINT delivery_once
          UNIQUE NULLS NOT DISTINCT (task_id, rule, due_version, day, person_id, channel, destination_id),
        DROP CONSTRAINT delivery_check, DROP CONSTRAINT delivery_check1, DROP CONSTRAINT delivery_check2,
        ADD CONSTRAINT delivery_addressed CHECK
          (num_nonnulls(person_id, destination_id) = CASE WHEN outcome IN ('superseded', 'nobody') THEN 0 ELSE 1 END),
        ADD CONSTRAINT delivery_by_channel CHECK (num_nonnulls(person_id, destination_id) = num_nonnulls(channel)),
        ADD CONSTRAINT delivery_in_message CHECK (num_nonnulls(person_id, destination_id) = num_nonnulls(message_id));
      CREATE INDEX delivery_dead ON delivery (claimed_at DESC, id DESC) WHERE outcome = 'dead';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DELETE FROM delivery WHERE destination_id IS NOT NULL;
      DROP INDEX delivery_dead;
      ALTER TABLE delivery
        DROP CONSTRAINT delivery_addressed, DROP CONSTRAINT delivery_by_channel, DROP CONSTRAINT delivery_in_message,
        DROP CONSTRAINT delivery_once, DROP destination_id, DROP failure, DROP resent_after,
        ADD CONSTRAINT delivery_once UNIQUE NULLS NOT DISTINCT (task_id, rule, due_version, day, person_id, channel),
        ADD CONSTRAINT delivery_check CHECK ((person_id IS NULL) = (outcome IN ('superseded', 'nobody'))),
        ADD CONSTRAINT delivery_check1 CHECK ((person_id IS NULL) = (channel IS NULL)),
        ADD CONSTRAINT delivery_check2 CHECK ((person_id IS NULL) = (message_id IS NULL));
      DROP TABLE notification_preference, send_turn, destination;
    `);
  }
}
