import { type Client, escapeIdentifier } from 'pg';

/** Which statements bring back what was set aside, in the order in which they have to run. */
export type Comeback = readonly string[];

/**
 * Takes away, in an empty schema `public`, whatever would slow rows down or act on them while they are loaded: foreign
 * keys, unique constraints, indexes; and switches off triggers. What a migration had put into the tables goes too. Loading
 * into the bare tables and building the indexes after it takes a fraction of the time, and no order of tables matters.
 */
export async function setAside(client: Client): Promise<Comeback> {
  const { rows } = await client.query<{ away: string; back: string }>(`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS away,
      format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS back,
      CASE contype WHEN 'f' THEN 1 ELSE 2 END AS turn
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'p', 'u', 'x') AND conrelid <> 'migration'::regclass
    UNION ALL
    SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid), 3
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    ORDER BY turn, away`);
  const triggers = await client.query<{ off: string; on: string }>(`
    SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS off,
      format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass, CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' END, tgname) AS on
    FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT tgisinternal AND tgenabled <> 'D'`);
  for (const { off } of triggers.rows) await client.query(off);
  for (const { away } of rows) await client.query(away);
  await emptyTables(client);
  return [...rows.map(({ back }) => back).reverse(), ...triggers.rows.map(({ on }) => on)];
}

async function emptyTables(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'migration'`,
  );
  await client.query(`TRUNCATE ${rows.map(({ name }) => escapeIdentifier(name)).join(', ')}`);
}
