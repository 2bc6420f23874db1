import type { MigrationInterface, QueryRunner } from 'typeorm';
import { APPEND_BATCH } from './0001-event-store/append-batch.ts';

/**
 * The log, what is kept beside it in the same commit, and business time.
 *
 * - `event` is the truth and only grows. Its primary key serves "one stream in order" and the probe for a stream's
 *   version; the unique index on `position` serves "all after a checkpoint", the newest position, and is the backstop
 *   for the append lock: two appends that ever ran at once would fail, never overwrite or leave a gap.
 * - `receipt`: the answer to each command by actor and key, so that a retry has one effect. `receipt_age` serves the purge.
 * - `stream_state`: the folded state per stream, looked up by stream.
 * - `checkpoint`: how far each subscription has come, and which code's rows those are; claimed by locking its row, saved
 *   with the rows that it stands for.
 * - `parked_stream`: streams that a subscription could not apply; looked up by subscription.
 * - `business_clock`, `duban_now()`: see the comment at the function.
 * - `deployment`: what this database is for. Demo data never becomes real, and real data is never opened to the demo.
 *
 * Rights: the runtime logs in as a member of `duban_runtime`, which may only read and insert events and receipts. The
 * triggers refuse changes of events to everybody, the owner too. Tables of later migrations are open to the runtime by
 * default; a migration that wants less revokes it.
 */
export class EventStore1760000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        position       bigint      NOT NULL UNIQUE CHECK (position > 0),
        stream_id      uuid        NOT NULL,
        recorded_at    timestamptz NOT NULL,
        version        int         NOT NULL CHECK (version > 0),
        schema_version smallint    NOT NULL CHECK (schema_version > 0),
        type           text        NOT NULL,
        data           jsonb       NOT NULL,
        meta           jsonb       NOT NULL,
        PRIMARY KEY (stream_id, version)
      );
      COMMENT ON COLUMN event.recorded_at IS 'business time, never decreasing with position';

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% of % is refused: it is only ever added to', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER event_is_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      -- ALWAYS: session_replication_role = replica does not switch it off.
      ALTER TABLE event ENABLE ALWAYS TRIGGER event_is_for_ever;

      CREATE TABLE receipt (
        actor       text        NOT NULL,
        key         text        NOT NULL,
        body_hash   text        NOT NULL,
        status      int         NOT NULL,
        answer      jsonb,
        position    bigint      NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (actor, key)
      );
      COMMENT ON COLUMN receipt.recorded_at IS 'real time: retries happen in it';
      CREATE INDEX receipt_age ON receipt (recorded_at);

      CREATE TABLE stream_state (
        stream_id uuid PRIMARY KEY,
        version   int   NOT NULL,
        decider   text  NOT NULL,
        shape     int   NOT NULL,
        body      jsonb NOT NULL
      );

      CREATE TABLE checkpoint (
        name     text   PRIMARY KEY,
        position bigint NOT NULL,
        shape    int    NOT NULL
      );
      COMMENT ON COLUMN checkpoint.shape IS 'of the rows that the subscription has written; 0: they are still to be made';

      CREATE TABLE parked_stream (
        subscription text        NOT NULL,
        stream_id    uuid        NOT NULL,
        position     bigint      NOT NULL,
        error        text        NOT NULL,
        parked_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (subscription, stream_id)
      );
      COMMENT ON COLUMN parked_stream.position IS 'of the first event that was not applied';
      COMMENT ON COLUMN parked_stream.parked_at IS 'real time';
    `);
    await runner.query(`
      CREATE TABLE deployment (
        single boolean PRIMARY KEY DEFAULT true CHECK (single),
        mode   text NOT NULL CHECK (mode IN ('demo', 'production'))
      );

      CREATE TABLE business_clock (
        single    boolean PRIMARY KEY DEFAULT true CHECK (single),
        offset_ms bigint  NOT NULL DEFAULT 0
      );
      COMMENT ON COLUMN business_clock.offset_ms IS 'business time minus real time; 0 except in demo mode';
      INSERT INTO business_clock DEFAULT VALUES;

      -- Before the first event nothing has a time yet: a demo may begin in the past.
      CREATE FUNCTION refuse_moving_back() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM event) THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'business time cannot be moved back, from % ms ahead of real time to % ms', OLD.offset_ms, NEW.offset_ms
          USING ERRCODE = 'restrict_violation';
      END $$;
      CREATE TRIGGER business_clock_goes_on BEFORE UPDATE ON business_clock
        FOR EACH ROW WHEN (NEW.offset_ms < OLD.offset_ms) EXECUTE FUNCTION refuse_moving_back();
      CREATE TRIGGER business_clock_stays BEFORE DELETE OR TRUNCATE ON business_clock
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      -- STABLE, so that "due_at <= duban_now()" can use an index. To the millisecond, as instants are written everywhere:
      -- an event whose recorded_at is asked for as it was shown is then found.
      CREATE FUNCTION duban_now() RETURNS timestamptz LANGUAGE sql STABLE AS $$
        SELECT date_trunc('milliseconds', clock_timestamp()) + offset_ms * interval '1 millisecond' FROM business_clock WHERE single
      $$;
      COMMENT ON FUNCTION duban_now() IS 'the present instant of business time';

      -- The runtime may not delete receipts; this is the one way, and it cannot reach one that is still promised.
      CREATE FUNCTION purge_receipts() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
        WITH gone AS (DELETE FROM receipt WHERE recorded_at < clock_timestamp() - interval '30 days' RETURNING 1)
        SELECT count(*) FROM gone
      $$;
      REVOKE EXECUTE ON FUNCTION purge_receipts() FROM PUBLIC;
    `);
    await runner.query(APPEND_BATCH);
    // Roles belong to the whole cluster: the role may be there already, or be made by another database's migration right now.
    await runner.query(`
      DO $$
      BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'duban_runtime') THEN
          CREATE ROLE duban_runtime NOLOGIN;
        END IF;
      EXCEPTION
        WHEN duplicate_object OR unique_violation THEN NULL;
        WHEN insufficient_privilege THEN
          RAISE EXCEPTION 'the role duban_runtime is missing and % may not create it', current_user
            USING HINT = 'Let an administrator run CREATE ROLE duban_runtime NOLOGIN, then migrate again.';
      END $$;

      GRANT SELECT, INSERT ON event, receipt TO duban_runtime;
      GRANT SELECT, INSERT, UPDATE, DELETE ON stream_state, checkpoint, parked_stream TO duban_runtime;
      GRANT SELECT, UPDATE ON business_clock TO duban_runtime;
      GRANT SELECT ON deployment TO duban_runtime;
      GRANT EXECUTE ON FUNCTION purge_receipts() TO duban_runtime;
      ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO duban_runtime;
      ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO duban_runtime;
    `);
  }

  /** Removes everything but the role, which other databases of the cluster may use. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER DEFAULT PRIVILEGES REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM duban_runtime;
      ALTER DEFAULT PRIVILEGES REVOKE USAGE, SELECT ON SEQUENCES FROM duban_runtime;
      DROP FUNCTION append_batch, purge_receipts, duban_now;
      DROP TABLE business_clock, deployment, parked_stream, checkpoint, stream_state, receipt, event;
      DROP FUNCTION refuse_moving_back(), refuse_change();
    `);
  }
}
