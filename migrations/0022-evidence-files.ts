import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that units add to their reports and claims, under ids of their own that tell nothing; looked up by id. A row is
 * written before the event that names it. `evidence_file_upload` makes an upload that is sent again the same file.
 * Those that no event names are removed a day after somebody last wanted them; `evidence_file_unused` finds them. What
 * is erased keeps its row without its name and bytes, which says that this was done and nothing lost.
 */
export class EvidenceFiles1760000000022 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE evidence_file (
        id         uuid        PRIMARY KEY,
        task_id    uuid        NOT NULL,
        person_id  text        NOT NULL,
        upload_key uuid        NOT NULL,
        wanted_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
        used       boolean     NOT NULL DEFAULT false,
        hash       text        NOT NULL,
        size       int         NOT NULL,
        type       text        NOT NULL,
        name       text,
        bytes      bytea
      );
      -- Pictures and office files are packed already.
      ALTER TABLE evidence_file ALTER COLUMN bytes SET STORAGE EXTERNAL;
      COMMENT ON COLUMN evidence_file.wanted_at IS 'real time';
      COMMENT ON COLUMN evidence_file.bytes IS 'NULL: erased';
      CREATE UNIQUE INDEX evidence_file_upload ON evidence_file (person_id, upload_key);
      CREATE INDEX evidence_file_unused ON evidence_file (wanted_at) WHERE NOT used;
      REVOKE UPDATE ON evidence_file FROM duban_runtime;
      GRANT UPDATE (wanted_at, used, name, bytes) ON evidence_file TO duban_runtime;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE evidence_file');
  }
}
