/**
 * `append_batch`: stores a batch of appends; each is judged by itself. Every array parameter is a column; an append, and
 * a stream within the batch, is named by its place, from 1.
 *
 * - `metas`, `event_ends`: one element per append; up to which of the batch's events its own reach.
 * - `stream_…`: whose streams must be at which version, 0 for one that must not exist.
 * - `event_…`: what is added, in order; `event_streams` are places among the streams.
 * - `state_…`, `receipt_…`: what is kept beside them; `state_streams` are places too.
 *
 * Answers `{head, conflicts, repeats}`: the log's last position before, `[append, stream_id, version]` for each stream
 * that is not where it was expected, and `[append, receipt]` for each receipt that was there. The appends named by
 * neither are stored, and their events have the positions after `head`, in order.
 *
 * Why a function in PL/pgSQL: its statements each take a snapshot of their own, so what follows the lock sees all that
 * the holder before committed, while the whole batch is one message and one answer, and one transaction by itself. That
 * is so under READ COMMITTED only; elsewhere it refuses (25001).
 *
 * Why these settings: a generic plan, because planning anew takes longer than running (PL/pgSQL plans the first calls of a session
 * anew, and statements over arrays for ever). No sequential scans, because a plan made while the log was tiny is kept while it grows; for
 * the same reason versions and receipts are looked up by correlated subqueries, which cannot become a join that scans.
 */
export const APPEND_BATCH = `
  CREATE FUNCTION append_batch(
    lock_timeout text, metas jsonb[], event_ends int[],
    stream_appends int[], stream_ids uuid[], stream_versions int[],
    event_streams int[], event_versions int[], event_types text[], event_schema_versions smallint[], event_data jsonb[],
    state_streams int[], state_versions int[], state_deciders text[], state_shapes int[], state_bodies jsonb[],
    receipt_appends int[], receipt_actors text[], receipt_keys text[], receipt_body_hashes text[], receipt_statuses int[], receipt_answers jsonb[]
  ) RETURNS json LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET jit = off AS $$
  #variable_conflict use_column
  DECLARE
    head      bigint;
    newest    timestamptz;
    conflicts json;
    repeats   json;
    refused   int[];
    repeated  int[];
    -- Per append: how many events before it in the batch are not stored; NULL when it is refused itself.
    missing   int[] := array_fill(0, ARRAY[cardinality(metas)]);
    gone      int := 0;
  BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
      RAISE EXCEPTION 'append_batch needs READ COMMITTED' USING ERRCODE = 'active_sql_transaction';
    END IF;
    PERFORM set_config('lock_timeout', lock_timeout, true);
    PERFORM pg_advisory_xact_lock(1685414497);

    SELECT array_agg(append), json_agg(json_build_array(append, stream_id, current)) INTO refused, conflicts
    FROM (
      SELECT s.*, coalesce((SELECT e.version FROM event e WHERE e.stream_id = s.stream_id ORDER BY e.version DESC LIMIT 1), 0) AS current
      FROM unnest(stream_appends, stream_ids, stream_versions) AS s(append, stream_id, expected)
    ) AS stream
    WHERE current <> expected;

    IF cardinality(receipt_appends) > 0 THEN
      SELECT array_agg(append), json_agg(json_build_array(append, earlier)) INTO repeated, repeats
      FROM (
        SELECT g.append, (SELECT row_to_json(r) FROM receipt r WHERE r.actor = g.actor AND r.key = g.key) AS earlier
        FROM unnest(receipt_appends, receipt_actors, receipt_keys) AS g(append, actor, key)
      ) AS given
      WHERE earlier IS NOT NULL;
      refused := refused || repeated;
      -- Something to write, so that this commit too waits for a standby that has to confirm: the one that stored the
      -- receipt may have been let go without it.
      IF repeated IS NOT NULL THEN
        PERFORM pg_logical_emit_message(true, 'duban', 'repeated');
      END IF;
    END IF;

    IF refused IS NOT NULL THEN
      FOR i IN 1 .. cardinality(metas) LOOP
        missing[i] := CASE WHEN i = ANY (refused) THEN NULL ELSE gone END;
        gone := gone + CASE WHEN missing[i] IS NULL THEN event_ends[i] - coalesce(event_ends[i - 1], 0) ELSE 0 END;
      END LOOP;
    END IF;

    SELECT coalesce(max(position), 0), greatest(duban_now(), max(recorded_at)) INTO head, newest
    FROM (SELECT position, recorded_at FROM event ORDER BY position DESC LIMIT 1) AS last;

    IF cardinality(event_streams) > gone THEN
      INSERT INTO event (position, stream_id, version, type, schema_version, data, meta, recorded_at)
      SELECT head + ordinal - missing[stream_appends[stream]], stream_ids[stream], version, type, schema_version, data,
        metas[stream_appends[stream]], newest
      FROM unnest(event_streams, event_versions, event_types, event_schema_versions, event_data)
        WITH ORDINALITY AS e(stream, version, type, schema_version, data, ordinal)
      WHERE missing[stream_appends[stream]] IS NOT NULL;
      PERFORM pg_notify('event', '');
    END IF;

    IF cardinality(state_streams) > 0 THEN
      INSERT INTO stream_state (stream_id, version, decider, shape, body)
      SELECT stream_ids[stream], version, decider, shape, body
      FROM unnest(state_streams, state_versions, state_deciders, state_shapes, state_bodies) AS s(stream, version, decider, shape, body)
      WHERE missing[stream_appends[stream]] IS NOT NULL
      ON CONFLICT (stream_id) DO UPDATE
      SET version = excluded.version, decider = excluded.decider, shape = excluded.shape, body = excluded.body;
    END IF;

    IF cardinality(receipt_appends) > 0 THEN
      INSERT INTO receipt (actor, key, body_hash, status, answer, position)
      SELECT actor, key, body_hash, status, answer, head + event_ends[append] - missing[append]
      FROM unnest(receipt_appends, receipt_actors, receipt_keys, receipt_body_hashes, receipt_statuses, receipt_answers)
        AS r(append, actor, key, body_hash, status, answer)
      WHERE missing[append] IS NOT NULL;
    END IF;

    RETURN json_build_object('head', head, 'conflicts', conflicts, 'repeats', repeats);
  END $$;
`;
