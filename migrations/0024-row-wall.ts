import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A second wall under the lists: `duban_reader`, as which the server reads for somebody who does not see everything
 * (`SET LOCAL ROLE`, in the transaction of the read), finds only present rows of tasks and directives that lie with that
 * transaction's units and posts; without any, none. For everybody else a policy lets all rows pass, and costs nothing.
 *
 * The indexes by unit and leader have to serve the policy: a condition of the query itself that Postgres does not know to be
 * leakproof (arrays that overlap) may not go before it. They do when the planner knows the units, which is why `reader_units`
 * calls itself immutable: within one plan it is. So the reader must never run a named prepared statement, whose plan outlives
 * the transaction; nobody does, and the query's own condition stands before the wall in any case.
 * Rows of the past are not the reader's at all: who sees them follows from where the item lies now, which its own row does not say.
 *
 * The reader has no right to any table but those that the lists are made of: no account, session or token.
 */
export class RowWall1760000000024 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'duban_reader') THEN
          CREATE ROLE duban_reader NOLOGIN;
        END IF;
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'the role duban_reader is missing and % may not create it', current_user
            USING HINT = 'Let an administrator run CREATE ROLE duban_reader NOLOGIN; GRANT duban_reader TO duban_runtime; then migrate again.';
      END $$;
      DO $$
      BEGIN
        IF NOT pg_has_role('duban_runtime', 'duban_reader', 'MEMBER') THEN
          GRANT duban_reader TO duban_runtime;
        END IF;
      EXCEPTION
        -- Another database of the cluster is being given the same right at this moment.
        WHEN unique_violation OR internal_error THEN NULL;
      END $$;

      CREATE FUNCTION reader_units() RETURNS uuid[] LANGUAGE plpgsql IMMUTABLE AS $$
      BEGIN
        RETURN coalesce(nullif(current_setting('duban.units', true), ''), '{}')::uuid[];
      END $$;
      COMMENT ON FUNCTION reader_units() IS 'the units whose items this transaction may read as duban_reader';
      CREATE FUNCTION reader_posts() RETURNS uuid[] LANGUAGE plpgsql IMMUTABLE AS $$
      BEGIN
        RETURN coalesce(nullif(current_setting('duban.posts', true), ''), '{}')::uuid[];
      END $$;
      COMMENT ON FUNCTION reader_posts() IS 'the leader posts whose items this transaction may read as duban_reader';
    `);
    for (const table of ['task_row', 'directive_row']) {
      await queryRunner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY server ON ${table} TO duban_runtime USING (true) WITH CHECK (true);
        CREATE POLICY reader ON ${table} FOR SELECT TO duban_reader USING (
          valid_to IS NULL AND (
            lead_unit = ANY (reader_units())
            OR co_units && reader_units()
            OR leader_in_charge = ANY (reader_posts())
          )
        );
      `);
    }
    await queryRunner.query(`
      GRANT SELECT ON task_row, directive_row, readout_row, campaign_row, search_text, unit_row, post_row, person, event,
        checkpoint, business_clock, readout_text, text_key TO duban_reader;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['task_row', 'directive_row']) {
      await queryRunner.query(`
        DROP POLICY reader ON ${table};
        DROP POLICY server ON ${table};
        ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY;
      `);
    }
    await queryRunner.query(`
      REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM duban_reader;
      DROP FUNCTION reader_posts, reader_units;
    `);
  }
}
