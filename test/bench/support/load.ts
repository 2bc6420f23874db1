import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, type Sample } from './figures.ts';

/**
 * A closed loop: so many workers, each calling again as soon as it was answered, for so long. The main number is things
 * a second, `perCall` of them a call; `p50` and `p99` are of the calls' latencies in ms.
 */
export async function closedLoop(
  call: (worker: number) => Promise<unknown>,
  {
    workers,
    seconds,
    perCall = 1,
    unit = 'events/s',
  }: { workers: number; seconds: number; perCall?: number; unit?: string },
): Promise<Record<'' | 'p50' | 'p99', readonly [number, string]>> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let from = performance.now(); from < endsAt; ) {
        await call(worker);
        const to = performance.now();
        latencies.push(to - from);
        from = to;
      }
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  await sleep(20); // what one variant left to do must not fall on the next
  return {
    '': [(latencies.length * perCall * 1000) / elapsedMs, unit],
    p50: [percentile(latencies, 0.5), 'ms'],
    p99: [percentile(latencies, 0.99), 'ms'],
  };
}

/**
 * An open loop: so many calls a second, whether or not the earlier ones were answered, as people send them. A latency
 * counts from the instant at which the call was due, so that a stall is felt by all that should have been sent in it. For so
 * many seconds, or until it is over.
 */
export async function openLoop(
  call: () => Promise<unknown>,
  perSecond: number,
  { seconds = Number.POSITIVE_INFINITY, over }: { seconds?: number; over?: AbortSignal },
): Promise<Sample> {
  const latencies: number[] = [];
  const calls: Promise<void>[] = [];
  const startedAt = performance.now();
  for (let i = 0; i < perSecond * seconds && !over?.aborted; i++) {
    const dueAt = startedAt + (i * 1000) / perSecond;
    const early = dueAt - performance.now();
    if (early > 1) await sleep(early);
    calls.push(
      call().then(() => {
        latencies.push(performance.now() - dueAt);
      }),
    );
  }
  await Promise.all(calls);
  return {
    p50: [percentile(latencies, 0.5), 'ms'],
    p99: [percentile(latencies, 0.99), 'ms'],
    max: [percentile(latencies, 1), 'ms'],
  };
}
