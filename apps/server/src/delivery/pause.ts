const FIRST_MS = 60_000;
const LONGEST_MS = 8 * 3_600_000;

/**
 * How long, in real time, a message waits after its `attempt`th try failed: 1, 4, 16, 64 minutes, 4 and then 8 hours,
 * each up to a quarter shorter or longer (by `random`, 0 to 1), so that those who failed together do not return
 * together. Eight tries thus outlast an outage of most of a day.
 */
export function pauseMs(attempt: number, random: number): number {
  const pause = Math.min(FIRST_MS * 4 ** (attempt - 1), LONGEST_MS);
  return Math.round(pause * (0.75 + random / 2));
}
