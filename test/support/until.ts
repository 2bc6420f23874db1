import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a condition holds and answers with what it gave (anything but false, null or undefined). Asks again every
 * few milliseconds; fails, naming the condition, when it does not hold in time. Errors of the condition pass through.
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { withinMs = 10_000, what = condition.toString() }: { withinMs?: number; what?: string } = {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await condition();
    if (value !== false && value !== null && value !== undefined) return value as Exclude<T, false | null | undefined>;
    if (performance.now() > deadline) throw new Error(`Within ${withinMs} ms this did not come true: ${what}`);
    await sleep(5);
  }
}
