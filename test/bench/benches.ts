import type { Bench } from './support/bench.ts';

/** What `npm run bench -- NAME…` can run, each in a file of its own. */
export const benches: Readonly<Record<string, () => Promise<{ bench: Bench }>>> = {
  append: () => import('./append.ts'),
  footprint: () => import('./footprint.ts'),
  growth: () => import('./growth.ts'),
  herd: () => import('./herd.ts'),
  http: () => import('./http.ts'),
  read: () => import('./read.ts'),
  lists: () => import('./lists.ts'),
  live: () => import('./live.ts'),
  rebuild: () => import('./rebuild.ts'),
  seal: () => import('./seal.ts'),
  size: () => import('./size.ts'),
  reader: () => import('./reader.ts'),
};
