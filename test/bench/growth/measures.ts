import { Client } from 'pg';
import { EventLog } from '#libs/event-store';
import { newStream } from '../append/ours.ts';
import { raw } from '../append/raw.ts';
import { benchEvent, benchMeta, benchSchemas } from '../support/events.ts';
import type { Sample } from '../support/figures.ts';
import type { BenchDatabase } from '../support/postgres.ts';
import { EVENTS_A_STREAM, STATE, streamIdOf } from './fill.ts';

/** Runs once; `share` of its usual length. */
export type Measure = (share: number) => Promise<Sample>;

interface Work {
  /** Of so many workers, so many calls altogether: little is added to the log, so that the small one stays small. */
  readonly workers: number;
  readonly calls: number;
}

const WORK = {
  'append.1x1': { workers: 1, calls: 200 },
  'append.1x32': { workers: 32, calls: 2_000 },
  'decide.1x8': { workers: 8, calls: 800 },
  'read.stream': { workers: 1, calls: 400 },
  'read.page': { workers: 1, calls: 30 },
} as const satisfies Record<string, Work>;

export const KINDS = Object.keys(WORK) as readonly (keyof typeof WORK)[];
const PAGE = 1_000;

interface Opened {
  readonly measures: Readonly<Record<keyof typeof WORK, Measure>>;
  close(): Promise<unknown>;
}

/** Our log with so many events that `fillGrown` stored. */
export async function openOurs({ url }: BenchDatabase, size: number): Promise<Opened> {
  const log = new EventLog(url, benchSchemas);
  const appendOne = async () => same((await log.append(newStream(1, {}))).outcome, 'appended');
  return {
    measures: {
      'append.1x1': counted('append.1x1', appendOne),
      'append.1x32': counted('append.1x32', appendOne),
      'decide.1x8': counted('decide.1x8', async (worker) => {
        const streamId = streamOf(worker, size);
        const loaded = await log.loadState(streamId);
        if (!loaded) throw new Error(`No state is kept of ${streamId}`);
        const { version: expectedVersion } = loaded;
        const state = { decider: 'task', shape: 1, body: { ...STATE, reports: expectedVersion + 1 } };
        const streams = [{ streamId, expectedVersion, events: [benchEvent(expectedVersion)], state }];
        same((await log.append({ streams, meta: benchMeta })).outcome, 'appended');
      }),
      'read.stream': counted('read.stream', async () => {
        if ((await log.readStream(anyStream(size))).length < EVENTS_A_STREAM) throw new Error('A stream is not whole');
      }),
      'read.page': counted('read.page', async () => {
        if ((await log.readAll(anyPosition(size), PAGE)).length < PAGE) throw new Error('A page is not full');
      }),
    },
    close: () => log.close(),
  };
}

const COLUMNS = 'position, stream_id, version, type, schema_version, data, meta, recorded_at';

/** The same by hand, in the raw tables. */
export async function openRaw({ ownerUrl }: BenchDatabase, size: number): Promise<Opened> {
  const store = await raw(ownerUrl, 32);
  const clients = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = new Client({ connectionString: ownerUrl });
      await client.connect();
      return client;
    }),
  );
  const query = async (worker: number, name: string, text: string, values: unknown[]) =>
    (await clients[worker]?.query({ name, text, values }))?.rows ?? [];
  const appendOne = async (worker: number) => store.append(worker, 1);
  return {
    measures: {
      'append.1x1': counted('append.1x1', appendOne),
      'append.1x32': counted('append.1x32', appendOne),
      'decide.1x8': counted('decide.1x8', async (worker) => {
        const streamId = streamOf(worker, size);
        const [row] = await query(worker, 'state', 'SELECT version, body FROM raw_state WHERE stream_id = $1', [
          streamId,
        ]);
        const { type, ...data } = benchEvent(row.version);
        const text = `WITH stored AS (INSERT INTO raw_event (stream_id, version, schema_version, type, data, meta) VALUES ($1, $2, 1, $3, $4, $5))
          UPDATE raw_state SET version = $2, body = $6 WHERE stream_id = $1`;
        const body = { ...row.body, reports: row.version + 1 };
        await query(worker, 'decide', text, [streamId, row.version + 1, type, data, benchMeta, body]);
      }),
      'read.stream': counted('read.stream', async () => {
        const text = `SELECT ${COLUMNS} FROM raw_event WHERE stream_id = $1 ORDER BY version`;
        const rows = await query(0, 'stream', text, [anyStream(size)]);
        if (rows.length < EVENTS_A_STREAM) throw new Error('A stream is not whole');
      }),
      'read.page': counted('read.page', async () => {
        const text = `SELECT ${COLUMNS} FROM raw_event WHERE position > $1 ORDER BY position LIMIT ${PAGE}`;
        await query(0, 'page', text, [anyPosition(size)]);
      }),
    },
    close: () => Promise.all([store.close(), ...clients.map((client) => client.end())]),
  };
}

function counted(kind: keyof typeof WORK, call: (worker: number) => Promise<unknown>): Measure {
  const { workers, calls } = WORK[kind];
  return async (share) => {
    let left = Math.ceil(calls * share);
    const made = left;
    const startedAt = performance.now();
    const work = async (worker: number) => {
      while (left-- > 0) await call(worker);
    };
    await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
    return { '': [(made * 1000) / (performance.now() - startedAt), 'calls/s'] };
  };
}

const anyStream = (size: number) => streamIdOf(Math.floor((Math.random() * size) / EVENTS_A_STREAM));
const anyPosition = (size: number) => Math.floor(Math.random() * (size - PAGE));

/** Of one worker's own streams, so that no two decide on one at a time. */
function streamOf(worker: number, size: number): string {
  const streams = Math.floor(size / EVENTS_A_STREAM / 8);
  return streamIdOf(8 * Math.floor(Math.random() * streams) + worker);
}

function same(found: unknown, expected: unknown): void {
  if (found !== expected) throw new Error(`${found}, not ${expected}`);
}
