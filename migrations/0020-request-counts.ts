import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How many requests came from whom in which minute, where it comes near a limit, so that several processes together keep it.
 * Not logged: after a crash of the database the counting begins anew, which is harmless. Rows live for two minutes; the
 * primary key adds to one, `request_count_minute` removes the old ones.
 */
export class RequestCounts1760000000020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE UNLOGGED TABLE request_count (
        key text NOT NULL,
        minute bigint NOT NULL,
        count integer NOT NULL,
        PRIMARY KEY (key, minute)
      );
      CREATE INDEX request_count_minute ON request_count (minute);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE request_count');
  }
}
