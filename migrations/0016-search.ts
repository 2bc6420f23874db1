import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What can be searched: the words of directives and tasks, a row for each field or text, written by the subscription
 * `search`. Words are found by parts of them, in Chinese too, where nothing sets words apart: `bigrams` gives the pairs of
 * characters that lie next to each other, and `search_text_bigrams` finds the rows that have all pairs of what is looked
 * for, from two characters on. `search_text_position` finds the text of an event, to be deleted when it is erased.
 */
export class Search1760000000016 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE FUNCTION bigrams(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce(array_agg(DISTINCT substr(lower(words), place, 2)), '{}')
        FROM generate_series(1, length(words) - 1) AS place
      $$;

      CREATE TABLE search_text (
        item_id uuid NOT NULL,
        kind text NOT NULL,
        field text NOT NULL,
        position bigint NOT NULL,
        words text NOT NULL,
        PRIMARY KEY (item_id, field, position)
      );
      COMMENT ON COLUMN search_text.position IS 'of the event that holds the text; 0 for a field that is replaced';
      CREATE INDEX search_text_bigrams ON search_text USING gin (bigrams(words));
      CREATE INDEX search_text_position ON search_text (position) WHERE position > 0;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE search_text; DROP FUNCTION bigrams');
  }
}
