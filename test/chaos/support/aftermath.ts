import { Client } from 'pg';
import type { Answered } from './office-at-work.ts';

/** Columns of rows as they come from Postgres, for counting and for showing what is wrong. */
type Row = Record<string, unknown>;

/** What is left when the dust has settled, asked of the database past the server. */
export class Aftermath {
  private constructor(private readonly client: Client) {}

  static async of(ownerUrl: string): Promise<Aftermath> {
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    return new Aftermath(client);
  }

  async close(): Promise<void> {
    await this.client.end();
  }

  /** What is still to be done, by kind; all 0 when the dust has settled. */
  async open(): Promise<Row> {
    const [open = {}] = await this.rows(`
      WITH head AS (SELECT coalesce(max(position), 0) AS position FROM event)
      SELECT (SELECT count(*) FROM checkpoint c, head WHERE c.position < head.position AND c.name NOT LIKE 'seal%')::int AS behind,
        (SELECT count(*) FROM reminder_plan p WHERE p.at <= duban_now() AND NOT EXISTS (
           SELECT FROM delivery d WHERE d.task_id = p.task_id AND d.rule = p.rule AND d.due_version = p.due_version AND d.day = p.day))::int AS unclaimed,
        (SELECT count(*) FROM delivery WHERE outcome = 'pending' AND (goes_at IS NULL OR goes_at <= duban_now()))::int AS unsent,
        (SELECT count(*) FROM delivery WHERE NOT claim_recorded OR (NOT outcome_recorded AND outcome <> 'pending'))::int AS untold`);
    return open;
  }

  /** Commands that were answered, and are not in the log where they were said to be, once and side by side. */
  async lostOrDoubled(answers: ReadonlyMap<string, Answered>): Promise<string[]> {
    const rows = await this.rows(`
      SELECT r.key, r.position::int AS receipt, count(e.position)::int AS events, max(e.position)::int AS last,
        (max(e.position) - min(e.position) + 1)::int AS span, json_agg(e.type) AS types
      FROM receipt r LEFT JOIN event e ON e.meta ->> 'commandId' = r.key GROUP BY r.actor, r.key, r.position`);
    const stored = new Map(rows.map((row) => [row.key, row]));
    return [...answers].flatMap(([key, { position, event }]) => {
      const row = stored.get(key);
      if (!row) return [`${key}: lost`];
      const isThere = row.receipt === position && (row.events === 0 || row.last === position);
      const isWhole = row.events === 0 || row.span === row.events;
      const isOnce = event === null || (row.types as string[]).filter((type) => type === event).length === 1;
      return isThere && isWhole && isOnce ? [] : [`${key}: ${JSON.stringify(row)}`];
    });
  }

  /** Positions and versions that are missing. */
  async gaps(): Promise<Row[]> {
    return this.rows(`SELECT (SELECT max(position) - count(*) FROM event)::int AS positions,
      (SELECT sum(last - events) FROM (SELECT max(version) AS last, count(*) AS events FROM event GROUP BY stream_id) s)::int AS versions`);
  }

  /** Told before nine of the day for which it was planned. */
  early(): Promise<Row[]> {
    return this.rows(`SELECT task_id, rule, day::text, claimed_at FROM delivery
      WHERE claimed_at < (day + time '09:00') AT TIME ZONE 'Asia/Shanghai'`);
  }

  /** Alerts of the inbox that are there twice, or without what they tell of, or the other way round. */
  notOnceInApp(): Promise<Row[]> {
    return this.rows(`
      SELECT task_id, rule, day::text, person_id, count(*)::int AS alerts FROM delivery WHERE channel = 'in-app'
        GROUP BY task_id, rule, due_version, day, person_id HAVING count(*) > 1
      UNION ALL
      SELECT coalesce(d.task_id, a.task_id), coalesce(d.rule, a.rule), d.day::text, a.person_id, 0
        FROM (SELECT * FROM delivery WHERE channel = 'in-app') d FULL JOIN (SELECT * FROM inbox_alert WHERE task_id IS NOT NULL) a USING (id)
        WHERE d.id IS NULL OR a.id IS NULL`);
  }

  /** By the promise and not by the plan: tasks whose day has come and of which that step was never claimed. */
  unawares(): Promise<Row[]> {
    return this.rows(`
      SELECT e.stream_id AS task_id, e.data #>> '{deadline,date}' AS due FROM event e
      WHERE e.type = 'TaskAssigned' AND ((e.data #>> '{deadline,date}')::date + time '09:00') AT TIME ZONE 'Asia/Shanghai' <= duban_now()
        AND NOT EXISTS (SELECT FROM delivery d JOIN inbox_alert USING (id) WHERE d.task_id = e.stream_id
          AND (d.rule = 'due-day' OR d.rule = 'late') AND d.day >= (e.data #>> '{deadline,date}')::date)`);
  }

  /** Claimed steps of which the log was told twice. */
  toldTwice(): Promise<Row[]> {
    return this.rows(`
      SELECT s ->> 'taskId' AS task, s ->> 'rule' AS rule, s ->> 'day' AS day, count(*)::int AS times
      FROM event e CROSS JOIN jsonb_array_elements(e.data -> 'steps') AS s WHERE e.type = 'RemindersClaimed'
      GROUP BY s ->> 'taskId', s ->> 'rule', s ->> 'dueVersion', s ->> 'day' HAVING count(*) > 1`);
  }

  /** Messages to webhooks by what became of them; `superseded`: done before they went. */
  async messages(): Promise<Map<string, string>> {
    const rows = await this.rows(`SELECT message_id AS id, min(outcome) AS outcome FROM delivery
      WHERE destination_id IS NOT NULL GROUP BY message_id`);
    return new Map(rows.map(({ id, outcome }) => [String(id), String(outcome)]));
  }

  async counts(): Promise<Row> {
    const [counts = {}] = await this.rows(`SELECT (SELECT max(position) FROM event)::int AS events,
      (SELECT count(*) FROM inbox_alert)::int AS alerts, (SELECT count(DISTINCT claim_id) FROM delivery)::int AS claims`);
    return counts;
  }

  private async rows(sql: string): Promise<Row[]> {
    return (await this.client.query(sql)).rows;
  }
}
