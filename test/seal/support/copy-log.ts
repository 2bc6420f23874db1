import { pipeline } from 'node:stream/promises';
import { from, to } from 'pg-copy-streams';
import type { SealedStore } from './sealed-store.ts';

/** Carries the log and its tree to an empty database as a dump does: by COPY's text. */
export async function copyLog(source: SealedStore, target: SealedStore): Promise<void> {
  for (const table of ['event', 'sealed_log', 'seal', 'seal_tile']) {
    const [out, into] = [to(`COPY ${table} TO STDOUT`), from(`COPY ${table} FROM STDIN`)];
    await pipeline(source.owner.query(out), target.owner.query(into));
  }
}
