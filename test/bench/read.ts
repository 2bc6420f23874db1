import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { DomainEvent } from '#libs/event-sourcing';
import { EventLog, type EventMeta } from '#libs/event-store';
import { type BenchRun, compare } from './support/bench.ts';
import { benchEvents, benchMeta, benchSchemas } from './support/events.ts';
import type { Sample } from './support/figures.ts';
import { fillLog, streamOf } from './support/filled-log.ts';
import { closedLoop } from './support/load.ts';
import { peer } from './support/peers.ts';

const COLUMNS = 'position, stream_id, version, type, schema_version, data, meta, recorded_at';

/** Reads one stream again and again, and the whole log in order. */
export async function bench(run: BenchRun): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  for (const length of [10, 100, 1_000]) {
    if (!run.wants(`read.stream.${length}`)) continue;
    const { url, ownerUrl } = await postgres.database();
    const streams = run.quick ? 2 : 200_000 / length;
    await fillLog(ownerUrl, streams * length, length);
    const [log, client] = [new EventLog(url, benchSchemas), await connect(ownerUrl)];
    const anyStream = (of = streams) => streamOf(Math.floor(Math.random() * of));
    const emmett = run.wants('emmett') ? await openEmmett(run, length, Math.max(2, streams / 20)) : null;
    const read =
      (one: (streamId: string) => Promise<unknown[]>, of = streams) =>
      () =>
        closedLoop(() => one(anyStream(of)).then((events) => same(events.length, length)), {
          ...{ workers: 1, seconds: run.seconds, perCall: length },
        });
    await compare(run, `read.stream.${length}`, {
      raw: read(async (streamId) => {
        const text = `SELECT ${COLUMNS} FROM event WHERE stream_id = $1 ORDER BY version`;
        return (await client.query({ name: 'stream', text, values: [streamId] })).rows;
      }),
      ours: read((streamId) => log.readStream(streamId)),
      ...(emmett ? { emmett: read(emmett.readStream, emmett.streams) } : {}),
    });
    await Promise.all([log.close(), client.end(), emmett?.close()]);
  }
  if (run.wants('read.log')) await wholeLog(run);
}

/** What `peers/emmett.mjs` exports. */
interface Emmett {
  open(url: string): Promise<{
    append(streamId: string, events: readonly DomainEvent[], meta: EventMeta): Promise<unknown>;
    readStream(streamId: string): Promise<unknown[]>;
    close(): Promise<void>;
  }>;
}

/** Emmett with so many streams of so many events: fewer than ours, since they have to be appended. */
async function openEmmett(run: BenchRun, length: number, streams: number) {
  const [module, postgres] = [await peer<Emmett>(run, 'emmett'), await run.postgres()];
  const store = postgres && (await module?.open((await postgres.database()).ownerUrl));
  if (!store) return null;
  for (let nth = 0; nth < streams; nth++) await store.append(streamOf(nth), benchEvents(length), benchMeta);
  return { ...store, streams };
}

async function wholeLog(run: BenchRun): Promise<void> {
  const postgres = await run.postgres();
  if (!postgres) return;
  const events = run.quick ? 2_000 : 300_000;
  const { url, ownerUrl } = await postgres.database();
  await fillLog(ownerUrl, events, 10);
  const [log, client] = [new EventLog(url, benchSchemas), await connect(ownerUrl)];
  const timed = (read: () => Promise<number>) => async (): Promise<Sample> => {
    const startedAt = performance.now();
    same(await read(), events);
    return { '': [(events * 1000) / (performance.now() - startedAt), 'events/s'] };
  };
  await compare(run, 'read.log', {
    // What most stores do: pages of object rows, each after the last position.
    raw: timed(async () => {
      let [read, after] = [0, '0'];
      for (;;) {
        const text = `SELECT ${COLUMNS} FROM event WHERE position > $1 ORDER BY position LIMIT 1000`;
        const { rows } = await client.query({ name: 'page', text, values: [after] });
        if (rows.length === 0) return read;
        read += rows.length;
        after = rows.at(-1).position;
      }
    }),
    ours: timed(async () => {
      let read = 0;
      for await (const page of log.scan({ after: 0, upTo: events })) read += page.length;
      return read;
    }),
    'ours, page by page': timed(async () => {
      let read = 0;
      for (;;) {
        const page = await log.readAll(read, 1_000);
        read += page.length;
        if (page.length < 1_000) return read;
      }
    }),
    // The bytes alone, nothing made of them: no reader can be faster.
    wire: timed(async () => {
      const stream = client.query(
        copyTo(`COPY (SELECT ${COLUMNS} FROM event ORDER BY position) TO STDOUT (FORMAT binary)`),
      );
      for await (const _ of stream);
      return events;
    }),
  });
  await Promise.all([log.close(), client.end()]);
}

async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}

function same(found: number, expected: number): void {
  if (found !== expected) throw new Error(`${found} events were read, not ${expected}`);
}
