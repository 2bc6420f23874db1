import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { EventLog, type ImportedEvent } from '#libs/event-store';
import { type BenchRun, compare } from '../support/bench.ts';
import { benchEvent, benchMeta, benchSchemas } from '../support/events.ts';
import type { Sample } from '../support/figures.ts';
import { execute } from '../support/postgres.ts';
import { RAW_TABLE } from './raw.ts';

const EVENTS_IN_A_STREAM = 10;

/** Events in bulk: ours checked and under the lock, raw a COPY of the same lines into the raw table. */
export async function bulk(run: BenchRun): Promise<void> {
  if (!run.wants('append.bulk')) return;
  const postgres = await run.postgres();
  if (!postgres) return;
  const count = run.quick ? 1_000 : 50_000;
  const { url } = await postgres.database();
  const { ownerUrl } = await postgres.database();
  await execute(ownerUrl, RAW_TABLE);
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  const log = new EventLog(url, benchSchemas);
  const copy = 'COPY raw_event (stream_id, version, schema_version, type, data, meta) FROM STDIN';
  await compare(run, 'append.bulk', {
    raw: () => timed(count, () => pipeline(Readable.from(linesOf(count)), client.query(copyFrom(copy)))),
    ours: () => timed(count, () => log.importEvents(eventsOf(count, new Date().toISOString()))),
  });
  await log.close();
  await client.end();
}

async function timed(count: number, work: () => Promise<unknown>): Promise<Sample> {
  const startedAt = performance.now();
  await work();
  return { '': [(count * 1000) / (performance.now() - startedAt), 'events/s'] };
}

function* eventsOf(count: number, recordedAt: string): Generator<ImportedEvent> {
  let streamId = '';
  for (let nth = 0; nth < count; nth++) {
    if (nth % EVENTS_IN_A_STREAM === 0) streamId = randomUUID();
    yield { streamId, version: (nth % EVENTS_IN_A_STREAM) + 1, event: benchEvent(nth), meta: benchMeta, recordedAt };
  }
}

/** In pieces, as whoever writes a COPY by hand would send them. */
function* linesOf(count: number): Generator<string> {
  let piece = '';
  for (const { streamId, version, event, meta } of eventsOf(count, '')) {
    const { type, ...data } = event;
    const [body, about] = [JSON.stringify(data), JSON.stringify(meta)].map((json) => json.replaceAll('\\', '\\\\'));
    piece += `${streamId}\t${version}\t1\t${type}\t${body}\t${about}\n`;
    if (piece.length < 64_000) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}
