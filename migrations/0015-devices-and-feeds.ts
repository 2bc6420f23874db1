import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Being told in a browser, and calendars that subscribe.
 *
 * - `push_subscription` is a browser of a person's that takes notices; `push_subscription_person` finds all of one person's.
 *   Its address and keys are encrypted, as in `destination`; a browser that subscribes anew gives the same `endpoint_hash`.
 * - `deployment_secret` keeps what the deployment itself signs with, encrypted too: browsers know it by its public key, so that
 *   all processes have to use one.
 * - `calendar_feed` is a secret address of one person, for their tasks or (`unit_id`) for a unit's; found by the digest of
 *   the secret, listed by `calendar_feed_person`. A revoked one stays, so that it is known who had it.
 */
export class DevicesAndFeeds1760000000015 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE push_subscription (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        origin text NOT NULL,
        endpoint_hash text NOT NULL UNIQUE,
        subscription text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX push_subscription_person ON push_subscription (person_id, id);
      CREATE TABLE deployment_secret (name text PRIMARY KEY, value text NOT NULL);
      CREATE TABLE calendar_feed (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        unit_id uuid,
        secret_hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        read_at timestamptz,
        revoked_at timestamptz
      );
      CREATE INDEX calendar_feed_person ON calendar_feed (person_id, id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE calendar_feed, deployment_secret, push_subscription');
  }
}
