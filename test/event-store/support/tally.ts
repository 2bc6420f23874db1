import type { Client } from 'pg';
import type { EntityManager } from 'typeorm';
import type { ProjectedTable, Projection, Refold, StoredEvent } from '#libs/event-store';
import type { Noted } from '#libs/event-store/testing';

const TALLY: ProjectedTable = { name: 'tally', columns: ['stream_id', 'version', 'texts', 'said', 'last'] };

interface Row {
  readonly version: number;
  /** As it is stored: of shape 2 in capitals. */
  readonly texts: readonly string[];
}

/** A projection that tallies the notes of each stream, in capitals from shape 2 on, and cannot make sense of a note that is `refused`. */
export class Tally implements Projection {
  readonly name = 'tally';
  readonly start = 'origin';
  readonly tables = [TALLY];
  /** How many events were folded in memory. */
  refolded = 0;

  constructor(
    readonly shape = 1,
    private readonly refused = /bad/,
  ) {}

  /** With one of everything that a table can have. */
  static async createTables(owner: Client): Promise<void> {
    await owner.query(`
      CREATE TABLE tally_kind (kind text PRIMARY KEY);
      INSERT INTO tally_kind VALUES ('note');
      CREATE TABLE tally (
        stream_id uuid PRIMARY KEY,
        version int NOT NULL CONSTRAINT versions_count_up CHECK (version > 0),
        texts jsonb NOT NULL,
        said text[] NOT NULL DEFAULT '{}',
        last text COLLATE "C",
        kind text NOT NULL DEFAULT 'note' CONSTRAINT of_a_kind REFERENCES tally_kind,
        CONSTRAINT said_once UNIQUE (stream_id, said)
      ) WITH (fillfactor = 70);
      CREATE INDEX tally_last ON tally (last DESC, version) WHERE version > 1;
      CREATE INDEX tally_said ON tally USING gin (said);
      COMMENT ON TABLE tally IS 'it''s a tally';
      COMMENT ON COLUMN tally.last IS 'the last text';
      COMMENT ON INDEX tally_last IS 'by the last text';
      COMMENT ON CONSTRAINT of_a_kind ON tally IS 'of a kind';
      CREATE FUNCTION leave_it() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER tally_left BEFORE UPDATE ON tally FOR EACH ROW WHEN (NEW.version > 9) EXECUTE FUNCTION leave_it();
      ALTER TABLE tally ENABLE ALWAYS TRIGGER tally_left;
      REVOKE DELETE ON tally FROM duban_runtime;
      GRANT REFERENCES (stream_id) ON tally TO duban_runtime;
      GRANT SELECT ON tally TO PUBLIC;`);
  }

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const found: (Row & { stream_id: string })[] = await manager.query(
      'SELECT * FROM tally WHERE stream_id = ANY ($1)',
      [events.map(({ streamId }) => streamId)],
    );
    const rows = new Map<string, Row>(found.map((row) => [row.stream_id, row]));
    for (const stored of events) this.fold(rows, stored);
    for (const [id, row] of rows) {
      const [, ...values] = this.values(id, row);
      await manager.query(
        `INSERT INTO tally (stream_id, version, texts, said, last) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (stream_id)
         DO UPDATE SET version = excluded.version, texts = excluded.texts, said = excluded.said, last = excluded.last`,
        [id, ...values],
      );
    }
  }

  refold(): Refold {
    const rows = new Map<string, Row>();
    return {
      take: (stored) => {
        this.refolded++;
        this.fold(rows, stored);
      },
      standing: () => [...rows].map(([id, row]) => [TALLY, this.values(id, row)]),
    };
  }

  private fold(rows: Map<string, Row>, { streamId, version, event }: StoredEvent): void {
    const { text } = event as Noted;
    if (this.refused.test(text)) throw new TypeError(`cannot make sense of ${text}`);
    const before = rows.get(streamId) ?? { version: 0, texts: [] };
    if (version !== before.version + 1) throw new Error(`${version} does not follow on ${before.version}`);
    const said = this.shape === 1 ? text : text.toUpperCase();
    rows.set(streamId, { version, texts: [...before.texts, said] });
  }

  private values(id: string, { version, texts }: Row) {
    return [id, version, JSON.stringify(texts), texts, texts.at(-1) ?? null];
  }
}

/** All that the catalogue says of a table, without the numbers by which Postgres knows things. */
export async function catalogueOf(owner: Client, table: string): Promise<unknown> {
  const { rows } = await owner.query(
    `SELECT json_build_object(
       'table', (SELECT json_build_array(relname, relnamespace::regnamespace, relowner::regrole, relpersistence, reloptions, relhastriggers,
          relreplident, obj_description(oid), (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(relacl) a)) FROM pg_class WHERE oid = $1::regclass),
       'columns', (SELECT json_agg(json_build_array(attname, atttypid::regtype, atttypmod, attnotnull, attcollation::regcollation, attstorage,
          (SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid = attrelid AND adnum = attnum), attacl::text,
          col_description(attrelid, attnum)) ORDER BY attnum) FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0),
       'indexes', (SELECT json_agg(json_build_array(pg_get_indexdef(indexrelid), indisprimary, indisunique, indisvalid, obj_description(indexrelid))
          ORDER BY indexrelid::regclass::text) FROM pg_index WHERE indrelid = $1::regclass),
       'constraints', (SELECT json_agg(json_build_array(conname, contype, convalidated, pg_get_constraintdef(oid), obj_description(oid)) ORDER BY conname)
          FROM pg_constraint WHERE conrelid = $1::regclass),
       'triggers', (SELECT json_agg(json_build_array(pg_get_triggerdef(oid), tgenabled) ORDER BY tgname)
          FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal)
     ) AS catalogue`,
    [table],
  );
  return rows[0].catalogue;
}
