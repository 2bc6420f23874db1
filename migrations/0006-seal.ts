import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The Merkle tree over the events and its seals. What proves anything is the seals kept outside of this database
 * (docs/verify); these tables are what the next seal and the proofs are made from, and what tells which event was altered.
 *
 * - `sealed_log` is what the seals are of: their origin, the tree's hash, the key that signs them. Its row is locked by
 *   whoever seals, so that of several servers one does. `trouble` is why the newest attempt failed.
 * - `seal`: every seal as it was signed; looked up by size. Only ever added to.
 * - `seal_tile`: the hashes of the tree, 256 in a row, as C2SP tlog-tiles cuts it: level 0 has those of the events at
 *   positions index · 256 + 1 and on, level n the roots over 256^n events each. The last tile of a level grows.
 */
export class Seal1760000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sealed_log (
        single       boolean     PRIMARY KEY DEFAULT true CHECK (single),
        origin       text        NOT NULL,
        hash         text        NOT NULL CHECK (hash IN ('sha256', 'sm3')),
        verifier_key text        NOT NULL,
        trouble      text,
        tried_at     timestamptz
      );
      COMMENT ON COLUMN sealed_log.tried_at IS 'real time';

      CREATE TABLE seal (
        origin text   NOT NULL,
        size   bigint NOT NULL CHECK (size > 0),
        note   text   NOT NULL,
        PRIMARY KEY (origin, size)
      );
      CREATE TRIGGER seal_is_for_ever BEFORE UPDATE OR DELETE OR TRUNCATE ON seal
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      ALTER TABLE seal ENABLE ALWAYS TRIGGER seal_is_for_ever;

      CREATE TABLE seal_tile (
        level  smallint NOT NULL,
        index  bigint   NOT NULL,
        hashes bytea    NOT NULL,
        PRIMARY KEY (level, index)
      );
      -- Hashes do not compress.
      ALTER TABLE seal_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

      REVOKE UPDATE, DELETE ON seal FROM duban_runtime;
      REVOKE DELETE ON seal_tile FROM duban_runtime;
      REVOKE UPDATE, DELETE ON sealed_log FROM duban_runtime;
      GRANT UPDATE (trouble, tried_at) ON sealed_log TO duban_runtime;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE seal_tile, seal, sealed_log');
  }
}
