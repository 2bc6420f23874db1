import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './figures.ts';

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
