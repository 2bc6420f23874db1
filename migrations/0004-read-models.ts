import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What queries read. Every row follows from the log alone: emptied and replayed from position 0, the tables are the same.
 *
 * - `directive_row` and `task_row` hold every item as it was from one position to the next that changed it, so that a
 *   list can be shown as of any position: `valid_from <= p AND (valid_to IS NULL OR valid_to > p)`. A row with
 *   `valid_to` null is what stands now; the unique `…_now` allows one an item and is what the projection looks up.
 *   `…_position` serves "what changed last". The other indexes are of standing rows only: `…_lead_unit`, `…_co_units`
 *   and `…_leader` serve what a person may see and the filter by unit; `task_row_due` and `task_row_number` the ledger
 *   in its two other orders; `task_row_directive`, `task_row_parent` and `directive_row_readout` what belongs to an item.
 * - `overdue_at`, `due_soon_at`, `behind_at` and `otherwise` say when a task's light changes if nothing else happens
 *   (libs/directives, light-changes.ts), so that 100,000 rows are filtered by light without folding one.
 * - `readout_row` is one row a readout, which never changes; `readout_row_position` is the order of its list.
 * - `unit_row` and `post_row` are the organisation as it is now, for the names that lists show; looked up by id.
 *
 * Numbers sort as people read them, 9号 before 10号: that is the collation.
 */
export class ReadModels1760000000004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE COLLATION duban_natural (provider = icu, locale = 'und-u-kn-true');

      CREATE TABLE readout_row (
        id uuid PRIMARY KEY,
        position bigint NOT NULL,
        version integer NOT NULL,
        title text NOT NULL,
        language text NOT NULL,
        meeting_date date NOT NULL,
        body text,
        characters integer NOT NULL,
        text_hash text NOT NULL,
        imported_at timestamptz NOT NULL,
        imported_by text NOT NULL
      );
      CREATE UNIQUE INDEX readout_row_position ON readout_row (position);

      CREATE TABLE directive_row (
        id uuid NOT NULL,
        valid_from bigint NOT NULL,
        valid_to bigint CHECK (valid_to > valid_from),
        version integer NOT NULL,
        change text NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        status text NOT NULL,
        readout_id uuid NOT NULL,
        number text COLLATE duban_natural,
        title text NOT NULL,
        lead_unit uuid,
        co_units uuid[] NOT NULL,
        leader_in_charge uuid,
        due_date date,
        state jsonb NOT NULL,
        PRIMARY KEY (id, valid_from)
      );
      CREATE UNIQUE INDEX directive_row_now ON directive_row (id) WHERE valid_to IS NULL;
      CREATE UNIQUE INDEX directive_row_position ON directive_row (valid_from);
      CREATE INDEX directive_row_readout ON directive_row (readout_id) WHERE valid_to IS NULL;
      CREATE INDEX directive_row_lead_unit ON directive_row (lead_unit) WHERE valid_to IS NULL;
      CREATE INDEX directive_row_co_units ON directive_row USING gin (co_units) WHERE valid_to IS NULL;
      CREATE INDEX directive_row_leader ON directive_row (leader_in_charge) WHERE valid_to IS NULL;

      CREATE TABLE task_row (
        id uuid NOT NULL,
        valid_from bigint NOT NULL,
        valid_to bigint CHECK (valid_to > valid_from),
        version integer NOT NULL,
        change text NOT NULL,
        changed_at timestamptz NOT NULL,
        changed_by text NOT NULL,
        status text NOT NULL,
        directive_id uuid NOT NULL,
        parent_task_id uuid,
        number text COLLATE duban_natural NOT NULL,
        title text NOT NULL,
        lead_unit uuid NOT NULL,
        co_units uuid[] NOT NULL,
        leader_in_charge uuid,
        due_date date,
        returned boolean NOT NULL,
        overdue_at timestamptz,
        due_soon_at timestamptz,
        behind_at timestamptz,
        otherwise text NOT NULL,
        state jsonb NOT NULL,
        PRIMARY KEY (id, valid_from)
      );
      CREATE UNIQUE INDEX task_row_now ON task_row (id) WHERE valid_to IS NULL;
      CREATE UNIQUE INDEX task_row_position ON task_row (valid_from);
      CREATE INDEX task_row_due ON task_row (coalesce(due_date, 'infinity'), id) WHERE valid_to IS NULL;
      CREATE INDEX task_row_number ON task_row (number, id) WHERE valid_to IS NULL;
      CREATE INDEX task_row_directive ON task_row (directive_id) WHERE valid_to IS NULL;
      CREATE INDEX task_row_parent ON task_row (parent_task_id) WHERE valid_to IS NULL;
      CREATE INDEX task_row_lead_unit ON task_row (lead_unit) WHERE valid_to IS NULL;
      CREATE INDEX task_row_co_units ON task_row USING gin (co_units) WHERE valid_to IS NULL;
      CREATE INDEX task_row_leader ON task_row (leader_in_charge) WHERE valid_to IS NULL;

      CREATE TABLE unit_row (
        id uuid PRIMARY KEY,
        parent_id uuid,
        kind text NOT NULL,
        name jsonb NOT NULL
      );
      CREATE TABLE post_row (
        id uuid PRIMARY KEY,
        unit_id uuid NOT NULL,
        duty text NOT NULL,
        title jsonb NOT NULL,
        holder_id uuid,
        held_from date
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE post_row, unit_row, task_row, directive_row, readout_row;
      DROP COLLATION duban_natural;
    `);
  }
}
