/** From which the moments of a run of `test/chaos` follow; printed by each, and set by `CHAOS_SEED` to repeat one. */
export const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);

/** Reproducible numbers from 0 to 1 (mulberry32). */
export function randomFrom(state: number): () => number {
  let a = state;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
