import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventLog } from '#libs/event-store';
import { translator } from '#libs/messages';
import { gatherCast } from '../../apps/cli/src/demo/cast.ts';
import type { Fact } from '../../apps/cli/src/demo/facts.ts';
import { Ledger } from '../../apps/cli/src/demo/ledger.ts';
import { MailSink } from '../../apps/cli/src/demo/mail-sink.ts';
import { playStory } from '../../apps/cli/src/demo/story.ts';
import { DEMO_ACCOUNTS } from '../../apps/server/src/access/demo-organisation.ts';
import { readConfig } from '../../apps/server/src/config.ts';
import { eventSchemas } from '../../apps/server/src/event-schemas.ts';
import { asOwner } from '../../apps/server/src/operations/owner.ts';
import { projectionsOf, verify } from '../../apps/server/src/operations/projections.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { MortalServer } from './mortal-server.ts';
import { randomFrom, seed } from './random.ts';

/** `npm run chaos -- server --kills 20` is the long form. */
const KILLS = Number(process.env.CHAOS_KILLS ?? 6);
const LONGEST_LIFE_MS = 1200;
const PATIENCE_MS = 400_000;

interface Played {
  readonly facts: Fact[];
  readonly database: TestDatabase;
  readonly sink: MailSink;
  readonly kills: number;
}

/** Plays the demo against a real server, which `disturb` may kill meanwhile; answers with how often it did. */
async function play(disturb: (server: MortalServer, playing: AbortSignal) => Promise<number>): Promise<Played> {
  const [database, sink] = [await freshDatabase(), await MailSink.start()];
  const server = await MortalServer.start({
    ...{ DUBAN_MODE: 'demo', DEMO_START_AT: '2022-10-26T01:00:00Z', SMTP_URL: sink.url },
    ...{ DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, SWEEP_INTERVAL_MS: '1000' },
  });
  const text = await readFile(resolve(import.meta.dirname, '../../docs/samples/readout.en.txt'), 'utf8');
  const over = new AbortController();
  const disturbing = disturb(server, over.signal);
  const facts: Fact[] = [];
  try {
    const cast = await gatherCast(server.url, 'en', DEMO_ACCOUNTS, PATIENCE_MS);
    await playStory(
      { text, meetingDate: '2022-10-26', title: null },
      {
        cast,
        ledger: new Ledger(cast.auditor.api, sink),
        t: translator('en'),
        tell: (fact) => facts.push(fact),
      },
    );
  } finally {
    over.abort();
    await disturbing;
    await server.stop();
    await sink.stop();
  }
  return { facts, database, sink, kills: await disturbing };
}

/** Kills after a random time, lets it come back, and again, until it was killed `KILLS` times or the story is over. */
async function killAgainAndAgain(server: MortalServer, playing: AbortSignal): Promise<number> {
  const random = randomFrom(seed);
  for (let kills = 0; ; kills += 1) {
    if (kills === KILLS) return kills;
    await pause(random() * LONGEST_LIFE_MS, undefined, { signal: playing }).catch(() => undefined);
    if (playing.aborted) return kills;
    await server.killAndRise();
  }
}

async function query<Row extends object>({ ownerUrl }: TestDatabase, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const BUSINESS_EVENTS = `SELECT type, count(*)::int AS count FROM event
  WHERE type NOT IN ('RemindersClaimed', 'MessageDelivered') GROUP BY type ORDER BY type`;
const STEPS_CLAIMED = `SELECT t.body->>'number' AS task, s->>'rule' AS rule, s->>'day' AS day, s->>'outcome' AS outcome
  FROM event e CROSS JOIN jsonb_array_elements(e.data->'steps') AS s JOIN stream_state t ON t.stream_id = (s->>'taskId')::uuid
  WHERE e.type = 'RemindersClaimed' ORDER BY 1, 2, 3, 4`;

/** What was said and done, without the minute of the day, which a pause after a kill may move. */
function story(facts: readonly Fact[]): unknown[] {
  return facts.flatMap((fact): unknown[] => {
    if (fact.fact === 'told') return [{ ...fact, channels: fact.channels.map(({ time: _, ...channel }) => channel) }];
    if (fact.fact === 'outcomes') {
      return fact.outcomes.map(({ task: { number, status, light, percent }, inbox, email }) => ({
        ...{ number, status, light, percent, inbox, email },
      }));
    }
    return ['checks', 'done', 'sealed'].includes(fact.fact) ? [] : [fact];
  });
}

describe(`a server that is killed ${KILLS} times at random moments of the demo (CHAOS_SEED=${seed})`, () => {
  let calm: Played;
  let killed: Played;

  beforeAll(async () => {
    [calm, killed] = await Promise.all([play(async () => 0), play(killAgainAndAgain)]);
  }, PATIENCE_MS);
  afterAll(async () => {
    await Promise.all([calm?.database.drop(), killed?.database.drop()]);
  });

  it('was killed that often before the story was over', () => {
    expect(killed.kills).toBe(KILLS);
  });

  it('tells the same story as one that was left alone', () => {
    expect(story(killed.facts)).toEqual(story(calm.facts));
  });

  it('holds the same events, each once, without a gap in positions or versions', async () => {
    expect(await query(killed.database, BUSINESS_EVENTS)).toEqual(await query(calm.database, BUSINESS_EVENTS));
    const gaps = `SELECT (SELECT max(position) - count(*) FROM event)::int AS positions,
      (SELECT sum(last - events) FROM (SELECT max(version) AS last, count(*) AS events FROM event GROUP BY stream_id) s)::int AS versions`;
    expect(await query(killed.database, gaps)).toEqual([{ positions: 0, versions: 0 }]);
  });

  it('holds in every projection and every kept state, row for row, what a replay of its log gives', async () => {
    for (const { url: databaseUrl, ownerUrl: databaseOwnerUrl } of [calm.database, killed.database]) {
      const log = new EventLog(databaseUrl, eventSchemas);
      await asOwner({ databaseOwnerUrl }, async (owner) => {
        for (const projection of projectionsOf(readConfig({}))) {
          const { rows, differences, parked } = await verify(owner, log, projection);
          expect({ name: projection.name, differences, parked }).toMatchObject({ differences: [], parked: 0 });
          expect(rows).toBeGreaterThan(0);
        }
      });
      await log.close();
    }
  });

  it('claimed the same steps of the ladder, each once, and left none unsent', async () => {
    expect(await query(killed.database, STEPS_CLAIMED)).toEqual(await query(calm.database, STEPS_CLAIMED));
    const unfinished = `SELECT rule, day, channel, outcome, attempt, claim_recorded, last_error FROM delivery
      WHERE outcome = 'pending' OR NOT claim_recorded`;
    expect(await query(killed.database, unfinished)).toEqual([]);
  });

  it('sent no more extra mails than it was killed, each under the id of the first, and none that was not due', () => {
    const checks = killed.facts.flatMap((fact) => (fact.fact === 'checks' ? fact.checks : []));
    const untruths = checks.flatMap((check) => check.untruths.map(({ kind }) => kind));
    expect(untruths.filter((kind) => kind !== 'mail-twice')).toEqual([]);
    expect(untruths.length).toBeLessThanOrEqual(KILLS);
    const ids = (played: Played) => new Set(played.sink.mails.map(({ messageId }) => messageId)).size;
    expect(ids(killed)).toBe(ids(calm));
  });
});
