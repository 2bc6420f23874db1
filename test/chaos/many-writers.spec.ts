import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Append, type EventLog, StoreBusy, StoreUnavailable, type Subscriber } from '#libs/event-store';
import { append, type Noted, noted, on, receipt } from '#libs/event-store/testing';
import { OwnStore } from '../event-store/support/own-store.ts';
import { randomFrom, seed } from './random.ts';

const EVENTS = Number(process.env.CHAOS_EVENTS ?? 4_000);
const WRITERS = 16;
const LANES = 4;
const PATIENCE_MS = 60_000 + EVENTS * 2;

const store = new OwnStore();
const texts: string[] = [];

/** Writes down what it is told, in the transaction of its checkpoint. */
const witness: Subscriber = {
  name: 'witness',
  start: 'origin',
  async apply(events, manager) {
    const told = events.map(({ event }) => (event as Noted).text);
    await manager.query('INSERT INTO witnessed (text) SELECT unnest($1::text[])', [told]);
  },
};

/** A transaction with such an event is rolled back at the last moment, in its COMMIT. */
const REFUSED_AT_COMMIT = `
  CREATE TABLE witnessed (line bigint GENERATED ALWAYS AS IDENTITY, text text NOT NULL);
  CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused at commit'; END $$;
  CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON event DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.data ->> 'text' = 'refused') EXECUTE FUNCTION refuse()`;
const CUT_AN_APPEND = `
  SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1685414497
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) ORDER BY random() LIMIT 1`;

beforeEach(async () => {
  texts.length = 0;
  await (await store.connect()).query(REFUSED_AT_COMMIT);
});

describe(`among ${WRITERS} writers that meet conflicts, refusals and lost connections (CHAOS_SEED=${seed})`, () => {
  it(`whoever reads misses none of ${EVENTS} events and sees none twice`, { timeout: PATIENCE_MS }, async () => {
    const reader = store.openLog();
    const followed: string[] = [];
    const over = new AbortController();
    const following = reader.follow(
      0,
      (events) => void followed.push(...events.map(({ event }) => (event as Noted).text)),
      over.signal,
    );
    const subscriptions = [await store.subscribe(witness), await store.subscribe(witness)];
    for (const subscription of subscriptions) await subscription.start();

    const counts: Record<string, number> = {};
    const random = randomFrom(seed);
    const shared = Array.from({ length: 8 }, () => ({ id: randomUUID(), version: 0 }));
    const lanes = Array.from({ length: WRITERS }, () => store.openLog()).flatMap((log) =>
      Array.from({ length: LANES }, async () => {
        while (texts.length < EVENTS) {
          const outcome = await write(log, random, shared);
          counts[outcome] = (counts[outcome] ?? 0) + 1;
        }
      }),
    );
    const cutting = new AbortController();
    const cuts = cutAgainAndAgain(cutting.signal);
    await Promise.all(lanes);
    cutting.abort();

    const head = await reader.head();
    expect(await reader.waitFor(witness.name, head, PATIENCE_MS)).toBe(true);
    while (followed.length < head) await pause(5);
    over.abort();
    await following;
    const { rows } = await (await store.connect()).query<{ text: string }>('SELECT text FROM witnessed ORDER BY line');
    const witnessed = rows.map(({ text }) => text);
    process.stdout.write(
      `CHAOS_SEED=${seed} ${JSON.stringify({ events: head, seen: followed.length, witnessed: witnessed.length, cuts: await cuts, ...counts })}\n`,
    );
    expect(witnessed).toEqual(followed);
    expect([...followed].sort()).toEqual([...texts].sort());
    expect(counts).toMatchObject({ conflict: expect.any(Number), refused: expect.any(Number) });
  });
});

/** One append, sent until its outcome is known; what it stored is added to `texts`. */
async function write(
  log: EventLog,
  random: () => number,
  shared: readonly { id: string; version: number }[],
): Promise<string> {
  const kind = random();
  const own = [randomUUID(), randomUUID()];
  if (kind < 0.005) return outcomeOf(log, append(on(randomUUID(), 0, noted('refused'))));
  if (kind < 0.01) return outcomeOf(log, append(on(randomUUID(), 0, noted('\u0000'))));
  const stream = shared[Math.floor(random() * shared.length)];
  const { id, version } = kind < 0.2 && stream ? stream : { id: randomUUID(), version: 0 };
  const outcome = await outcomeOf(log, append(on(id, version, ...own.map(noted))));
  if (outcome === 'conflict') return outcome;
  texts.push(...own);
  if (stream?.id === id) stream.version = version + own.length;
  return outcome;
}

async function outcomeOf(log: EventLog, one: Append): Promise<string> {
  const command = { ...one, receipt: receipt(null) };
  for (;;) {
    try {
      return (await log.append(command)).outcome;
    } catch (error) {
      if (!(error instanceof StoreUnavailable || error instanceof StoreBusy)) return 'refused';
    }
  }
}

/** Ends a session that appends, or waits to, every now and then; answers with how often. */
async function cutAgainAndAgain(over: AbortSignal): Promise<number> {
  const owner = await store.connect();
  for (let cuts = 0; ; ) {
    await pause(20, undefined, { signal: over }).catch(() => {});
    if (over.aborted) return cuts;
    cuts += (await owner.query(CUT_AN_APPEND)).rowCount ?? 0;
  }
}
