import { randomUUID } from 'node:crypto';
import { type EventLog, type RebuildOptions, rebuildProjection, verifyProjection } from '#libs/event-store';
import { append, contractSchemas, noted, on } from '#libs/event-store/testing';
import type { OwnStore } from './own-store.ts';
import { Tally } from './tally.ts';

/** A log of eight streams with three notes each, and the live rows of a tally of it. */
export async function tallied(store: OwnStore, tally = new Tally()) {
  const owner = await store.connect();
  await Tally.createTables(owner);
  const [log, database] = [store.openLog(), await store.dataSource(store.ownerUrl)];
  const streams = Array.from({ length: 8 }, () => randomUUID());
  for (let version = 0; version < 3; version++) await noteAll(log, streams, version);
  const subscription = await store.subscribe(tally, { eventLog: log, pollMs: 10 });
  await store.dataSource().then((source) => source.query(`INSERT INTO checkpoint VALUES ('tally', 0, 1)`));
  await subscription.catchUp();
  const rows = async () => (await owner.query('SELECT * FROM tally ORDER BY stream_id')).rows;
  const rebuild = (options: RebuildOptions = {}, projection = tally) =>
    rebuildProjection(database, projection, contractSchemas, options);
  const differing = async (projection = tally) =>
    (await verifyProjection(database, projection, contractSchemas)).different;
  return { owner, log, database, streams, subscription, rows, rebuild, differing, tally };
}

/** With all that is special in COPY's text and in arrays. */
const ODD = 'a\tb\\c\nd"e",{f}\r\\N 督办';

export async function noteAll(log: EventLog, streams: readonly string[], version: number, text = `${version} ${ODD}`) {
  await Promise.all(streams.map((stream) => log.append(append(on(stream, version, noted(text))))));
}
