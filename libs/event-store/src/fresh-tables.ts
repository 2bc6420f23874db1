import type { PoolClient } from 'pg';
import type { ProjectedTable } from './projection.ts';

/**
 * Tables beside the live ones, in a schema of their own, so that every name in them (of indexes, constraints, triggers) can
 * be the same.
 */
export class FreshTables {
  private constructor(
    private readonly client: PoolClient,
    /** Where they are made: `pg_temp`, or one of the caller's. */
    readonly schema: string,
    /** Where the live ones are. */
    readonly liveSchema: string,
    private readonly tables: readonly ProjectedTable[],
    private readonly afterwards: readonly Step[],
  ) {}

  static async beside(client: PoolClient, schema: string, tables: readonly ProjectedTable[]): Promise<FreshTables> {
    const liveSchema = await schemaOf(client, tables);
    const steps: Step[] = [];
    for (const { name } of tables) steps.push(...(await stepsOf(client, `${liveSchema}.${name}`)));
    return new FreshTables(client, schema, liveSchema, tables, steps);
  }

  /** Makes them, empty, in a schema that is there. */
  async create(): Promise<void> {
    for (const { name } of this.tables) {
      await this.client.query(
        `CREATE TABLE ${this.schema}.${name} (LIKE ${this.liveSchema}.${name} INCLUDING ALL EXCLUDING INDEXES)`,
      );
    }
  }

  /** From now on unqualified names mean the fresh tables in this transaction. */
  async use(): Promise<void> {
    await this.client.query(`SET LOCAL search_path = ${this.schema}, ${this.liveSchema}`);
  }

  /** All by which the live tables, and so these, are what they are; changes when a migration changes them. */
  async definition(): Promise<string> {
    const { rows } = await this.client.query<{ columns: string[] }>(
      `SELECT array_agg(format('%s.%s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull, attcollation)
         ORDER BY attrelid::regclass::text, attnum) AS columns
       FROM pg_attribute WHERE attrelid = ANY ($1::regclass[]) AND attnum > 0 AND NOT attisdropped`,
      [this.#live()],
    );
    return JSON.stringify([rows[0]?.columns, this.afterwards]);
  }

  /** The statements that make keys and indexes as the live tables have them; they take long. */
  indexes(): string[] {
    return this.afterwards.filter(({ kind }) => kind === 'index').map(({ sql }) => sql);
  }

  async addIndexes(): Promise<void> {
    for (const sql of this.indexes()) await this.client.query(sql);
    await this.analyze();
  }

  async analyze(): Promise<void> {
    for (const { name } of this.tables) await this.client.query(`ANALYZE ${this.schema}.${name}`);
  }

  /** Foreign keys, triggers, comments, options, rights, policies and owner as the live tables have them. */
  async addTheRest(): Promise<void> {
    for (const { kind, sql } of this.afterwards) if (kind === 'rest') await this.client.query(sql);
  }

  /** Lets nobody change what the live tables are until the transaction ends. */
  async holdLive(): Promise<void> {
    await this.client.query(`LOCK TABLE ${this.#live().join(', ')} IN ACCESS SHARE MODE`);
  }

  /** Waits for readers of the live tables to let go; gives up with 55P03, and those who came later go on. */
  async lockLive(timeoutMs: number): Promise<void> {
    await this.client.query(`SET LOCAL lock_timeout = ${timeoutMs}`);
    await this.client.query(`LOCK TABLE ${this.#live().join(', ')} IN ACCESS EXCLUSIVE MODE`);
  }

  /** Puts them in the place of the live ones, which are dropped. An object that depends on a live table refuses that. */
  async replaceLive(): Promise<void> {
    await this.client.query(`DROP TABLE ${this.#live().join(', ')}`);
    for (const { name } of this.tables) {
      await this.client.query(`ALTER TABLE ${this.schema}.${name} SET SCHEMA ${this.liveSchema}`);
    }
  }

  #live(): string[] {
    return this.tables.map(({ name }) => `${this.liveSchema}.${name}`);
  }
}

interface Step {
  readonly kind: 'index' | 'rest';
  readonly sql: string;
}

async function schemaOf(client: PoolClient, tables: readonly ProjectedTable[]): Promise<string> {
  const { rows } = await client.query<{ name: string; schema: string | null }>(
    `SELECT t.name, c.relnamespace::regnamespace::text AS schema
     FROM unnest($1::text[]) AS t (name) LEFT JOIN pg_class c ON c.oid = to_regclass(t.name)`,
    [tables.map(({ name }) => name)],
  );
  const missing = rows.filter(({ schema }) => schema === null).map(({ name }) => name);
  if (missing.length > 0) throw new Error(`There is no table ${missing.join(', ')}: migrate the database first`);
  const schemas = new Set(rows.map(({ schema }) => schema));
  const [schema] = schemas;
  if (!schema || schemas.size > 1) throw new Error(`The tables lie in several schemas: ${[...schemas].join(', ')}`);
  return schema;
}

/** What turns a table made LIKE another into its equal, written without schemas, to be run where the new one comes first. */
async function stepsOf(client: PoolClient, table: string): Promise<Step[]> {
  const { rows } = await client.query<Step>(STEPS, [table]);
  return rows;
}

const STEPS = `
WITH live AS (SELECT *, relname AS name FROM pg_class WHERE oid = $1::regclass),
constraints AS (
  SELECT c.*, live.name AS table_name FROM pg_constraint c JOIN live ON c.conrelid = live.oid WHERE contype IN ('p', 'u', 'x', 'f')
), steps AS (
  SELECT 1 AS nth, 'index' AS kind, format('ALTER TABLE %I ADD CONSTRAINT %I %s', table_name, conname, pg_get_constraintdef(oid, true)) AS sql
  FROM constraints WHERE contype <> 'f'
  UNION ALL SELECT 2, 'index', pg_get_indexdef(indexrelid, 0, true)
  FROM pg_index JOIN live ON indrelid = live.oid
  WHERE indexrelid NOT IN (SELECT conindid FROM constraints WHERE contype <> 'f')
  UNION ALL SELECT 3, 'rest', format('ALTER TABLE %I ADD CONSTRAINT %I %s', table_name, conname, pg_get_constraintdef(oid, true))
  FROM constraints WHERE contype = 'f'
  UNION ALL SELECT 4, 'rest', pg_get_triggerdef(t.oid, true) FROM pg_trigger t JOIN live ON tgrelid = live.oid WHERE NOT tgisinternal
  UNION ALL SELECT 5, 'rest', format('ALTER TABLE %I %s TRIGGER %I', name,
    CASE tgenabled WHEN 'A' THEN 'ENABLE ALWAYS' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'DISABLE' END, tgname)
  FROM pg_trigger JOIN live ON tgrelid = live.oid WHERE NOT tgisinternal AND tgenabled <> 'O'
  UNION ALL SELECT 6, 'rest', format('ALTER TABLE %I SET (%s)', name, array_to_string(reloptions, ', ')) FROM live WHERE reloptions IS NOT NULL
  UNION ALL SELECT 7, 'rest', format('COMMENT ON TABLE %I IS %L', name, obj_description(oid, 'pg_class'))
  FROM live WHERE obj_description(oid, 'pg_class') IS NOT NULL
  UNION ALL SELECT 7, 'rest', format('COMMENT ON INDEX %I IS %L', i.relname, obj_description(i.oid, 'pg_class'))
  FROM pg_index JOIN live ON indrelid = live.oid JOIN pg_class i ON i.oid = indexrelid WHERE obj_description(i.oid, 'pg_class') IS NOT NULL
  UNION ALL SELECT 7, 'rest', format('COMMENT ON CONSTRAINT %I ON %I IS %L', conname, table_name, obj_description(oid, 'pg_constraint'))
  FROM constraints WHERE obj_description(oid, 'pg_constraint') IS NOT NULL
  -- Rights that a new table has by default, but the live one has not, are taken away: first all, then what it has is given.
  UNION ALL SELECT 8, 'rest', format('REVOKE ALL ON TABLE %I FROM %s', name, string_agg(DISTINCT given.role, ', '))
  FROM live, LATERAL (
    SELECT coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC') AS role FROM pg_default_acl, aclexplode(defaclacl)
    WHERE defaclrole = relowner AND defaclobjtype = 'r' AND grantee <> relowner
  ) AS given GROUP BY name
  UNION ALL SELECT 9, 'rest', format('GRANT %s ON TABLE %I TO %s%s', privilege_type, name,
    coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM live, aclexplode(relacl) WHERE grantee <> relowner
  UNION ALL SELECT 9, 'rest', format('GRANT %s (%I) ON TABLE %I TO %s%s', privilege_type, attname, name,
    coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC'), CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
  FROM live JOIN pg_attribute ON attrelid = live.oid, aclexplode(attacl)
  UNION ALL SELECT 10, 'rest', format('CREATE POLICY %I ON %I AS %s FOR %s TO %s', polname, name,
    CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
    CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
    (SELECT string_agg(coalesce(nullif(oid, 0)::regrole::text, 'PUBLIC'), ', ') FROM unnest(polroles) AS oid))
    || coalesce(' USING (' || pg_get_expr(polqual, polrelid) || ')', '')
    || coalesce(' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')', '')
  FROM pg_policy JOIN live ON polrelid = live.oid
  UNION ALL SELECT 11, 'rest', format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name) FROM live WHERE relrowsecurity
  UNION ALL SELECT 11, 'rest', format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name) FROM live WHERE relforcerowsecurity
  UNION ALL SELECT 12, 'rest', format('ALTER TABLE %I OWNER TO %s', name, relowner::regrole)
  FROM live WHERE relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
)
SELECT kind, sql FROM steps ORDER BY nth, sql`;
