import { Client } from 'pg';
import { command, OWN_EVENTS } from './commands.ts';

/** What is wrong with a log after everything that happened to it; every list is of keys, and empty in a log that kept its promises. */
export interface Reckoning {
  readonly stored: number;
  readonly acknowledgedButLost: readonly string[];
  readonly answeredWithAnotherPosition: readonly string[];
  /** Fewer events, a state or a receipt missing, or foreign events in between. */
  readonly half: readonly string[];
  readonly twice: readonly string[];
  readonly missingPositions: number;
  readonly missingVersions: number;
}

/** Compares the log with the commands that writers sent and with what they were answered. */
export async function reckon(ownerUrl: string, answers: ReadonlyMap<string, number>): Promise<Reckoning> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: stored } = await client.query<StoredCommand>(STORED);
    const { rows: gaps } = await client.query<Gaps>(GAPS);
    const receipts = new Map(stored.map(({ key, receipt }) => [key, receipt]));
    const answered = [...answers];
    return {
      stored: stored.length,
      acknowledgedButLost: answered.filter(([key]) => !receipts.has(key)).map(([key]) => key),
      answeredWithAnotherPosition: answered.filter(([key, at]) => (receipts.get(key) ?? at) !== at).map(([key]) => key),
      half: stored.filter(isHalf).map(({ key }) => key),
      twice: stored.filter((one) => one.events > eventsOf(one.key)).map(({ key }) => key),
      missingPositions: gaps[0]?.positions ?? Number.NaN,
      missingVersions: gaps[0]?.versions ?? Number.NaN,
    };
  } finally {
    await client.end();
  }
}

interface StoredCommand {
  readonly key: string;
  readonly events: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly receipt: number;
  readonly states: number;
}
interface Gaps {
  readonly positions: number;
  readonly versions: number;
}

const STORED = `
  WITH by_command AS (
    SELECT meta ->> 'commandId' AS key, count(*)::int AS events, min(position)::int AS first, max(position)::int AS last,
      count(s.stream_id) FILTER (WHERE e.version = s.version)::int AS states
    FROM event e LEFT JOIN stream_state s ON s.stream_id = e.stream_id GROUP BY 1)
  SELECT key, coalesce(events, 0) AS events, first, last, r.position::int AS receipt, states
  FROM by_command FULL JOIN receipt r USING (key)`;

const GAPS = `
  SELECT (SELECT coalesce(max(position), 0) - count(*) FROM event)::int AS positions,
    (SELECT coalesce(sum(last - events), 0) FROM (SELECT max(version) AS last, count(*) AS events FROM event GROUP BY stream_id) s)::int AS versions`;

function eventsOf(key: string): number {
  const [writer = 0, n = 0] = key.split('-').map(Number);
  return OWN_EVENTS + (command(writer, n).sharedStream ? 1 : 0);
}

function isHalf({ key, events, first, last, receipt, states }: StoredCommand): boolean {
  const together = first !== null && last === first + events - 1 && receipt === last;
  return events < eventsOf(key) || !together || states !== 1;
}
