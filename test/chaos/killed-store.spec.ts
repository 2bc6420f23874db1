import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EventLog, type Subscriber, Subscription } from '#libs/event-store';
import { contractSchemas } from '#libs/event-store/testing';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../apps/server/src/operations/embedded-postgres.ts';
import { migrate } from '../../apps/server/src/operations/migrate.ts';
import { isAlive, postmasterOf } from '../support/checkouts.ts';
import { until } from '../support/until.ts';
import { randomFrom, seed } from './random.ts';
import { type Reckoning, reckon } from './support/reckoning.ts';
import { Writers } from './support/writers.ts';

const CYCLES = Number(process.env.CHAOS_CYCLES ?? 4);
const WRITERS = 3;
const PATIENCE_MS = 60_000 + CYCLES * 10_000;
const LONGEST_CALM_MS = 300;
const DATABASE = 'chaos';

/** Notes in the transaction of its checkpoint what it was told. */
const witness: Subscriber = {
  name: 'witness',
  start: 'origin',
  async apply(events, manager) {
    await manager.query('INSERT INTO witnessed SELECT unnest($1::bigint[])', [events.map(({ position }) => position)]);
  },
};

/** Each answers when the victim is dead. */
const BLOWS = {
  'kill -9 of a writer': async ({ writers, random }: Scene) => writers.kill(Math.floor(random() * WRITERS)),
  'kill -9 of the postmaster': async ({ postgres }: Scene) => end(await postmasterOf(postgres.home), 'SIGKILL'),
  'immediate stop of Postgres': async ({ postgres }: Scene) => end(await postmasterOf(postgres.home), 'SIGQUIT'),
  'kill -9 of the session that appends': async ({ owner }: Scene) => end(await appendingSession(owner), 'SIGKILL'),
};

interface Scene {
  readonly postgres: EmbeddedPostgres;
  readonly writers: Writers;
  readonly random: () => number;
  readonly owner: string;
}

describe(`a store whose writers and Postgres are killed at ${CYCLES} random moments (CHAOS_SEED=${seed})`, () => {
  let postgres: EmbeddedPostgres;
  let dataDir: string;
  let reckoning: Reckoning;
  let writers: Writers;
  const followed: number[] = [];
  const blows: Record<string, number> = {};

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), `duban-test-${process.pid}-`));
    await chmod(dataDir, 0o711);
    postgres = await startEmbeddedPostgres({ dataDir });
    await postgres.createDatabase(DATABASE);
    const [url, owner] = [postgres.runtimeUrl(DATABASE), postgres.ownerUrl(DATABASE)];
    await migrate(owner, url);
    await query(owner, 'CREATE TABLE witnessed (position bigint NOT NULL)');

    const log = new EventLog(url, contractSchemas);
    const extra = { onConnect: (client: Client) => client.on('error', () => {}) };
    const options = { type: 'postgres', url, installExtensions: false, poolErrorHandler: () => {}, extra } as const;
    const database = new DataSource(options);
    await database.initialize();
    const subscription = new Subscription(database, log, witness, { log: () => {}, pollMs: 100 });
    await subscription.start();
    const over = new AbortController();
    const following = log.follow(0, (events) => void followed.push(...events.map((e) => e.position)), over.signal);

    writers = await Writers.start(url, WRITERS);
    const appendsGoOn = async () => {
      const answers = () => query(owner, 'SELECT').then(Boolean, () => false);
      await until(answers, { what: 'Postgres is back', withinMs: 60_000 });
      const before = writers.answers.size;
      await until(() => writers.answers.size > before + 10, { what: 'appends go on', withinMs: 60_000 });
    };
    const random = randomFrom(seed);
    const deck: (keyof typeof BLOWS)[] = [];
    for (let cycle = 0; cycle < CYCLES; cycle++) {
      await appendsGoOn();
      await pause(random() * LONGEST_CALM_MS);
      if (deck.length === 0) deck.push(...(Object.keys(BLOWS) as (keyof typeof BLOWS)[]));
      const [name] = deck.splice(Math.floor(random() * deck.length), 1) as [keyof typeof BLOWS];
      await BLOWS[name]({ postgres, writers, random, owner });
      blows[name] = (blows[name] ?? 0) + 1;
    }
    await appendsGoOn();
    await writers.stop();

    const head = await log.head();
    expect(await log.waitFor(witness.name, head, 30_000)).toBe(true);
    await until(() => followed.length >= head, { what: 'the follower saw everything' });
    over.abort();
    await following;
    await subscription.stop();
    await database.destroy();
    await log.close();
    reckoning = await reckon(owner, writers.answers);
    const figures = { blows, events: head, commands: reckoning.stored, answered: writers.answers.size };
    process.stdout.write(`CHAOS_SEED=${seed} ${JSON.stringify(figures)}\n`);
  }, PATIENCE_MS);

  afterAll(async () => {
    await writers?.stop();
    await postgres?.stop();
    if (postgres) await rm(postgres.home, { recursive: true, force: true });
    await rm(dataDir, { recursive: true, force: true });
  });

  it('holds every append that was acknowledged, where it was said to be', () => {
    expect(reckoning.acknowledgedButLost).toEqual([]);
    expect(reckoning.answeredWithAnotherPosition).toEqual([]);
    expect(writers.contradictions).toEqual([]);
  });

  it('holds each command once and whole: all its events side by side, its state and its receipt', () => {
    expect(reckoning.stored).toBeGreaterThanOrEqual(writers.answers.size);
    expect({ half: reckoning.half, twice: reckoning.twice }).toEqual({ half: [], twice: [] });
  });

  it('has no gap in positions or versions', () => {
    expect([reckoning.missingPositions, reckoning.missingVersions]).toEqual([0, 0]);
  });

  it('told its followers of every event once and in order', () => {
    expect(followed).toEqual(followed.map((_, i) => i + 1));
  });

  it('told its subscribers of every event once', async () => {
    const told = 'SELECT count(*)::int AS rows, count(DISTINCT position)::int AS positions FROM witnessed';
    const all = followed.length;
    expect(await query(postgres.ownerUrl(DATABASE), told)).toEqual([{ rows: all, positions: all }]);
  });
});

async function end(pid: number | null, signal: NodeJS.Signals): Promise<void> {
  if (pid === null) throw new Error(`There is no process to send ${signal} to`);
  process.kill(pid, signal);
  await until(() => !isAlive(pid), { what: `process ${pid} ends`, withinMs: 30_000 });
}

async function appendingSession(ownerUrl: string): Promise<number> {
  const held = `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 1685414497 ORDER BY granted DESC LIMIT 1`;
  return until(async () => (await query<{ pid: number }>(ownerUrl, held))[0]?.pid, { what: 'somebody appends' });
}

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
