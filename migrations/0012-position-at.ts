import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `position_at`: the last position recorded at or before a moment, 0 when there is none. `recorded_at` never decreases with
 * the position, so that it is found by halving, with some twenty look-ups by the index on `position` and no index of its own.
 *
 * When nothing is recorded after the moment, an append under way may yet be recorded at or before it: its time is taken
 * under the append lock and seen only after the commit. Then the lock is waited for, and the search repeated; whatever
 * comes later is recorded later. So the same moment of the past has the same answer for ever.
 */
export class PositionAt1760000000012 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION position_at(moment timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
      DECLARE
        low    bigint := 0;
        high   bigint;
        middle bigint;
      BEGIN
        IF moment >= coalesce((SELECT recorded_at FROM event ORDER BY position DESC LIMIT 1), '-infinity') THEN
          PERFORM pg_advisory_xact_lock_shared(1685414497);
        END IF;
        SELECT coalesce(max(position), 0) INTO high FROM event;
        WHILE low < high LOOP
          middle := (low + high + 1) / 2;
          IF (SELECT recorded_at FROM event WHERE position = middle) <= moment THEN
            low := middle;
          ELSE
            high := middle - 1;
          END IF;
        END LOOP;
        RETURN low;
      END $$;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP FUNCTION position_at');
  }
}
