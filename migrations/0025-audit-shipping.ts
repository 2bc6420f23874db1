import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit with who, from where, for which units and with what result; and on its way off the host.
 *
 * - `audit_entry.shipped_at` is when the receiver outside had the entry; it is all that the running server may write of an
 *   entry that is there. `audit_entry_unshipped` finds what waits, in the order of the ids. Each entry bears its own mark, so
 *   that none is skipped that was committed later than one with a higher id.
 * - `audit_entry_at` finds what is old enough to go. Deleting is a function alone, which keeps 190 days (more than six
 *   months of any year) whatever it is asked for.
 * - `audit_shipping` is one row: how shipping went last, whichever process does it.
 */
export class AuditShipping1760000000025 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE audit_entry
        ADD unit_ids uuid[] NOT NULL DEFAULT '{}',
        ADD address text,
        ADD result text NOT NULL DEFAULT 'ok' CHECK (result IN ('ok', 'refused', 'failed')),
        ADD shipped_at timestamptz;
      UPDATE audit_entry SET result = CASE kind WHEN 'refused' THEN 'refused' ELSE 'failed' END
        WHERE kind IN ('refused', 'sign-in-failed');
      CREATE INDEX audit_entry_unshipped ON audit_entry (id) WHERE shipped_at IS NULL;
      CREATE INDEX audit_entry_at ON audit_entry (at);
      GRANT UPDATE (shipped_at) ON audit_entry TO duban_runtime;

      CREATE TABLE audit_shipping (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        tried_at timestamptz,
        trouble text,
        failing_since timestamptz
      );
      INSERT INTO audit_shipping DEFAULT VALUES;

      CREATE FUNCTION purge_audit(kept_days integer, only_shipped boolean) RETURNS bigint
      LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH gone AS (
          DELETE FROM audit_entry
          WHERE at < clock_timestamp() - greatest(kept_days, 190) * interval '1 day'
            AND (NOT only_shipped OR shipped_at IS NOT NULL)
          RETURNING 1
        ) SELECT count(*) FROM gone
      $$;
      REVOKE EXECUTE ON FUNCTION purge_audit(integer, boolean) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION purge_audit(integer, boolean) TO duban_runtime;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP FUNCTION purge_audit(integer, boolean);
      DROP TABLE audit_shipping;
      REVOKE UPDATE (shipped_at) ON audit_entry FROM duban_runtime;
      DROP INDEX audit_entry_at, audit_entry_unshipped;
      ALTER TABLE audit_entry DROP shipped_at, DROP result, DROP address, DROP unit_ids;
    `);
  }
}
