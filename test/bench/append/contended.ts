import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { EventLog } from '#libs/event-store';
import { type BenchRun, compare } from '../support/bench.ts';
import { benchEvent, benchMeta, benchSchemas } from '../support/events.ts';
import type { Sample } from '../support/figures.ts';
import { execute } from '../support/postgres.ts';
import { newStream } from './ours.ts';
import { RAW_TABLE } from './raw.ts';

const RACERS = 50;
const BYSTANDERS = 8;

/** Tries for the version after the one it knows; answers with the stream's version as it then is, and whether it won. */
type Race = (racer: number, stream: string, version: number) => Promise<{ won: boolean; version: number }>;

/**
 * Fifty racers for the versions of one stream, each trying again with the version that it was told, and eight who append
 * elsewhere. Fails when there are not as many winners as versions, or when a bystander is harmed.
 */
export async function contended(run: BenchRun): Promise<void> {
  if (!run.wants('append.contended')) return;
  const postgres = await run.postgres();
  if (!postgres) return;
  const { url } = await postgres.database();
  const log = new EventLog(url, benchSchemas);
  const { ownerUrl } = await postgres.database();
  const clients = await connect(ownerUrl, RACERS + BYSTANDERS);
  await compare(run, 'append.contended', {
    raw: () =>
      race(
        run.seconds,
        (...args) => rawRace(clients, ...args),
        (i) => rawInsert(clients[RACERS + i], randomUUID(), 1),
      ),
    ours: () =>
      race(
        run.seconds,
        (...args) => ourRace(log, ...args),
        () => appendElsewhere(log),
      ),
  });
  await log.close();
  await Promise.all(clients.map((client) => client.end()));
}

async function race(seconds: number, tryFor: Race, elsewhere: (nth: number) => Promise<unknown>): Promise<Sample> {
  const stream = randomUUID();
  const endsAt = performance.now() + seconds * 1000;
  const count = { won: 0, tries: 0, elsewhere: 0 };
  let newest = 0;
  const racers = Array.from({ length: RACERS }, async (_, racer) => {
    for (let version = 0; performance.now() < endsAt; ) {
      const result = await tryFor(racer, stream, version);
      count.tries++;
      if (result.won) count.won++;
      if (result.won ? result.version !== version + 1 : result.version <= version)
        throw new Error(`At version ${version}, a racer was told ${JSON.stringify(result)}`);
      version = result.version;
      newest = Math.max(newest, version);
    }
  });
  const bystanders = Array.from({ length: BYSTANDERS }, async (_, nth) => {
    for (; performance.now() < endsAt; count.elsewhere++) await elsewhere(nth);
  });
  await Promise.all([...racers, ...bystanders]);
  if (count.won !== newest) throw new Error(`${count.won} racers won, but the stream has ${newest} versions`);
  return {
    '': [count.won / seconds, 'versions/s'],
    tries: [count.tries / seconds, 'tries/s'],
    bystanders: [count.elsewhere / seconds, 'events/s'],
  };
}

async function ourRace(log: EventLog, _: number, streamId: string, expectedVersion: number) {
  const result = await log.append({
    streams: [{ streamId, expectedVersion, events: [benchEvent(expectedVersion)] }],
    meta: benchMeta,
  });
  if (result.outcome === 'conflict') return { won: false, version: result.currentVersion };
  return { won: true, version: expectedVersion + 1 };
}

async function appendElsewhere(log: EventLog): Promise<void> {
  const { outcome } = await log.append(newStream(1, {}));
  if (outcome !== 'appended') throw new Error(`A bystander met a ${outcome}`);
}

async function rawRace(clients: readonly Client[], racer: number, stream: string, version: number) {
  const client = clients[racer] as Client;
  try {
    await rawInsert(client, stream, version + 1);
    return { won: true, version: version + 1 };
  } catch {
    const text = 'SELECT max(version) AS version FROM raw_event WHERE stream_id = $1';
    const { rows } = await client.query({ name: 'version', text, values: [stream] });
    return { won: false, version: rows[0].version };
  }
}

async function rawInsert(client: Client | undefined, stream: string, version: number): Promise<void> {
  const { type, ...data } = benchEvent(version);
  const text =
    'INSERT INTO raw_event (stream_id, version, schema_version, type, data, meta) VALUES ($1, $2, 1, $3, $4, $5)';
  await client?.query({ name: 'insert', text, values: [stream, version, type, data, benchMeta] });
}

async function connect(url: string, count: number): Promise<Client[]> {
  await execute(url, RAW_TABLE);
  const clients = Array.from({ length: count }, () => new Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  return clients;
}
