import { Client } from 'pg';

/** A try to send a message to a webhook, as the database was told of it. Instants are milliseconds of the machine's clock. */
export interface Try {
  readonly takenAt: number;
  /** The process that took it, by the name of its connections. */
  readonly sender: string;
  /** What its sender wrote down of it: `sent`, `dead`, or the failure after which it is tried again. Null: nothing. */
  readonly became: string | null;
  readonly endedAt: number | null;
}

/**
 * Has the database keep every try of a message to a webhook, in the very transaction that takes or ends it: a row of `delivery`
 * shows only the last.
 */
export async function keepTries(ownerUrl: string): Promise<void> {
  await asked(ownerUrl, (client) => client.query(KEEP));
}

/** By message id, its tries in order. */
export async function triesOf(ownerUrl: string): Promise<Map<string, Try[]>> {
  const { rows } = await asked(ownerUrl, (client) =>
    client.query<{ id: string; sender: string; became: string | null; taken_at: Date; ended_at: Date | null }>(
      'SELECT message_id AS id, sender, became, taken_at, ended_at FROM chaos.try ORDER BY message_id, attempt',
    ),
  );
  const tries = new Map<string, Try[]>();
  for (const { id, sender, became, taken_at, ended_at } of rows) {
    const one = { takenAt: taken_at.getTime(), sender, became, endedAt: ended_at?.getTime() ?? null };
    tries.set(id, [...(tries.get(id) ?? []), one]);
  }
  return tries;
}

async function asked<T>(ownerUrl: string, question: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  return question(client).finally(() => client.end());
}

const KEEP = `
  CREATE SCHEMA chaos;
  CREATE TABLE chaos.try (message_id uuid, attempt int, sender text NOT NULL, taken_at timestamptz NOT NULL, became text,
    ended_at timestamptz, PRIMARY KEY (message_id, attempt));
  CREATE FUNCTION chaos.keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
  BEGIN
    IF NEW.attempt > OLD.attempt THEN
      INSERT INTO chaos.try VALUES (NEW.message_id, NEW.attempt, current_setting('application_name'), clock_timestamp())
        ON CONFLICT DO NOTHING;
    ELSIF OLD.lease_until IS NOT NULL AND NEW.lease_until IS NULL THEN
      UPDATE chaos.try SET ended_at = clock_timestamp(),
        became = CASE WHEN NEW.outcome = 'pending' THEN NEW.failure ELSE NEW.outcome END
      WHERE message_id = NEW.message_id AND attempt = NEW.attempt AND became IS NULL;
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER keep_tries AFTER UPDATE ON delivery FOR EACH ROW WHEN (NEW.channel = 'webhook') EXECUTE FUNCTION chaos.keep()`;
