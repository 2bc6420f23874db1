import { setTimeout as sleep } from 'node:timers/promises';

const BEAT_MS = 20;

/**
 * Whoever has caught up with the log rests until the next beat, which is the same for all of this process, or until the
 * signal is aborted: while events come without end, a turn takes what came since the last beat, instead of a look for
 * every few of them. After a silence the first event is taken at once.
 */
export async function nextBeat(signal: AbortSignal): Promise<void> {
  await sleep(BEAT_MS - (performance.now() % BEAT_MS), undefined, { signal }).catch(() => {});
}
