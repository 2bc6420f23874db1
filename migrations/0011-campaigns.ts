import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Campaigns, as they were from one position of the log to the next that changed them: rows as `directive_row` has them, and
 * of the same projection. There are few, so that the key and `campaign_row_now`, which allows one standing row a campaign,
 * are all that is looked up.
 */
export class Campaigns1760000000011 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE campaign_row (
        id uuid NOT NULL,
        valid_from bigint NOT NULL,
        valid_to bigint CHECK (valid_to > valid_from),
        version integer NOT NULL,
        change text NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        status text NOT NULL,
        start_date date NOT NULL,
        end_date date NOT NULL,
        directive_ids uuid[] NOT NULL,
        state jsonb NOT NULL,
        PRIMARY KEY (id, valid_from)
      );
      CREATE UNIQUE INDEX campaign_row_now ON campaign_row (id) WHERE valid_to IS NULL;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE campaign_row');
  }
}
