import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '#libs/event-sourcing';
import type { EventMeta } from '#libs/event-store';
import type { BenchRun } from '../support/bench.ts';
import { benchEvents, benchMeta } from '../support/events.ts';
import { peer } from '../support/peers.ts';
import type { Carries } from './ours.ts';
import type { AppendingStore } from './store.ts';

/** What `peers/emmett.mjs` and `peers/castore.mjs` export. */
interface Peer {
  open(url: string, carries: Carries): Promise<PeerStore>;
}

interface PeerStore {
  append(streamId: string, events: readonly DomainEvent[], meta: EventMeta): Promise<unknown>;
  close(): Promise<void>;
}

/** Another event store, as it comes; null when it cannot be had. */
export async function openPeer(
  run: BenchRun,
  name: string,
  url: string,
  carries: Carries = {},
): Promise<AppendingStore | null> {
  const module = await peer<Peer>(run, name);
  const store = await module?.open(url, carries);
  if (!store) return null;
  return {
    append: async (_, eventCount) => store.append(randomUUID(), benchEvents(eventCount), benchMeta),
    close: () => store.close(),
  };
}
