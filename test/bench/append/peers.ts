import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '#libs/event-sourcing';
import type { EventMeta } from '#libs/event-store';
import type { BenchRun } from '../support/bench.ts';
import { benchEvent, benchMeta } from '../support/events.ts';
import { peer } from '../support/peers.ts';
import type { AppendingStore } from './store.ts';

/** What `peers/emmett.mjs` and `peers/castore.mjs` export. */
interface Peer {
  open(url: string): Promise<{
    append(streamId: string, events: readonly DomainEvent[], meta: EventMeta): Promise<unknown>;
    close(): Promise<void>;
  }>;
}

/** Another event store, as it comes; null when it cannot be had. */
export async function openPeer(run: BenchRun, name: string, url: string): Promise<AppendingStore | null> {
  const module = await peer<Peer>(run, name);
  const store = await module?.open(url);
  if (!store) return null;
  return {
    append: async (_, eventCount) =>
      store.append(
        randomUUID(),
        Array.from({ length: eventCount }, (_, nth) => benchEvent(nth)),
        benchMeta,
      ),
    close: () => store.close(),
  };
}
